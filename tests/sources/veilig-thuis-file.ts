// One family at one Veilig Thuis organisation, told as a seed: Lisa and her daughter Noor (8), her former partner Tom, and Bo, a newborn
// without BSN. Texts that must never leave say so themselves.
import { type Bsn, bsn, type InnerKey, innerKey } from '../../schema/identifiers.ts';
import { type Organisation, organisation } from '../../schema/organisation.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { type VeiligThuisSeed, veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';

export const VEILIG_THUIS: Organisation = organisation.parse({
  oin: '00000004031000000000',
  kind: 'VEILIG_THUIS',
  name: 'Veilig Thuis Oost',
  region: 'Oost',
});
export const OTHER_VEILIG_THUIS = '00000004032000000000';
export const YOUTH_PROTECTION = '00000004051000000000';

export const LISA = 'key-of-lisa-00001';
export const TOM = 'key-of-tom-000001';
export const NOOR = 'key-of-noor-00001';
export const BO = 'key-of-bo-0000001';
export const STRANGER = 'key-of-nobody-001';
/** In a case that has no record of any kind. */
export const EMPTY = 'key-of-empty-0001';
/** In a case that was closed. */
export const RIA = 'key-of-ria-000001';

const KEYS: Readonly<Record<string, string>> = { lisa: LISA, tom: TOM, noor: NOOR, bo: BO, empty: EMPTY, ria: RIA };
export const NOOR_BSN = '999900043';
const BSNS: Readonly<Record<string, string>> = {
  lisa: '999900006',
  tom: '999900018',
  noor: NOOR_BSN,
  empty: '999900031',
};

export const keyOf = (slug: string): InnerKey => innerKey.parse(KEYS[slug]);
export const bsnOf = (slug: string): Bsn | null => (BSNS[slug] === undefined ? null : bsn.parse(BSNS[slug]));
export const idOf = (slug: string): string => stableId(VEILIG_THUIS.oin, slug);

const canary = (what: string): string => `CANARY ${what}`;

