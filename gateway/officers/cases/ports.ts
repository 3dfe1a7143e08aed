// The registered partners of the policy cases, and the ports that answer from one case's data.

import type { OwnCaseFact, PersonFact } from '../../../schema/facts-format.ts';
import {
  caseId,
  type InnerKey,
  innerKey,
  localDate,
  type Oin,
  oin,
  professionalId,
} from '../../../schema/identifiers.ts';
import { CAPACITIES } from '../../../schema/names/capacity.ts';
import type { OrganisationKind } from '../../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../../schema/names/source-kind.ts';
import type { EmergencyFact } from '../../vocabulary/facts.ts';
import type { FactsDesk, GivenToCaller, Registry, Store } from '../../vocabulary/ports.ts';
import type { Holder, Registration } from '../../vocabulary/registration.ts';
import { storedConsent, storedNecessity, storedRelease, storedRequest } from '../../vocabulary/stored.ts';
import type { OrganisationName, PolicyCase } from './case-format.ts';

export const ASKER = professionalId.parse('asker');
export const COLLEAGUE = professionalId.parse('colleague');
export const OWN_CASE = caseId.parse('own-case-1');
const PERSON = 'person-of-the-case-';
const keyOf = (name: string) => innerKey.parse(`${PERSON}${name}`);
/** The name in the case of a person in its facts. */
export const nameOf = (key: InnerKey): string => key.slice(PERSON.length);

export type Partner = Exclude<OrganisationName, 'access'>;
const PARTNERS: Readonly<Record<Partner, { kind: OrganisationKind; source: SourceKind; region: string | null }>> = {
  register: { kind: 'PERSONS_REGISTER', source: 'PERSONS', region: null },
  'team-a': { kind: 'LOCAL_TEAM_MUNICIPAL', source: 'LOCAL_TEAM', region: 'Lindemeer' },
  'team-b': { kind: 'LOCAL_TEAM_PROVIDER', source: 'LOCAL_TEAM', region: 'Lindemeer' },
  'team-c': { kind: 'LOCAL_TEAM_PROVIDER', source: 'LOCAL_TEAM', region: 'Duinvoorde' },
  vt: { kind: 'VEILIG_THUIS', source: 'VEILIG_THUIS', region: 'Lindemeer' },
  rvdk: { kind: 'RVDK', source: 'RVDK', region: null },
  gi: { kind: 'CERTIFIED_INSTITUTION', source: 'CERTIFIED_INSTITUTION', region: 'Lindemeer' },
  'vt-b': { kind: 'VEILIG_THUIS', source: 'VEILIG_THUIS', region: 'Duinvoorde' },
  'gi-b': { kind: 'CERTIFIED_INSTITUTION', source: 'CERTIFIED_INSTITUTION', region: 'Lindemeer' },
};

export function registrationOf(name: Partner): Holder {
  const { kind, source, region } = PARTNERS[name];
  const at = Object.keys(PARTNERS).indexOf(name);
  return {
    organisation: { oin: oin.parse(`0000000000000000001${at}`), kind, name, region },
    source,
    url: `http://127.0.0.1:1/${name}`,
    desk: { name: 'desk', phone: '088-000 00 00', hours: 'always' },
    tellsPlace: false,
    emergencyProfile: false,
  };
}

export const PARTNER_NAMES = Object.keys(PARTNERS).filter((name): name is Partner => Object.hasOwn(PARTNERS, name));
const holders: readonly Holder[] = PARTNER_NAMES.map(registrationOf);

export function partnerAt(holder: Oin): Partner {
  const name = PARTNER_NAMES.find((one) => registrationOf(one).organisation.oin === holder);
  if (name === undefined) throw new Error('a holder was decided about that no case names');
  return name;
}

export function registryOf({ profiles }: PolicyCase): Registry {
  const signed = new Set(profiles.map((name) => registrationOf(name).organisation.oin));
  const registered = holders.map((one) => ({ ...one, emergencyProfile: signed.has(one.organisation.oin) }));
  return {
    registrations: (): readonly Registration[] => registered,
    holder: (asked) => registered.find(({ organisation }) => organisation.oin === asked),
    issuer: () => undefined,
  };
}

export function emergenciesOf({ inDanger }: PolicyCase): readonly EmergencyFact[] {
  return inDanger.length === 0 ? [] : [{ id: 'emergency-1', ownCase: OWN_CASE, people: inDanger.map(keyOf) }];
}

