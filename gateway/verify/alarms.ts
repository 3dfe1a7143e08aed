// What was dropped, counted per holder and kind: numbers only, nothing of what was sent.
import type { Oin } from '../../schema/identifiers.ts';
import type { Verified } from '../vocabulary/fetched.ts';

export type AlarmKind =
  /** A person who is no member of the household that was asked. */
  | 'UNKNOWN_PERSON'
  /** A file under another holder than the one that was called, or a second one of the same. */
  | 'WRONG_HOLDER'
  | 'UNKNOWN_FIELD'
  /** A value for a cell, a field or a locating field that was not asked. */
  | 'NOT_ASKED'
  | 'WRONG_TYPE'
  | 'OUT_OF_PERIOD'
  /** A record or part about somebody of whom this category is not asked here. */
  | 'PART_NOT_OPENED'
  /** The key of a person outside the household. */
  | 'OUTSIDE_MEMBERS';

export class Alarms {
  readonly #counts = new Map<string, { holder: Oin | null; kind: string; count: number }>();

  raise(holder: Oin | null, kind: AlarmKind): void {
    this.add(holder, kind, 1);
  }

  add(holder: Oin | null, kind: string, count: number): void {
    const key = `${holder} ${kind}`;
    const before = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { holder, kind, count: before + count });
  }

  /** In one order, whatever came first. */
  counted(): Verified['alarms'] {
    return [...this.#counts.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, alarm]) => alarm);
  }
}
