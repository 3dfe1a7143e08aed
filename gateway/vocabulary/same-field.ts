// A field as written enters, the text by which two fields are the same leaves. Read names our own tree by it; answer finds its way back by it.
import { type FieldNode, print } from 'graphql';

const known = new WeakMap<FieldNode, string>();

/** `name(argument:value,...)`, arguments in alphabetical order; the alias does not count. Two fields of one type with the same text are one question. */
export function sameFieldText(node: FieldNode): string {
  const found = known.get(node);
  if (found !== undefined) return found;
  const given = node.arguments ?? [];
  const text =
    given.length === 0
      ? node.name.value
      : `${node.name.value}(${given
          .map((argument) => `${argument.name.value}:${print(argument.value)}`)
          .sort()
          .join(',')})`;
  known.set(node, text);
  return text;
}
