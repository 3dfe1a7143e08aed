// Whether what is agreed can ever open something: holder, recipient, roles, purposes, categories and term; each that cannot, by its field.
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import { daysAfter, monthsAfter } from '../../../../schema/days.ts';
import type { LocalDate } from '../../../../schema/identifiers.ts';
import type { Organisation } from '../../../../schema/organisation.ts';
import { type ActContext, problem } from '../act.ts';
import type { Terms } from './input.ts';

export function problemsOfTerms(terms: Terms, context: ActContext): readonly Problem[] {
  const { registry, consenting } = context;
  const recipient = organisationOf(terms.recipient, context);
  const holder = registry.holder(terms.holder);
  const problems: Problem[] = [];
  if (holder === undefined || holder.source === 'PERSONS') problems.push(problem('NOT_VALID', 'holder'));
  // One named organisation that works on cases: no group of them, and never the one that gives.
  if (recipient === null || recipient.kind === 'PERSONS_REGISTER' || terms.recipient === terms.holder)
    problems.push(problem('NOT_VALID', 'recipient'));
  if (holder !== undefined && recipient !== null && problems.length === 0)
    problems.push(...consenting.opensNothing(terms, holder, recipient).map((field) => problem('NOT_VALID', field)));
  return [...problems, ...problemsOfTerm(terms, context)];
}

function problemsOfTerm({ from, until }: Terms, { clock: { today }, consenting }: ActContext): readonly Problem[] {
  if (until < today) return [problem('END_IN_PAST', 'until')];
  if (until < from) return [problem('NOT_VALID', 'until')];
  return until > lastDay(from < today ? from : today, consenting.terms.consentLongestMonths)
    ? [problem('TERM_TOO_LONG', 'until')]
    : [];
}

/** Twelve months from 10 March end on 9 March. */
export function lastDay(from: LocalDate, months: number): LocalDate {
  return daysAfter(monthsAfter(from, months), -1);
}

export function organisationOf(oin: string, { registry }: ActContext): Organisation | null {
  return registry.registrations().find(({ organisation }) => organisation.oin === oin)?.organisation ?? null;
}
