// Whether a consent holds now (domain.md 4, the conservative column): who has to have said yes at this age, under this custody, today.
// Anything unknown, undetermined or unreachable is not valid. Only valid or not leaves this file: the cause is nobody's fact.
import type { CustodyFact } from '../../schema/facts-format.ts';
import type { InnerKey, LocalDate, PartialDate } from '../../schema/identifiers.ts';
import { dayOf } from '../vocabulary/clock.ts';
import type { Fact } from '../vocabulary/facts.ts';
import type { StoredConsent } from '../vocabulary/stored.ts';
import { holdersOf } from './custody.ts';
import { ageOn, birthdayAt, fullDay, holdsOn } from './day.ts';

/** Below: those with custody stand in (Jeugdwet 7.3.15-1, Wmo 5.3.3-2). From then on the child's own word is needed (Jeugdwet 7.3.15 e contrario). */
const OWN_WORD = 12;
/** From then on the young person alone (Jeugdwet 7.3.4, UAVG 5). */
const ALONE = 16;

/** A no counts this much before its moment: it may be stamped by a process whose clock runs ahead. A yes never does. */
const EARLY_NO_MS = 60_000;

export type ConsentCircumstances = {
  readonly now: number;
  readonly today: LocalDate;
  readonly birthDate: Fact<PartialDate | null>;
  readonly deceased: Fact<boolean>;
  readonly custody: Fact<CustodyFact | null>;
  /** Switch: one holder of custody who says yes suffices for a child under 12, if no other says no. Off unless a jurist decides. */
  readonly oneHolderSuffices: boolean;
};

export function isValid(consent: StoredConsent, circumstances: ConsentCircumstances): boolean {
  const { today, now, birthDate, deceased } = circumstances;
  if (consent.holder === consent.recipient) return false;
  if (!holdsOn(today, consent) || Date.parse(consent.recordedOn) > now) return false;
  if (deceased.state !== 'KNOWN' || deceased.value) return false;
  const birth = birthDate.state === 'KNOWN' && birthDate.value !== null ? fullDay(birthDate.value) : null;
  if (birth === null || birth > today) return false;
  const age = ageOn(today, birth);
  const answers = lastAnswers(consent, now);
  const self = () => {
    const own = answers.get(consent.about);
    return own?.answer === 'GIVEN' && own.capacity === 'SELF' && dayOf(own.at) >= birthdayAt(birth, OWN_WORD);
  };
  if (age >= ALONE) return self();
  if (age >= OWN_WORD) return self() && custodyHoldersAgree(answers, circumstances.custody, false);
  return custodyHoldersAgree(answers, circumstances.custody, circumstances.oneHolderSuffices);
}

type Answer = {
  readonly answer: StoredConsent['statements'][number]['answer'];
  readonly capacity: string;
  readonly at: number;
};

/** Whether it counts by now. */
export function isSaid(
  { answer, at }: Pick<StoredConsent['statements'][number], 'answer' | 'at'>,
  now: number,
): boolean {
  return Date.parse(at) <= (answer === 'GIVEN' ? now : now + EARLY_NO_MS);
}

/** Each person's last answer up to now; of two at the same moment, the one that closes. */
function lastAnswers(consent: StoredConsent, now: number): ReadonlyMap<InnerKey, Answer> {
  const last = new Map<InnerKey, Answer>();
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

function custodyHoldersAgree(
  answers: ReadonlyMap<InnerKey, Answer>,
  custody: Fact<CustodyFact | null>,
  oneSuffices: boolean,
): boolean {
  const holders = holdersOf(custody);
  if (holders.state !== 'KNOWN' || holders.value.length === 0) return false;
  const said = holders.value.map((holder) => (holder === null ? undefined : answers.get(holder)));
  if (said.some((answer) => answer !== undefined && answer.answer !== 'GIVEN')) return false;
  const gave = said.filter((answer) => answer?.answer === 'GIVEN' && answer.capacity === 'CUSTODY_HOLDER');
  return oneSuffices ? gave.length > 0 : gave.length === said.length;
}
