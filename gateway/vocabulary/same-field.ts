// A field as written enters, the text by which two fields are the same leaves. Read names our own tree by it; answer finds its way back by it.
import { type ArgumentNode, type FieldNode, print } from 'graphql';

const known = new WeakMap<FieldNode, string>();

/** The alias does not count. Two fields of one type with the same text are one question. */
export function sameFieldText(node: FieldNode): string {
  const found = known.get(node);
  if (found !== undefined) return found;
  const text = fieldText(node.name.value, node.arguments ?? []);
  known.set(node, text);
  return text;
}

/** `name(argument:value,...)`, arguments in alphabetical order. */
export function fieldText(name: string, args: readonly ArgumentNode[]): string {
  if (args.length === 0) return name;
  const written = args.map((argument) => `${argument.name.value}:${print(argument.value)}`);
  return `${name}(${written.sort().join(',')})`;
}