export const seed: VeiligThuisSeed = veiligThuisSeed.parse({
  professionals: [
    {
      id: 'm.visser',
      name: 'Maaike Visser',
      role: 'VT_INVESTIGATOR',
      phone: '088-0000001',
      email: 'm.visser@example.org',
      teams: [{ team: 'Onderzoek', from: '2024-01-01' }],
    },
    {
      id: 'k.bakker',
      name: 'Karim Bakker',
      role: 'TRIAGIST',
      phone: '088-0000002',
      teams: [{ team: 'Triage', from: '2026-02-01', until: '2026-06-30' }],
    },
    { id: 'f.mulder', name: 'Femke Mulder', role: 'VT_INVESTIGATOR' },
    { id: 's.smit', name: 'Sanne Smit', role: 'VT_INVESTIGATOR' },
  ],
  cases: [
    {
      slug: 'case-lisa',
      openedOn: '2026-01-05',
      householdKind: 'WITH_CHILDREN',
      persons: [
        { person: 'lisa', capacities: ['PARENT'] },
        { person: 'tom', capacities: ['PARENT', 'PARTNER'], until: '2026-05-01' },
        { person: 'noor', capacities: ['CHILD'] },
        { person: 'bo', capacities: ['CHILD'], from: '2026-04-20' },
      ],
      involvement: [
        {
          professional: 'm.visser',
          team: 'Onderzoek',
          kind: 'LEAD',
          from: '2026-01-12',
          told: [{ person: 'lisa', on: '2026-01-13' }],
        },
        { team: 'Triage', kind: 'TEAM', from: '2026-01-05', until: '2026-03-01' },
      ],
      contacts: [
        {
          slug: 'contact-visser',
          professional: 'm.visser',
          team: 'Onderzoek',
          fixed: true,
          from: '2026-01-12',
          told: [{ person: 'lisa', on: '2026-01-13' }],
        },
        { slug: 'contact-bakker', professional: 'k.bakker', from: '2026-01-05', until: '2026-01-12' },
      ],
      reports: [
        {
          slug: 'report-2026',
          number: 'M-2026-0001',
          receivedOn: '2026-01-05',
          reason: 'CHILD_ABUSE_OTHER',
          reporter: {
            capacity: 'NEIGHBOUR',
            name: canary('name of the reporter'),
            phone: canary('phone of the reporter'),
          },
          recordedBy: 'k.bakker',
          reviewedBy: 'm.visser',
          parts: [
            {
              about: ['lisa', 'noor'],
              natures: ['WITNESS_OF_VIOLENCE'],
              heading: 'Zorgen over Noor',
              text: 'Noor hoort ruzie.',
              internalText: canary('internal text of a report'),
            },
            { about: ['noor', 'tom'], natures: ['PHYSICAL_ABUSE'], heading: 'Tom en Noor', text: 'Over Tom en Noor.' },
            {
              about: ['lisa'],
              heading: 'Wie het hoort',
              text: 'CANARY: de buurvrouw hoort alles door de muur.',
              identifiesReporter: true,
            },
            { about: ['lisa'], heading: 'Alleen intern', internalText: canary('internal text only') },
          ],
          triage: {
            decidedOn: '2026-01-08',
            decision: 'INVESTIGATION',
            transfers: [
              { about: ['lisa'], to: 'LOCAL_FIELD' },
              { about: ['lisa'], to: 'WOMENS_SHELTER' },
              { about: ['tom'], to: 'ADDICTION_CARE' },
              { about: ['lisa'], to: 'ADULT_MENTAL_HEALTH_CARE' },
              { about: ['tom'], to: 'POLICE_OR_PROSECUTION' },
            ],
          },
        },
        {
          slug: 'report-2023',
          number: 'M-2023-0009',
          receivedOn: '2023-02-01',
          reason: 'CONFLICT_DIVORCE',
          recordedBy: 'k.bakker',
          parts: [{ about: ['lisa'], text: 'Oude melding.' }],
        },
        {
          slug: 'report-received',
          number: 'M-2026-0002',
          receivedOn: '2026-02-10',
          reason: 'PARTNER_VIOLENCE',
          persons: ['lisa'],
          origin: OTHER_VEILIG_THUIS,
          recordedBy: 'k.bakker',
          contested: true,
          parts: [{ about: ['lisa'], text: 'Ontvangen van een andere organisatie.' }],
        },
        {
          slug: 'report-held',
          number: 'M-2026-0003',
          receivedOn: '2026-03-15',
          reason: 'HONOUR_RELATED_VIOLENCE',
          persons: ['lisa'],
          held: true,
          recordedBy: 'k.bakker',
          reviewedBy: 'm.visser',
          parts: [{ about: ['lisa'], text: canary('text of a report that is held back') }],
        },
      ],
      assessments: [
        {
          slug: 'assessment-2026',
          date: '2026-01-07',
          instrument: 'Triage-instrument Veilig Thuis',
          version: '3',
          assessedBy: 'k.bakker',
          parts: [
            { about: ['noor'], outcome: 'structureel onveilig', text: 'Noor is niet altijd veilig.' },
            { about: ['lisa', 'tom'], outcome: 'acuut onveilig' },
          ],
        },
      ],
      investigations: [
        {
          slug: 'investigation-2026',
          number: 'O-2026-0001',
          startedOn: '2026-01-12',
          recordedBy: 'm.visser',
          reviewedBy: 'k.bakker',
          informants: [{ capacity: 'SCHOOL', name: canary('name of an informant') }],
          parts: [{ about: ['noor'], heading: 'Conclusie', outcome: 'CHILD_ABUSE_CONFIRMED', text: 'Bevestigd.' }],
        },
      ],
      followUps: [
        {
          slug: 'follow-up-2026',
          service: 'MONITORING',
          startedOn: '2026-03-20',
          decision: 'CONTINUED',
          contactMoments: [
            { about: ['lisa', 'noor'], date: '2026-04-01', kind: 'CONVERSATION', text: 'Het gaat beter.' },
            { about: ['tom'], date: '2026-04-02', kind: 'PHONE', text: 'Over Tom.' },
            {
              about: ['lisa'],
              date: '2026-04-03',
              kind: 'PHONE',
              text: 'CANARY: de buurvrouw belde weer.',
              identifiesReporter: true,
            },
          ],
        },
      ],
      safetyPlans: [
        {
          slug: 'safety-plan-2026',
          status: 'ADOPTED',
          validFrom: '2026-01-20',
          parts: [
            { about: ['noor'], heading: 'Noodplan', text: 'Noor belt oma.', agreedWith: ['lisa', 'tom', 'noor'] },
            { about: ['lisa', 'tom'], heading: 'Afspraak', text: 'Tom en Lisa praten niet zonder derde.' },
            { about: ['lisa'], heading: 'Zelf', text: 'Lisa belt haar zus.', agreedWith: ['lisa'] },
            { about: ['lisa'], heading: 'Niet getekend', text: 'Lisa zoekt hulp.', agreedWith: ['tom'] },
          ],
        },
      ],
      plans: [
        {
          slug: 'plan-2026',
          status: 'DRAFT',
          validFrom: '2026-03-20',
          parts: [{ about: ['lisa'], text: 'Wekelijks gesprek.', agreedWith: ['lisa'] }],
        },
      ],
      restrainingOrders: [
        {
          slug: 'order-2026',
          persons: ['tom', 'lisa'],
          decidedOn: '2026-01-06',
          endsOn: '2026-01-16',
          riskOutcome: 'Ernstig vermoeden van huiselijk geweld.',
        },
      ],
      medicalFindings: [
        {
          slug: 'finding-2026',
          persons: ['noor'],
          date: '2026-01-14',
          text: 'Geen letsel.',
          internalText: canary('internal finding'),
        },
        { slug: 'finding-both', persons: ['noor', 'lisa'], date: '2026-01-15', text: 'Over Noor en Lisa.' },
      ],
      notes: [{ professional: 'm.visser', text: canary('a personal note') }],
    },
    {
      slug: 'case-ria',
      openedOn: '2024-11-01',
      closedOn: '2025-03-01',
      householdKind: 'UNKNOWN',
      persons: [{ person: 'ria', capacities: ['ADULT'] }],
      involvement: [{ professional: 's.smit', kind: 'COVER', from: '2024-11-01', until: '2025-03-01' }],
      reports: [
        {
          slug: 'report-ria',
          number: 'M-2024-0100',
          receivedOn: '2024-11-01',
          reason: 'ELDER_ABUSE',
          recordedBy: 's.smit',
        },
      ],
      investigations: [
        {
          slug: 'investigation-ria',
          number: 'O-2024-0100',
          startedOn: '2024-11-05',
          completedOn: '2025-01-10',
          recordedBy: 's.smit',
          reviewedBy: 'f.mulder',
        },
      ],
    },
    {
      slug: 'case-empty',
      openedOn: '2025-06-01',
      closedOn: '2025-09-01',
      householdKind: 'WITHOUT_CHILDREN',
      persons: [{ person: 'empty', capacities: ['ADULT'] }],
      involvement: [{ professional: 'k.bakker', kind: 'LEAD', from: '2025-06-01', until: '2025-09-01', held: true }],
    },
  ],
  safetyNotices: [
    { slug: 'notice-2026', about: ['lisa', 'tom'], instruction: 'KEEP_APART', call: 'm.visser', from: '2026-01-06' },
  ],
});
