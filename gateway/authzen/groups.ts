// The questions of one call, grouped by whom and for what they ask: each group is decided once, when its first question needs it.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import { type Cells, readCells } from '../answer/cells.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { CellKey } from '../vocabulary/decision.ts';
import type { CategoryAsk, Reading } from '../vocabulary/operation.ts';
import type { CallPart } from '../vocabulary/record.ts';
import { type Decided, isDecided, onlyCells } from './part.ts';
import type { CaseNamed, Question } from './question.ts';
import { readingOf } from './reading.ts';

export type Group = {
  readonly about: ProfessionalCaller;
  readonly purpose: Purpose;
  readonly ownCase: CaseNamed;
  readonly asks: Map<string, CategoryAsk>;
  /** Whose cases go on; null: everybody's. */
  people: Set<InnerKey> | null;
  /** Cells that were answered about: those alone are recorded. */
  readonly cells: Set<CellKey>;
  decided: Promise<CallPart> | null;
};
/** Decides a group; `people` as above. */
export type Decide = (about: ProfessionalCaller, reading: Reading, people: Group['people']) => Promise<CallPart>;
export type Shown = { readonly part: Decided; readonly cells: Cells };

export class Groups {
  readonly #decide: Decide;
  readonly #groups = new Map<string, Group>();
  readonly #shown = new WeakMap<CallPart, Cells>();

  constructor(decide: Decide) {
    this.#decide = decide;
  }

  /** The group of a question, which from then on asks this too; before the group is decided. */
  join({ about, purpose, cell }: Question): Group {
    const group = this.of(about, purpose, cell.ownCase);
    const { source, category } = cell;
    const isNew = !group.asks.has(`${source}|${category}`) || group.people?.has(cell.person) === false;
    if (isNew && group.decided !== null) throw new TypeError('a question that comes after its group was decided');
    group.asks.set(`${source}|${category}`, { source, category, period: null });
    group.people?.add(cell.person);
    return group;
  }

  of(about: ProfessionalCaller, purpose: Purpose, ownCase: CaseNamed): Group {
    const key = JSON.stringify([
      about.professional,
      about.role,
      about.motherOrganisation?.oin ?? null,
      purpose,
      ownCase ?? (ownCase === null ? 0 : 1),
    ]);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const made: Group = {
      about,
      purpose,
      ownCase,
      asks: new Map(),
      people: new Set(),
      cells: new Set(),
      decided: null,
    };
    this.#groups.set(key, made);
    return made;
  }

  /** The part as it ended where it was not decided. */
  async decided(group: Group): Promise<Shown | CallPart> {
    const { about, purpose, ownCase, asks, people } = group;
    group.decided ??= this.#decide(about, readingOf(purpose, [...asks.values()], ownCase), people);
    const part = await group.decided;
    if (!isDecided(part)) return part;
    const cells = this.#shown.get(part) ?? readCells(part.asked);
    this.#shown.set(part, cells);
    return { part, cells };
  }

  /** For the record: what was begun, in the order of the questions. */
  async parts(): Promise<readonly CallPart[]> {
    const begun = [...this.#groups.values()].flatMap(({ decided, cells }) =>
      decided === null ? [] : [decided.then((part) => (isDecided(part) ? onlyCells(part, cells) : part))],
    );
    return Promise.all(begun);
  }
}