export function deskOf({ case: own, register, caller }: PolicyCase): FactsDesk {
  return {
    ownCases: async () => ({ cases: own === null ? [] : [ownCaseOf(own)] }),
    persons: async (_register, _caller, subjects) => ({
      persons: Object.entries(register)
        .map(
          ([name, { born, deceasedOn, custody }]): PersonFact => ({
            id: keyOf(name),
            birthDate: born,
            deceasedOn,
            custody:
              custody === null
                ? null
                : {
                    kind: custody.kind,
                    underInvestigation: custody.underInvestigation,
                    holders: custody.holders.map((holder) => ({
                      id: holder === null ? null : keyOf(holder),
                      kind: 'PARENT',
                    })),
                  },
          }),
        )
        .filter(({ id }) => subjects.includes(id)),
    }),
    subject: async () => ({
      subject: 'subject' in caller ? keyOf(caller.subject) : null,
      children: Object.entries(register).flatMap(([name, { custody }]) =>
        'subject' in caller && custody?.holders.includes(caller.subject) === true ? [keyOf(name)] : [],
      ),
    }),
  };
}

function ownCaseOf(own: NonNullable<PolicyCase['case']>): OwnCaseFact {
  const { kind, householdKind, openedOn, closedOn, involvement, persons, claims } = own;
  return {
    id: OWN_CASE,
    kind,
    householdKind,
    openedOn,
    closedOn,
    region: 'Lindemeer',
    involvement: [{ professional: ASKER, team: null, kind: involvement, from: openedOn, until: null }],
    persons: Object.entries(persons).map(([name, { capacities, from, until }]) => ({
      id: keyOf(name),
      registered: true,
      capacities: capacities.filter((capacity) => Object.hasOwn(CAPACITIES, capacity)),
      from: from ?? openedOn,
      until: until ?? null,
    })),
    claims: claims.map(({ about, by, ...claim }) => ({
      ...claim,
      number: '1',
      date: claim.from,
      about: about === null ? null : keyOf(about),
      recordedBy: by === 'ASKER' ? ASKER : COLLEAGUE,
      reviewedBy: null,
    })),
  };
}

export function storeOf({ caller, ...given }: PolicyCase): Pick<Store, 'givenTo'> {
  const subject = 'subject' in caller ? keyOf(caller.subject) : null;
  const recipient = 'organisation' in caller ? registrationOf(caller.organisation).organisation.oin : null;
  const holderOf = (name: Partner) => registrationOf(name).organisation.oin;
  const role = 'role' in caller ? [caller.role] : ['DATA_SUBJECT'];
  const answer: GivenToCaller = {
    version: 1n,
    claims: [],
    consents: given.consents.map((consent, at) =>
      storedConsent.parse({
        id: `consent-${at}`,
        about: keyOf(consent.about),
        holder: holderOf(consent.from),
        recipient,
        roles: consent.roles,
        purposes: consent.purposes,
        categories: consent.categories,
        from: '2020-01-01',
        until: consent.until,
        textVersion: 'folder-1',
        evidence: 'form in the file',
        recordedBy: COLLEAGUE,
        recordedOn: consent.said[0]?.at,
        statements: consent.said.map(({ by, answer: said, at: moment }) => ({
          by: keyOf(by),
          capacity: by === consent.about ? 'SELF' : 'CUSTODY_HOLDER',
          answer: said,
          at: moment,
        })),
      }),
    ),
    releases: given.releases.map(({ from, about, to, ...release }, at) =>
      storedRelease.parse({
        id: `release-${at}`,
        ...release,
        about: about === null ? null : keyOf(about),
        holder: holderOf(from),
        recipient: to === undefined ? (recipient ?? subject) : keyOf(to),
        roles: role,
        purposes: [caller.purpose],
        from: given.now.slice(0, 10),
      }),
    ),
    requests: given.requests.flatMap(({ at, about, ...request }, number) =>
      'organisation' in caller
        ? [
            storedRequest.parse({
              id: `request-${number}`,
              ...request,
              about: keyOf(about),
              holder: holderOf(at),
              recipient,
              role: caller.role,
              purpose: caller.purpose,
              until: '2099-12-31',
            }),
          ]
        : [],
    ),
    necessities: given.necessities.flatMap(({ about, at, categories, from }, number) =>
      categories.map((category) =>
        storedNecessity.parse({
          id: `necessity-${number}-${category}`,
          about: keyOf(about),
          holder: holderOf(at),
          recipient,
          purpose: caller.purpose,
          category,
          code: 'NEEDED_FOR_TASK',
          from,
          until: '2099-12-31',
        }),
      ),
    ),
    restrictions: given.restricted.flatMap((name, at) =>
      recipient === null
        ? []
        : [
            {
              id: `restriction-${at}`,
              about: keyOf(name),
              organisation: recipient,
              from: localDate.parse('2020-01-01'),
              until: null,
            },
          ],
    ),
  };
  return { givenTo: async () => answer };
}
