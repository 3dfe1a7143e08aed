// Consents about one person as one caller may see them: from the store, judged by what gather found today, under the cells that opened them.
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { Store } from '../../gateway/vocabulary/ports.ts';
import type { StoredConsent } from '../../gateway/vocabulary/stored.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { Oin } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { AccessContext, ConsentShown } from './context.ts';

export type ConsentSettings = {
  readonly store: Pick<Store, 'givenTo'>;
  readonly organisationOf: (oin: Oin) => Organisation | null;
};

/** For one request. */
export function createConsentsAbout(
  facts: Facts,
  asked: Asked,
  { store, organisationOf }: ConsentSettings,
): AccessContext['consentsAbout'] {
  return async (subject) => {
    const about = facts.subjects.get(subject);
    const cells = consentCells(subject, asked);
    if (about === undefined || cells.opened === 0) return null;
    if (cells.asked.size === 0) return [];
    const given = await store.givenTo(facts.organisation, [about.person], []);
    return given.consents.flatMap((consent) => {
      // To a data subject each holder's consents are a cell of their own; to a professional those given to the own organisation are one.
      if (facts.organisation === null && !cells.asked.has(consent.holder)) return [];
      if (isChildsOwn(consent, about, facts) || isRefusalOnly(consent, about, facts)) return [];
      const holder = organisationOf(consent.holder);
      const recipient = organisationOf(consent.recipient);
      if (holder === null || recipient === null) return [];
      return [{ ...show(consent, facts), about: subject, holder, recipient }];
    });
  };
}

/** Access is asked about all members at once, so it looks for itself whose consents are open, and which a shield took away. */
function consentCells(
  subject: SubjectKey,
  asked: Asked,
): { readonly opened: number; readonly asked: ReadonlySet<Oin> } {
  const own = [...asked.decision.cells].filter(
    ([key, { cell }]) =>
      cell.subject === subject &&
      cell.source === 'ACCESS' &&
      cell.category === 'CONSENT_RECORD' &&
      asked.opened.has(key),
  );
  const kept = own.filter(([key]) => asked.asked.has(key));
  return { opened: own.length, asked: new Set(kept.map(([, { cell }]) => cell.holder)) };
}

function show(consent: StoredConsent, facts: Facts): Omit<ConsentShown, 'about' | 'holder' | 'recipient'> {
  const { id, roles, purposes, categories, from, until, evidence, recordedOn } = consent;
  // INVARIANT reporter-cut: not every asker's schema has that category, and no consent opens it.
  const shown = categories.filter((category) => category !== 'REPORTER');
  return {
    id,
    roles,
    purposes,
    categories: shown,
    from,
    until,
    evidence,
    recordedOn,
    status: statusOf(consent, facts),
  };
}

/** ENDED does not say who ended it; NOT_VALID does not say why: refused, incomplete and undetermined look alike (design 6). */
function statusOf({ id, until, statements }: StoredConsent, facts: Facts): ConsentShown['status'] {
  if (facts.consents.some((fact) => fact.id === id && fact.valid)) return 'VALID';
  const given = statements.some(({ answer }) => answer === 'GIVEN');
  const withdrawn = statements.some(({ answer }) => answer === 'WITHDRAWN');
  return given && (withdrawn || until < facts.clock.today) ? 'ENDED' : 'NOT_VALID';
}

/** What a child (12 to 17) said is the child's and the recorder's only (design 6); unknown age: as a child's. */
function isChildsOwn({ about, recordedBy, statements }: StoredConsent, person: SubjectFacts, facts: Facts): boolean {
  const { caller } = facts;
  if (person.isCaller || (caller.kind === 'PROFESSIONAL' && caller.professional === recordedBy)) return false;
  const adult = person.age.state === 'KNOWN' && person.age.value >= 18;
  return !adult && statements.some(({ by }) => by === about);
}

/** Nobody ever said yes: to a recipient it is as if nobody was asked, or it would be the sign that somebody refused (design 6). */
function isRefusalOnly({ recordedBy, statements }: StoredConsent, person: SubjectFacts, { caller }: Facts): boolean {
  if (person.isCaller || (caller.kind === 'PROFESSIONAL' && caller.professional === recordedBy)) return false;
  return !statements.some(({ answer }) => answer === 'GIVEN');
}
