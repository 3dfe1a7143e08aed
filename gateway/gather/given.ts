// What the store holds for this recipient about these people, as facts of today.
import { daysAfter } from '../../schema/days.ts';
import type { InnerKey, LocalDate, Oin } from '../../schema/identifiers.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { ClockReading } from '../vocabulary/clock.ts';
import type { ConsentFact } from '../vocabulary/facts.ts';
import type { GivenToCaller } from '../vocabulary/ports.ts';
import type { StoredConsent, StoredNecessity, StoredRelease, StoredRequest } from '../vocabulary/stored.ts';
import type { ConsentRules } from './consent-rules.ts';
import { isValid } from './consent-validity.ts';
import { holdsOn } from './day.ts';
import { partsOf } from './refused-later.ts';
import type { RegisterSays } from './register.ts';

/** However long a stored period is: a stated necessity serves 30 days, a standing release 12 months (design 5, 6). */
const NECESSITY_DAYS = 30;
const STANDING_DAYS = 365;
/** How long at least a request that ended says that nothing was released. */
const NOT_RELEASED_DAYS = 30;

export function consentFacts(
  given: GivenToCaller,
  caller: ProfessionalCaller,
  clock: ClockReading,
  registerSays: RegisterSays,
  isRegistered: (person: InnerKey) => boolean,
  rules: ConsentRules,
): readonly ConsentFact[] {
  return given.consents
    .filter((consent) => consent.recipient === caller.organisation.oin)
    .flatMap((consent) => partsOf(consent, given.consents, clock.domain))
    .map((consent): ConsentFact => {
      const facts = registerSays(consent.about, isRegistered(consent.about));
      const at = { ...facts, now: clock.domain, today: clock.today, rules };
      const admitted = consent.details?.conditions.notWith.includes(caller.professional) !== true;
      return { ...termsOf(consent), valid: admitted && isValid(consent, at) };
    });
}

/** For an own view: whether each consent about oneself holds, to show it. It names no role and no purpose, so that it opens nothing. */
export function shownConsents(
  given: GivenToCaller,
  clock: ClockReading,
  registerSays: RegisterSays,
  rules: ConsentRules,
): readonly ConsentFact[] {
  return given.consents
    .flatMap((consent) => partsOf(consent, given.consents, clock.domain))
    .map((consent): ConsentFact => {
      const facts = registerSays(consent.about, true);
      const valid = isValid(consent, { ...facts, now: clock.domain, today: clock.today, rules });
      return { ...termsOf(consent), roles: [], purposes: [], valid };
    });
}

function termsOf({
  id,
  about,
  holder,
  roles,
  purposes,
  categories,
  from,
  until,
}: StoredConsent): Omit<ConsentFact, 'valid'> {
  return { id, about, holder, roles, purposes, categories, from, until };
}

export function releasesToday(
  given: GivenToCaller,
  recipient: Oin | InnerKey | null,
  today: LocalDate,
): readonly StoredRelease[] {
  return given.releases.filter(
    (release) =>
      release.recipient === recipient &&
      holdsOn(today, release) &&
      (release.kind !== 'STANDING' || today <= daysAfter(release.from, STANDING_DAYS)),
  );
}

/** What its asker wanted no longer is asked no more; that nothing was released stands for a while, however soon that was. */
export function requestsToday(given: GivenToCaller, recipient: Oin, today: LocalDate): readonly StoredRequest[] {
  return given.requests.filter(
    (request) =>
      request.recipient === recipient &&
      (today <= request.until || today <= daysAfter(request.dueOn, NOT_RELEASED_DAYS)),
  );
}

export function necessitiesToday(given: GivenToCaller, recipient: Oin, today: LocalDate): readonly StoredNecessity[] {
  return given.necessities.filter(
    (necessity) =>
      necessity.recipient === recipient &&
      holdsOn(today, necessity) &&
      today <= daysAfter(necessity.from, NECESSITY_DAYS),
  );
}

export function restrictedToday(given: GivenToCaller, organisation: Oin, today: LocalDate): ReadonlySet<InnerKey> {
  return new Set(
    given.restrictions
      .filter((restriction) => restriction.organisation === organisation && holdsOn(today, restriction))
      .map((restriction) => restriction.about),
  );
}
