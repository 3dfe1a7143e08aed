// Facts of the register from the BRP API: ages and custody of the persons of an own case; whose BSN this is, and over whom he or she has custody.
import {
  type PersonsAnswer,
  type PersonsQuestion,
  personsAnswer,
  type SubjectAnswer,
  type SubjectQuestion,
  subjectAnswer,
} from '../../../schema/facts-format.ts';
import type { InnerKey } from '../../../schema/identifiers.ts';
import { ACTING } from '../facts.ts';
import type { BrpApi } from './client.ts';
import type { RegisterKeys } from './keys.ts';
import { custodyOver, dateOf, deceasedOnOf, holdersOf } from './translate.ts';

const ASKED = ['geboorte.datum', 'overlijden.datum', 'gezag'];

export async function brpPersonsFacts(
  api: BrpApi,
  keys: RegisterKeys,
  { subjects }: PersonsQuestion,
): Promise<PersonsAnswer> {
  const bsns = await keys.bsnsOf(subjects);
  if (bsns.size === 0) return { persons: [] };
  const found = await api.persons([...bsns.values()], ASKED);
  const people = new Map(found.map((person) => [person.burgerservicenummer, person]));
  const holders = found.flatMap((person) => custodyOver(person)?.holders.flatMap(({ bsn }) => bsn ?? []) ?? []);
  const keyOf = await keys.keysOf(holders);
  const persons = [...bsns]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, bsn]) => {
      const person = people.get(bsn);
      if (person === undefined) return [];
      const custody = custodyOver(person);
      return [
        {
          id,
          birthDate: dateOf(person.geboorte?.datum),
          deceasedOn: deceasedOnOf(person),
          custody:
            custody === null
              ? null
              : {
                  kind: custody.kind,
                  underInvestigation: custody.underInvestigation,
                  holders: custody.holders.map((one) => ({
                    id: one.bsn === null ? null : (keyOf.get(one.bsn) ?? null),
                    kind: one.kind,
                  })),
                },
        },
      ];
    });
  return personsAnswer.parse({ persons });
}

/** The API gives a parent or guardian the minors over whom he or she has custody. Only custody that lets one act for the child counts. */
export async function brpSubjectFacts(
  api: BrpApi,
  keys: RegisterKeys,
  { bsn }: SubjectQuestion,
): Promise<SubjectAnswer> {
  const [person] = await api.persons([bsn], ['gezag']);
  if (person === undefined) return { subject: null, children: [] };
  const minors = person.gezag.flatMap((relation) => {
    const minor = relation.minderjarige?.burgerservicenummer;
    const { kind, holders } = holdersOf(relation);
    const acts =
      ACTING.includes(kind) && relation.inOnderzoek === false && holders.some((holder) => holder.bsn === bsn);
    return minor !== undefined && minor !== bsn && acts ? [minor] : [];
  });
  const keyOf = await keys.keysOf([bsn, ...minors]);
  const children = [...new Set(minors)].flatMap((minor): InnerKey[] => {
    const key = keyOf.get(minor);
    return key === undefined ? [] : [key];
  });
  return subjectAnswer.parse({ subject: keyOf.get(bsn) ?? null, children: children.sort() });
}
