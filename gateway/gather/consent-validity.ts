// Whether a consent holds now: who has to have said yes at this age, under this custody, today, and whether each of them did.
// Anything unknown, undetermined or unreachable is not valid. Only valid or not leaves this file: the cause is nobody's fact.

import { birthdayAt } from '../../schema/days.ts';
import type { CustodyFact } from '../../schema/facts-format.ts';
import { type InnerKey, type LocalDate, type Oin, oin, type PartialDate } from '../../schema/identifiers.ts';
import { dayOf } from '../vocabulary/clock.ts';
import type { Fact } from '../vocabulary/facts.ts';
import type { ConsentStatement, StoredConsent } from '../vocabulary/stored.ts';
import { ADULT, ALONE, type ConsentRules, type Needed, neededAt, OWN_WORD } from './consent-rules.ts';
import { holdersOf } from './custody.ts';
import { fullDay, holdsOn } from './day.ts';

/** A no counts this much before its moment: it may be stamped by a process whose clock runs ahead. A yes never does. */
const EARLY_NO_MS = 60_000;

export type ConsentCircumstances = {
  readonly now: number;
  readonly today: LocalDate;
  readonly birthDate: Fact<PartialDate | null>;
  readonly deceased: Fact<boolean>;
  readonly custody: Fact<CustodyFact | null>;
  readonly rules: ConsentRules;
};

export function isValid(consent: StoredConsent, circumstances: ConsentCircumstances): boolean {
  const { today, now, birthDate, deceased, rules } = circumstances;
  if (consent.holder === consent.recipient) return false;
  if (!holdsOn(today, consent) || Date.parse(consent.recordedOn) > now) return false;
  if (deceased.state !== 'KNOWN' || deceased.value) return false;
  const birth = birthDate.state === 'KNOWN' && birthDate.value !== null ? fullDay(birthDate.value) : null;
  if (birth === null || birth > today) return false;
  const incapable = (consent.details?.incapable ?? null) !== null;
  const needed = neededAt(today, birth, incapable, rules);
  const answers = lastAnswers(consent, now);
  const own = answers.get(consent.about);
  // From twelve the own no blocks, also of who cannot weigh it.
  if (today >= birthdayAt(birth, OWN_WORD) && own !== undefined && own.answer !== 'GIVEN') return false;
  if (needed.nobody) return false;
  if (needed.self) {
    const said = saidYesOn(own, birth);
    if (said === null) return false;
    // What was said before sixteen stays valid where it was: with those who had to agree then. A birthday opens nothing.
    if (needed.custody === 'NONE' && !rules.childDecidesAlone && said < birthdayAt(birth, ALONE)) {
      if (today >= birthdayAt(birth, ADULT)) return false;
      return custodyHoldersAgree(answers, circumstances.custody, { ...needed, custody: 'ALL', standIn: true });
    }
  }
  if (needed.representative && !represented(answers, birthdayAt(birth, ADULT))) return false;
  return needed.custody === 'NONE' || custodyHoldersAgree(answers, circumstances.custody, needed);
}

type Answer = Pick<ConsentStatement, 'answer' | 'capacity'> & { readonly at: number };
type Answers = ReadonlyMap<InnerKey | Oin, Answer>;

/** Whether it counts by now. */
export function isSaid(
  { answer, at }: Pick<StoredConsent['statements'][number], 'answer' | 'at'>,
  now: number,
): boolean {
  return Date.parse(at) <= (answer === 'GIVEN' ? now : now + EARLY_NO_MS);
}

/** Each person's last answer up to now; of two at the same moment, the one that closes. */
function lastAnswers(consent: StoredConsent, now: number): Answers {
  const last = new Map<InnerKey | Oin, Answer>();
  for (const statement of consent.statements) {
    if (!isSaid(statement, now)) continue;
    const { by, answer, capacity, at } = statement;
    const moment = Date.parse(at);
    const before = last.get(by);
    const replaces =
      before === undefined ||
      moment > before.at ||
      (moment === before.at && before.answer === 'GIVEN' && answer !== 'GIVEN');
    if (replaces) last.set(by, { answer, capacity, at: moment });
  }
  return last;
}

/** The day of the own yes that counts; null: there is none, or it was said before the own word counted. */
function saidYesOn(own: Answer | undefined, birth: LocalDate): LocalDate | null {
  if (own?.answer !== 'GIVEN' || own.capacity !== 'SELF') return null;
  const day = dayOf(own.at);
  return day < birthdayAt(birth, OWN_WORD) ? null : day;
}

/** Since the person is an adult: before that nobody represents in this way. Whoever says no closes it: the law's order among them is not weighed here. */
function represented(answers: Answers, since: LocalDate): boolean {
  const all = [...answers.values()];
  return (
    all.every(({ answer }) => answer === 'GIVEN') &&
    all.some(({ capacity, at }) => capacity === 'REPRESENTATIVE' && dayOf(at) >= since)
  );
}

function custodyHoldersAgree(answers: Answers, custody: Fact<CustodyFact | null>, needed: Needed): boolean {
  const holders = holdersOf(custody);
  if (holders.state !== 'KNOWN' || holders.value.length === 0) return false;
  const guardianship = custody.state === 'KNOWN' && custody.value?.kind === 'GUARDIANSHIP';
  const said = holders.value.map((holder) =>
    holder === null ? (guardianship ? institutionIn(answers) : undefined) : answers.get(holder),
  );
  if (said.some((answer) => answer !== undefined && answer.answer !== 'GIVEN')) return false;
  const gave = said.filter((answer) => answer !== undefined && carries(answer, needed));
  return needed.custody === 'ONE' ? gave.length > 0 : gave.length === said.length;
}

/** The register names no institution: whoever says to be the guardian showed its order when this was recorded. Of several, the one that closes. */
function institutionIn(answers: Answers): Answer | undefined {
  const said = [...answers].flatMap(([by, answer]) => (oin.safeParse(by).success ? [answer] : []));
  return said.find(({ answer }) => answer !== 'GIVEN') ?? said[0];
}

function carries({ capacity }: Answer, { standIn }: Needed): boolean {
  return (
    capacity === 'CUSTODY_HOLDER' || capacity === 'GUARDIAN_INSTITUTION' || (capacity === 'PROFESSIONALS' && standIn)
  );
}
