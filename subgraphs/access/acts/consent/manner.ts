// How an answer came: by way of a professional, with what shows it, or with an own login. What is missing is named by its field.
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { StatementBasis } from '../../../../gateway/vocabulary/consent-book.ts';
import type { Oin } from '../../../../schema/identifiers.ts';
import { type ActContext, problem } from '../act.ts';
import type { Manner } from './input.ts';
import { nowOf } from './speaker.ts';

/** A yes needs all of it; a no is written down as it is said. */
export function problemsOfManner(
  told: Manner,
  givesYes: boolean,
  recipient: Oin,
  { facts: { caller }, consenting }: ActContext,
): readonly Problem[] {
  if (caller.kind === 'DATA_SUBJECT')
    return (['channel', 'evidence', 'freedom', 'interpreter', 'language'] as const)
      .filter((field) => told[field] !== undefined)
      .map((field) => problem('NOT_VALID', field));
  if (!givesYes) return [];
  const needed = ['channel', 'textVersion', 'language', 'interpreter', 'freedom', 'evidence'] as const;
  const missing = needed.filter((field) => told[field] === undefined).map((field) => problem('ELEMENT_MISSING', field));
  const ownWordFor = told.channel === 'SPOKEN' && recipient === caller.organisation.oin;
  return ownWordFor && !consenting.recipientRecordsSpoken ? [...missing, problem('NOT_ALLOWED', 'channel')] : missing;
}

export function basisOf(told: Manner, authority: StatementBasis['authority'], context: ActContext): StatementBasis {
  const { caller } = context.facts;
  const professional = caller.kind === 'PROFESSIONAL' ? caller : null;
  return {
    channel: professional === null ? 'OWN_LOGIN' : (told.channel ?? 'SPOKEN'),
    textVersion: told.textVersion ?? null,
    evidence: told.evidence ?? null,
    authority,
    recordedBy: professional?.professional ?? null,
    recorder: professional?.organisation.oin ?? null,
    recordedOn: nowOf(context),
  };
}
