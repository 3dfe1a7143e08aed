// What is open, and what is asked, for one person at one holder: looked up once per category. The path rule holds level by level: below a closed
// field nothing is looked at.
import type { Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked, AskedCell } from './asked.ts';
import { cellKeyOf, type Opened } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Holder } from './registration.ts';
import { partsOfSubjectKey, type SubjectKey } from './subject.ts';

export type GatedField = {
  readonly parent: string;
  readonly name: string;
  /** Null: nobody classified it, so it is closed. */
  readonly category: Category | null;
  readonly locating: boolean;
  /** Null for a leaf: field limits of a rule count for leaves. */
  readonly selections: object | null;
};

type Cell = { readonly opened: Opened | null; readonly asked: AskedCell | null };

/** One person at one holder. */
export class Gate {
  readonly subject: SubjectKey;
  readonly holder: Oin;
  readonly #asked: Asked;
  readonly #cells = new Map<Category, Cell>();

  constructor(asked: Asked, subject: SubjectKey, holder: Oin) {
    this.#asked = asked;
    this.subject = subject;
    this.holder = holder;
  }

  cell(category: Category): Cell {
    const known = this.#cells.get(category);
    if (known !== undefined) return known;
    const key = cellKeyOf(this.subject, this.holder, category);
    const verdict = this.#asked.opened.has(key) ? this.#asked.decision.cells.get(key)?.verdict : undefined;
    const made: Cell = {
      opened: verdict?.outcome === 'ALLOW' ? verdict : null,
      asked: this.#asked.asked.get(key) ?? null,
    };
    this.#cells.set(category, made);
    return made;
  }

  /** Reported as opened: what is not asked for all that is empty, never closed. */
  isOpened(field: GatedField): boolean {
    if (field.category === null) return false;
    if (field.category === 'NONE') return true;
    const { opened } = this.cell(field.category);
    // INVARIANT never-where: an emergency opens no locating field, and says so.
    if (opened?.via === 'EMERGENCY' && field.locating) return false;
    return opened !== null && withinLimits(opened.fields, field);
  }

  /** Really asked of the holder. */
  isAsked(field: GatedField): boolean {
    if (field.category === null) return false;
    if (field.category === 'NONE') return true;
    const { asked } = this.cell(field.category);
    return asked !== null && !(asked.withoutLocating && field.locating) && withinLimits(asked.opened.fields, field);
  }
}

function withinLimits(limits: readonly string[] | null, field: GatedField): boolean {
  return limits === null || field.selections !== null || limits.includes(`${field.parent}.${field.name}`);
}

const gates = new WeakMap<Asked, Map<SubjectKey, Map<Oin, Gate>>>();

/** The same gate for the same question: an Asked never changes. */
export function gateOf(asked: Asked, subject: SubjectKey, holder: Oin): Gate {
  const ofAsked = gates.get(asked) ?? new Map<SubjectKey, Map<Oin, Gate>>();
  const ofSubject = ofAsked.get(subject) ?? new Map<Oin, Gate>();
  const known = ofSubject.get(holder);
  if (known !== undefined) return known;
  const gate = new Gate(asked, subject, holder);
  gates.set(asked, ofAsked.set(subject, ofSubject.set(holder, gate)));
  return gate;
}

/**
 * The holders of one kind with an open category among those of `fields` (the fields right below a file field, or the register's of Person),
 * in OIN order: one file item each, and one call.
 */
export function openedHolders(
  facts: Facts,
  asked: Asked,
  subject: SubjectKey,
  source: SourceKind,
  fields: readonly Pick<GatedField, 'category'>[],
): readonly Holder[] {
  const ownCase = partsOfSubjectKey(subject)?.ownCase;
  const holders = ownCase === undefined ? undefined : facts.holders.get(ownCase);
  return (holders ?? [])
    .filter((holder) => holder.source === source && opensAny(gateOf(asked, subject, holder.organisation.oin), fields))
    .toSorted((one, other) => (one.organisation.oin < other.organisation.oin ? -1 : 1));
}

function opensAny(gate: Gate, fields: readonly Pick<GatedField, 'category'>[]): boolean {
  return fields.some(({ category }) => category !== null && category !== 'NONE' && gate.cell(category).opened !== null);
}
