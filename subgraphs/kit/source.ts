// What a partner writes: a Source reads rows of its own case system. The kit asks, filters and answers.
// Nothing of GraphQL, grants or other organisations' data enters here.
import { z } from 'zod';
import type { InnerKey, LocalDate, Oin } from '../../schema/identifiers.ts';
import { innerKey, oin, partialDate } from '../../schema/identifiers.ts';

/**
 * One question: the rows of one kind about one person. `kind` is the name of the field that is asked
 * (`plans`, `events`, `birthDate`). `from`, `until` and `origins` are the limits of the grant: a source may use them to read less; the
 * kit applies them again.
 */
export interface Asked {
  readonly kind: string;
  readonly subject: InnerKey;
  /** First and last day that may be given; null: no limit. */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** Organisations, besides the holder itself, whose data may be given along. */
  readonly origins: readonly Oin[];
  /** Whether the holder's own organisation is asking. */
  readonly internal: boolean;
}

/** Towards whom a row is held back at the source itself (own shield): a professional's hold, the secrecy of a register. */
export const HELD_FROM = ['NOBODY', 'OTHER_ORGANISATIONS', 'EVERYONE'] as const;

/** The limits that a row, or a part of a row, brings along. Whatever is left out closes nothing, except dates: see `withinPeriod`. */
export const rowLimits = z.object({
  /** The days the row is about: equal for an event; `until` null: still running; both null: not known. */
  from: partialDate.nullable().default(null),
  until: partialDate.nullable().default(null),
  /** The organisation from which the holder received it; null: the holder's own. */
  origin: oin.nullable().default(null),
  /** Whose data it is, besides the person in whose file it stands: it leaves only if it may leave for each of them. */
  about: z.array(innerKey).default([]),
  heldFrom: z.enum(HELD_FROM).default('NOBODY'),
  /**
   * Who was told of it (involvement), signed it (a plan, a part of one), or had it released by the holder: in an own view a row or part leaves only
   * to these, and only about that person alone (design 6). To a professional it makes no difference.
   */
  shownTo: z.array(innerKey).default([]),
});
export type RowLimits = z.infer<typeof rowLimits>;

/**
 * One row. `value` has the fields of the GraphQL type that `kind` answers (for a scalar field: the scalar itself). Properties that the
 * type does not name never leave. An object inside it whose type has `about` is a part: it carries limits of its own, beside its fields.
 * `holder` and `partsMayBeMissing` are filled in by the kit.
 */
export const sourceRow = rowLimits.extend({
  kind: z.string(),
  /** In whose file the row stands: one row per person for a record that stands in several files. */
  subject: innerKey,
  value: z.unknown(),
});
export type SourceRow = z.infer<typeof sourceRow>;

export interface Source {
  /**
   * All rows for all questions, in one go (one SQL statement, one HTTP call), newest first within a kind and person. Called once per
   * call of the gateway. A person of whom there is no file has no rows: that is no error, and nobody at the source is told.
   * A source that cannot read throws: the whole call then fails, since half an answer reads as "nothing there".
   */
  read(asked: readonly Asked[]): Promise<readonly SourceRow[]>;
  /** Whether it can be read now, for /health/ready. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
