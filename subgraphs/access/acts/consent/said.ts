// One answer, told by a professional or given with an own login: who spoke and in which capacity, or what does not fit, by its field.
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { Said } from '../../../../gateway/vocabulary/consent-book.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { ConsentStatement, StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import { monthsAfter } from '../../../../schema/days.ts';
import { type ActContext, problem } from '../act.ts';
import type { Manner, Spoken } from './input.ts';
import { basisOf } from './manner.ts';
import { nowOf } from './speaker.ts';
import { type NoStanding, type Spokesperson, standingOf } from './standing.ts';

type Agreed = Pick<StoredConsent, 'categories' | 'recipient' | 'until'> & { readonly incapable: boolean };

/** `at`: where this answer stands in the input, with a dot behind it; empty: at its top. */
export function saidBy(
  {
    spoken,
    answer,
    manner,
    at,
  }: {
    readonly spoken: Spoken;
    readonly answer: 'GIVEN' | 'REFUSED';
    readonly manner: Manner;
    readonly at: string;
  },
  about: SubjectFacts,
  agreed: Agreed,
  context: ActContext,
): Said | readonly Problem[] {
  const by = spokesperson(spoken, context);
  if (by === undefined) return [problem('NOT_FOUND', `${at}by`)];
  const moment = momentOf(spoken, context);
  if (moment === null) return [problem('NOT_VALID', `${at}saidOn`)];
  const standing = standingOf({ ...spoken, by, answer, at: moment }, about, agreed, context);
  if ('code' in standing) return [problem(standing.code, fieldOf(standing, at))];
  const { capacity, authority } = standing;
  if (authority.kind === 'GUARDIANSHIP') {
    // Giver and recipient are never the same organisation (design 6), and nobody speaks for longer than the order runs.
    if (agreed.recipient === ownOin(context)) return [problem('NOT_ALLOWED', `${at}by`)];
    if (authority.until !== null && agreed.until > authority.until) return [problem('TERM_TOO_LONG', 'until')];
  }
  const who = by?.person ?? ownOin(context);
  if (who === null) return [problem('NOT_ALLOWED', `${at}by`)];
  return { statement: { by: who, capacity, answer, at: moment }, basis: basisOf(manner, authority, context) };
}

/** Null: the own organisation, as the guardian. Undefined: nobody whom the caller may name. */
function spokesperson({ by }: Spoken, { facts, personOf }: ActContext): Spokesperson['by'] | undefined {
  if (facts.caller.kind === 'PROFESSIONAL') return by === undefined ? null : (personOf(by) ?? undefined);
  return by === undefined ? [...facts.subjects.values()].find(({ isCaller }) => isCaller) : undefined;
}

/** With an own login it is now. Null: later than now, or longer ago than a consent may serve. */
function momentOf({ saidOn }: Spoken, context: ActContext): ConsentStatement['at'] | null {
  const { facts, clock, consenting } = context;
  if (saidOn === undefined) return nowOf(context);
  if (facts.caller.kind === 'DATA_SUBJECT' || Date.parse(saidOn) > clock.domain) return null;
  const oldest = monthsAfter(clock.today, -consenting.terms.consentLongestMonths);
  return consenting.dayOf(saidOn) < oldest ? null : saidOn;
}

function fieldOf({ member }: NoStanding, at: string): string {
  return member === 'incapable' ? member : `${at}${member}`;
}

function ownOin({ facts: { caller } }: ActContext) {
  return caller.kind === 'PROFESSIONAL' ? caller.organisation.oin : null;
}
