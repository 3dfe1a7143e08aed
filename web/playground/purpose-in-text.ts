// The purpose stands literally in the text of a query: read from there, and put there.
import { Kind, parse, type ValueNode } from 'graphql';

/** Null: the text does not parse, or has no literal purpose. Of several operations the first. */
export function purposeIn(text: string): string | null {
  const place = placeOf(text);
  return place?.kind === Kind.ENUM ? place.value : null;
}

/** The same text with another purpose; unchanged where there is no place for one. */
export function withPurpose(text: string, purpose: string): string {
  const { start, end } = placeOf(text)?.loc ?? {};
  return start === undefined || end === undefined ? text : text.slice(0, start) + purpose + text.slice(end);
}

function placeOf(text: string): ValueNode | undefined {
  try {
    for (const definition of parse(text).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const access = definition.directives?.find(({ name }) => name.value === 'access');
      const purpose = access?.arguments?.find(({ name }) => name.value === 'purpose');
      if (purpose !== undefined) return purpose.value;
    }
  } catch {
    // Somebody is typing.
  }
  return undefined;
}
