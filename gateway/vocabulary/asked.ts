// The outcome of shield: what is reported as opened, and the (smaller) part of it that is really asked.
import type { Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { CellKey, Decision, Opened } from './decision.ts';
import type { SubjectKey } from './subject.ts';

/** A cell that is asked of its holder. */
export type AskedCell = {
  readonly opened: Opened;
  /** Locating fields are left out of the question (a location shield on this person, or on someone this child lives with). */
  readonly withoutLocating: boolean;
  /** Origins (other than the holder) whose received rows may be shown: they open there as well. */
  readonly origins: readonly Oin[];
};

declare const shielded: unique symbol;
export type Asked = {
  readonly decision: Decision;
  /** Cells that stay opened in the report. A holder dropped under a location shield (`tellsPlace`) is in neither. */
  readonly opened: ReadonlySet<CellKey>;
  readonly asked: ReadonlyMap<CellKey, AskedCell>;
  /** Cells reported neither as opened nor as withheld: their holder itself would tell where somebody is (`tellsPlace`). The record has them. */
  readonly unseen?: ReadonlySet<CellKey>;
  /** For the sealed record only: how many cells each kind of shield removed. */
  readonly shields: readonly {
    readonly kind: string;
    readonly subject: SubjectKey;
    readonly holder: Oin;
    readonly category: Category;
  }[];
  readonly [shielded]: true;
};
