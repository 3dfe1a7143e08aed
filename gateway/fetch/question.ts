// What one wave asks of one holder: groups of people, each with exactly the fields that may be asked about them. Calls leave: disjoint people per call.
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import { gateOf, openedHolders } from '../vocabulary/admits.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Holder } from '../vocabulary/registration.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';
import { type Selection, selectionOf } from './selection.ts';
import type { SourceAsk } from './wave.ts';

/** People with the same selection of the same fetch. A person of whom nothing is left to ask shapes the call and stays out of it. */
export type Group = {
  readonly ask: SourceAsk;
  readonly selection: Selection;
  readonly people: ReadonlyMap<InnerKey, SubjectKey>;
  /** Everyone with this selection, whether or not something is left to ask. */
  readonly everyone: readonly SubjectKey[];
  /** Those of them whom this holder may hear of: where the data of others name them, they are named, shielded or not. */
  readonly named: readonly InnerKey[];
};
export type Question = { readonly holder: Holder; readonly groups: readonly Group[] };

/** Holders in OIN order; holders with nothing opened are absent (guarantee G2). */
export function questionsOf(asks: readonly SourceAsk[], facts: Facts, asked: Asked): readonly Question[] {
  const byHolder = new Map<Oin, { holder: Holder; entries: Entry[] }>();
  for (const ask of asks) {
    for (const subject of ask.subjects) {
      const holders = openedHolders(facts, asked, subject, ask.source, ask.operation.firstFields);
      for (const holder of ask.source === 'PERSONS' ? holders.slice(0, 1) : holders) {
        const entry = entryOf(ask, subject, holder.organisation.oin, facts, asked);
        if (entry === null) continue;
        const found = byHolder.get(holder.organisation.oin) ?? { holder, entries: [] };
        byHolder.set(holder.organisation.oin, found);
        found.entries.push(entry);
      }
    }
  }
  return [...byHolder.values()]
    .toSorted((one, other) => (one.holder.organisation.oin < other.holder.organisation.oin ? -1 : 1))
    .flatMap(({ holder, entries }) => disjoint(entries).map((call) => ({ holder, groups: groupsOf(call) })));
}

type Entry = {
  readonly ask: SourceAsk;
  readonly subject: SubjectKey;
  readonly ownCase: string;
  readonly person: InnerKey;
  readonly selection: Selection;
  readonly isAsked: boolean;
  readonly mayLeave: boolean;
  /** How many cells opened: a shield changes no call, so it does not count here. */
  readonly cells: number;
};

function entryOf(ask: SourceAsk, subject: SubjectKey, holder: Oin, facts: Facts, asked: Asked): Entry | null {
  const parts = partsOfSubjectKey(subject);
  if (parts === null) return null;
  const gate = gateOf(asked, subject, holder);
  const open = selectionOf(ask.operation, gate, 'OPENED');
  if (open === null) return null;
  // A person without BSN is known under this key at the own holder alone.
  const mayLeave = facts.subjects.get(subject)?.registered === true || holder === facts.organisation;
  const left = mayLeave ? selectionOf(ask.operation, gate, 'ASKED') : null;
  const isAsked = left !== null;
  return { ask, subject, ...parts, selection: left ?? open, isAsked, mayLeave, cells: open.categories.size };
}

/** Cells that one grant names at most, unless one case has more: a grant is a header, and servers take 16 KiB of those by default. */
const MOST_CELLS = 100;

/**
 * INVARIANT one case's people together, one person once: powers of two cases never add up in one grant. Cases that share nobody share a call.
 */
function disjoint(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const calls: { people: Set<InnerKey>; cells: number; entries: Entry[] }[] = [];
  for (const ofCase of Map.groupBy(entries, ({ ownCase }) => ownCase).values()) {
    const people = new Set(ofCase.map(({ person }) => person));
    const cells = ofCase.reduce((sum, entry) => sum + entry.cells, 0);
    const call = calls.find(
      (one) => one.cells + cells <= MOST_CELLS && ![...people].some((person) => one.people.has(person)),
    );
    if (call === undefined) calls.push({ people, cells, entries: [...ofCase] });
    else {
      for (const person of people) call.people.add(person);
      call.cells += cells;
      call.entries.push(...ofCase);
    }
  }
  return calls.map((call) => call.entries);
}

function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const byAsk = Map.groupBy(entries, ({ ask }) => ask);
  return [...byAsk].flatMap(([ask, ofAsk]) =>
    [...Map.groupBy(ofAsk, ({ selection }) => selection.text).values()].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const people = same.filter((entry) => entry.isAsked).map(({ person, subject }) => [person, subject] as const);
      const everyone = same.map(({ subject }) => subject);
      const named = same.filter(({ mayLeave }) => mayLeave).map(({ person }) => person);
      return [{ ask, selection: first.selection, people: new Map(people), everyone, named }];
    }),
  );
}
