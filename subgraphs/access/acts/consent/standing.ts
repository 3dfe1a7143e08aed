// Whether somebody may answer for this person (domain.md 4, the conservative column), in which capacity, and what shows it at this moment.
import type { Authority } from '../../../../gateway/vocabulary/consent-book.ts';
import type { Givers } from '../../../../gateway/vocabulary/consenting.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { ConsentStatement, StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import type { ProblemCode } from '../../../../schema/names/problem.ts';
import type { ActContext } from '../act.ts';
import type { Spoken } from './input.ts';

/** `by` null: the own organisation, as the guardian. */
export type Spokesperson = Pick<Spoken, 'as' | 'proof'> & {
  readonly by: SubjectFacts | null;
  readonly answer: ConsentStatement['answer'];
  readonly at: ConsentStatement['at'];
};

export type Standing = { readonly capacity: ConsentStatement['capacity']; readonly authority: Authority };
/** `member` of what was told about this answer; `incapable` is told about the consent as a whole. */
export type NoStanding = {
  readonly code: ProblemCode;
  readonly member: 'by' | 'as' | 'proof' | 'saidOn' | 'incapable';
};

export function standingOf(
  one: Spokesperson,
  about: SubjectFacts,
  consent: Pick<StoredConsent, 'categories'> & { readonly incapable: boolean },
  context: ActContext,
): Standing | NoStanding {
  const givers = context.consenting.giversOf(about, consent.incapable);
  if (givers === null || about.age.state !== 'KNOWN') return { code: 'NOT_ESTABLISHED', member: 'by' };
  if (one.by === null) return asGuardian(givers, about, context);
  if (one.by.deceased.state === 'KNOWN' && one.by.deceased.value) return { code: 'NOT_ALLOWED', member: 'by' };
  if (one.by.person === about.person) return forOneself(one, about, about.age.value, consent.incapable, context);
  if (givers.custody.includes(one.by.person) && about.custody.state === 'KNOWN' && about.custody.value !== null)
    return { capacity: 'CUSTODY_HOLDER', authority: { kind: 'CUSTODY', custody: about.custody.value.kind } };
  if (one.as !== undefined && about.age.value >= 18) return asRepresentative(one, consent, givers, context);
  return { code: 'NOT_ALLOWED', member: 'by' };
}

/** From twelve; and a yes only of who can weigh it, said when the own word counted. */
function forOneself(
  { answer, at }: Spokesperson,
  about: SubjectFacts,
  age: number,
  isIncapable: boolean,
  { consenting }: ActContext,
): Standing | NoStanding {
  const from = consenting.ownWordFrom(about);
  if (from === null) return { code: 'NOT_ESTABLISHED', member: 'by' };
  if (age < 12 || (isIncapable && answer === 'GIVEN')) return { code: 'NOT_ALLOWED', member: 'by' };
  if (consenting.dayOf(at) < from) return { code: 'NOT_VALID', member: 'saidOn' };
  return { capacity: 'SELF', authority: { kind: 'SELF', age } };
}

/** Guardianship in force (BW 1:302, 1:303); under a supervision order parents keep their custody (BW 1:258). */
function asGuardian(givers: Givers, about: SubjectFacts, { facts, ownCase }: ActContext): Standing | NoStanding {
  const order = ownCase?.claims.find((one) => one.kind === 'GUARDIANSHIP' && [null, about.person].includes(one.about));
  if (order === undefined || facts.caller.role !== 'GUARDIAN' || !givers.custody.includes(null))
    return { code: 'NOT_ALLOWED', member: 'by' };
  return {
    capacity: 'GUARDIAN_INSTITUTION',
    authority: { kind: 'GUARDIANSHIP', order: order.number, until: order.until },
  };
}

function asRepresentative(
  { as, proof }: Spokesperson,
  { categories, incapable }: { readonly categories: StoredConsent['categories']; readonly incapable: boolean },
  givers: Givers,
  { consenting }: ActContext,
): Standing | NoStanding {
  if (as === undefined) return { code: 'NOT_ALLOWED', member: 'by' };
  if (!incapable) return { code: 'ELEMENT_MISSING', member: 'incapable' };
  const onlyMoney = categories.every((category) => category === 'FINANCIAL');
  const mayBe =
    givers.representative &&
    (as !== 'ADMINISTRATOR' || onlyMoney) &&
    (as !== 'PARTNER_OR_FAMILY' || consenting.familyRepresents);
  if (!mayBe) return { code: 'NOT_ALLOWED', member: 'as' };
  if (proof === undefined) return { code: 'ELEMENT_MISSING', member: 'proof' };
  return { capacity: 'REPRESENTATIVE', authority: { kind: 'REPRESENTATIVE', as, evidence: proof } };
}
