// Who lives together as one household: people at one address (their lists enter together), joined only where one is the other's partner, parent or child,
// or where they have a parent in common. Twelve people in a home who are nothing to each other are twelve. Pure.
import type { PersonList } from './person-list.ts';

/** The lists of one address in; groups of two or more BSNs out, each sorted, in the order of their first. */
export function livingGroups(lists: readonly Pick<PersonList, 'bsn' | 'relatives'>[]): readonly (readonly string[])[] {
  const here = new Map<string, string>(lists.map(({ bsn }) => [bsn, bsn]));
  const root = (bsn: string): string => {
    let at = bsn;
    for (let up = here.get(at); up !== undefined && up !== at; up = here.get(at)) at = up;
    return at;
  };
  const join = (one: string, other: string): void => {
    const [a, b] = [root(one), root(other)].sort();
    if (a !== undefined && b !== undefined) here.set(b, a);
  };
  const byParent = new Map<string, string>();
  for (const { bsn, relatives } of lists) {
    for (const { role, bsn: other } of relatives) {
      if (here.has(other)) join(bsn, other);
      if (role !== 'PARENT') continue;
      const sibling = byParent.get(other);
      if (sibling !== undefined) join(bsn, sibling);
      byParent.set(other, bsn);
    }
  }
  const groups = new Map<string, string[]>();
  for (const { bsn } of lists) groups.set(root(bsn), [...(groups.get(root(bsn)) ?? []), bsn]);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
