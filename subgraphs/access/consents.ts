// Consents about one person as one caller may see them. From the store, once per request and person; validity is what gather found today.
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { Store } from '../../gateway/vocabulary/ports.ts';
import type { StoredConsent } from '../../gateway/vocabulary/stored.ts';
import { partsOfSubjectKey, type SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { AccessContext, ConsentShown } from './context.ts';

export type ConsentsSettings = {
  readonly store: Store;
  readonly organisationOf: AccessContext['organisationOf'];
  /** False: shielded. */
  readonly asked: (subject: SubjectKey) => boolean;
};

/** For one request. */
export function createConsentsAbout(
  facts: Facts,
  { store, organisationOf, asked }: ConsentsSettings,
): AccessContext['consentsAbout'] {
  return async (subject) => {
    const person = partsOfSubjectKey(subject)?.person;
    if (person === undefined) return null;
    if (!asked(subject)) return [];
    const given = await store.givenTo(facts.organisation, [person]);
    return given.consents.flatMap((consent) => {
      if (isChildsOwn(consent, subject, facts)) return [];
      const holder = organisationOf(consent.holder);
      const recipient = organisationOf(consent.recipient);
      if (holder === null || recipient === null) return [];
      return [{ ...show(consent, facts), about: subject, holder, recipient }];
    });
  };
}

function show(consent: StoredConsent, facts: Facts): Omit<ConsentShown, 'about' | 'holder' | 'recipient'> {
  const { id, roles, purposes, categories, from, until, evidence, recordedOn } = consent;
  return { id, roles, purposes, categories, from, until, evidence, recordedOn, status: statusOf(consent, facts) };
}

/** ENDED does not say who ended it; NOT_VALID does not say why: refused, incomplete and undetermined look alike (design 6). */
function statusOf({ id, until, statements }: StoredConsent, facts: Facts): ConsentShown['status'] {
  if (facts.consents.some((fact) => fact.id === id && fact.valid)) return 'VALID';
  const given = statements.some(({ answer }) => answer === 'GIVEN');
  const withdrawn = statements.some(({ answer }) => answer === 'WITHDRAWN');
  return given && (withdrawn || until < facts.clock.today) ? 'ENDED' : 'NOT_VALID';
}

/** What a child (12 to 17) said is the child's and the recorder's only (design 6); unknown age: as a child's. */
function isChildsOwn({ about, recordedBy, statements }: StoredConsent, subject: SubjectKey, facts: Facts): boolean {
  const person = facts.subjects.get(subject);
  if (person === undefined) return true;
  const { caller } = facts;
  if (person.isCaller || (caller.kind === 'PROFESSIONAL' && caller.professional === recordedBy)) return false;
  const adult = person.age.state === 'KNOWN' && person.age.value >= 18;
  return !adult && statements.some(({ by }) => by === about);
}
