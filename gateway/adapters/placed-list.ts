// A YAML or JSON text that is a list in; its items out, each parsed, each knowing on which line any place of it stands. All faults at once.
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

/** `line` counts from 1; null: the file as a whole. `id`: the item it is in, if it says its id; `path` is the place inside the item. */
export type PolicyProblem = {
  readonly file: string;
  readonly line: number | null;
  readonly id: string | null;
  readonly path: string;
  readonly reason: string;
};

export type PlacedItem<Value> = {
  readonly value: Value;
  readonly file: string;
  /** The line of the deepest part of `path` that is there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
};

export function placedList<Value>(
  file: string,
  text: string,
  format: z.ZodType<Value>,
  problems: PolicyProblem[],
  /** `merge`: `<<` takes over the members of another map. */
  options: { readonly merge?: boolean } = {},
): readonly PlacedItem<Value>[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: options.merge === true });
  for (const { pos, message } of document.errors) {
    problems.push({
      file,
      line: lines.linePos(pos[0]).line,
      id: null,
      path: '',
      reason: message.split('\n')[0] ?? message,
    });
  }
  if (document.errors.length > 0) return [];
  const list = z.array(z.unknown()).min(1).safeParse(document.toJS());
  if (!list.success) {
    problems.push({ file, line: null, id: null, path: '', reason: 'a list with at least one item is expected' });
    return [];
  }
  const lineAt = (path: readonly PropertyKey[]): number | null => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  return list.data.flatMap((item, at) => {
    const parsed = format.safeParse(item);
    const lineOf = (path: readonly PropertyKey[]) => lineAt([at, ...path]);
    if (parsed.success) return [{ value: parsed.data, file, lineOf }];
    for (const { path, message } of parsed.error.issues) {
      problems.push({ file, line: lineOf(path), id: idOf(item), path: path.join('.'), reason: message });
    }
    return [];
  });
}

function idOf(item: unknown): string | null {
  const named = z.looseObject({ id: z.string() }).safeParse(item);
  return named.success ? named.data.id : null;
}
