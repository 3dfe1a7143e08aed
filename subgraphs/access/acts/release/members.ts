// What the inputs about releases have in common, and what is checked of every one of them.
import { z } from 'zod';
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { ProfessionalCaller } from '../../../../gateway/vocabulary/caller.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import { daysAfter } from '../../../../schema/days.ts';
import type { InnerKey, LocalDate, Oin } from '../../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../../schema/names/category.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { type ActContext, problem } from '../act.ts';

/** REPORTER opens to nobody outside its holder, so that nobody can release it. */
export const releasable = z
  .array(z.enum(valuesOf(CATEGORIES)).exclude(['NONE', 'REPORTER']))
  .min(1)
  .transform((categories) => [...new Set(categories)]);

/** Twelve months at most, for a request and for anything released. */
export const MOST_DAYS = 365;

export const freeText = z.string().trim().min(3).max(1_000);

/** Null: a day from today on, and no later than `last`. */
export function endProblem(until: LocalDate, today: LocalDate, last: LocalDate | null = null): Problem | null {
  if (until < today) return problem('END_IN_PAST', 'until');
  return until > (last ?? daysAfter(today, MOST_DAYS)) ? problem('TERM_TOO_LONG', 'until') : null;
}

/** The person in the own case of this act; null: not one of them. */
export function memberOf({ ownCase, facts }: ActContext, person: InnerKey): SubjectFacts | null {
  const members = (ownCase?.members ?? []).flatMap((key) => facts.subjects.get(key) ?? []);
  return members.find((subject) => subject.person === person) ?? null;
}

/**
 * INVARIANT not-one's-own: who asked does not decide for the holder, in whichever role; nor does anybody who comes from the organisation that asked, or
 * from the same mother organisation as who asked, since two tokens of one person may bear two ids.
 */
export function isOwnRequest(
  caller: ProfessionalCaller,
  asked: {
    readonly askedBy: ProfessionalCaller['professional'];
    readonly motherOrganisation: Oin | null;
    readonly recipient: Oin;
  },
): boolean {
  const mother = caller.motherOrganisation?.oin ?? null;
  if (caller.professional === asked.askedBy) return true;
  return mother !== null && (mother === asked.recipient || mother === asked.motherOrganisation);
}
