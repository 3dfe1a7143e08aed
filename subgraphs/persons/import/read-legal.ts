// What a list says that custody is judged by: parents in law, marriages, authority (category 11), time abroad.
import { readDate } from './dates.ts';
import { type Categories, currentOf, type Occurrence, type Values } from './occurrences.ts';
import type { LegalFacts, ParentFact } from './person-list.ts';
import { readName, readSex, relatedBsn } from './read-relatives.ts';

const NETHERLANDS = '6030';
const UNKNOWN_NAME = '.';
const INCORRECT = 'O';

export function readLegal(categories: Categories, known: Pick<LegalFacts, 'suspended' | 'livedAbroad'>): LegalFacts {
  const authority = categories.get('11')?.all[0];
  const partnerships = categories.get('05');
  const person = currentOf(categories, '01');
  const custodyCode = authority?.current.get('32.10') ?? null;
  return {
    ...known,
    bornInNetherlands: person.get('03.30') === NETHERLANDS,
    underGuardianship: authority?.current.get('33.10') === '1',
    birthUnderInvestigation: isInvestigated(person, ['10300', '10310']),
    parents: [parentFact(categories, '02'), parentFact(categories, '03')],
    partnerships: (partnerships?.all ?? []).filter(({ current }) => current.size > 0).flatMap(partnershipOf),
    partnershipsComplete: (partnerships?.unmarked ?? 0) === 0,
    custodyCode,
    custodyEnded: custodyCode === null && (authority?.history ?? []).some((values) => values.has('32.10')),
    custodyUnderInvestigation: authority !== undefined && isInvestigated(authority.current, ['13200', '13210']),
  };
}

/** Now or earlier at an address abroad, or come from abroad: another country's law may have given custody. */
export function livedAbroad(categories: Categories): boolean {
  const residence = categories.get('08');
  if (residence === undefined) return false;
  if (residence.unmarked > 0) return true;
  return residence.all.some(({ current, history }) =>
    [current, ...history].some((values) => values.has('13.10') || values.has('14.10')),
  );
}

function parentFact(categories: Categories, category: '02' | '03'): ParentFact {
  const values = currentOf(categories, category);
  const bsn = relatedBsn(values);
  const since = readDate(values.get('62.10'));
  const name = readName(values);
  const nothing = name === null && bsn === null && !values.has('62.10');
  const complete = name !== null && name.familyName !== UNKNOWN_NAME && bsn !== null;
  return {
    state: nothing ? 'NONE' : complete ? 'KNOWN' : 'INCOMPLETE',
    bsn,
    sex: readSex(values),
    since,
    // The whole category (020000) or any of its elements.
    underInvestigation: isInvestigated(values, [category.slice(1)]),
  };
}

/** Once a marriage is dissolved, its begin stands in its history. */
function partnershipOf({ current, history }: Occurrence): LegalFacts['partnerships'] {
  const dissolved = current.has('07.10');
  if (current.get('84.10') === INCORRECT || (!dissolved && !current.has('06.10'))) return [];
  const begun = [current, ...history].find((values) => values.has('06.10') && values.get('84.10') !== INCORRECT);
  const from = readDate(begun?.get('06.10'));
  return [{ other: relatedBsn(current), from, until: readDate(current.get('07.10')), dissolved }];
}

/** 83.10 names category, group and element with zeros for "all of it" (010000, 010300, 010310), and no end (83.30) is given. */
function isInvestigated(values: Values, elements: readonly string[]): boolean {
  const what = values.get('83.10');
  if (what === undefined || values.has('83.30')) return false;
  return what.endsWith('0000') || elements.some((element) => what.slice(1).startsWith(element));
}
