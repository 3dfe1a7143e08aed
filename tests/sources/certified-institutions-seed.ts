// An institution with three cases: orders over Sam and his sister Bo, juvenile probation of Sam, and voluntary preventive work with Lisa.
import { innerKey } from '../../schema/identifiers.ts';
import { CANARY, ELSEWHERE } from './local-teams-seed.ts';

const PEOPLE = ['sam', 'bo', 'lisa', 'tom', 'bump'];
export const keyOf = (slug: string) => {
  if (!PEOPLE.includes(slug)) throw new Error(`no ${slug}`);
  return innerKey.parse(`gi-key-of-${slug}-000000`.slice(0, 18));
};

const vouched = { recordedBy: 'j.bakker', reviewedBy: 't.lead' };

export const SEED = {
  professionals: [
    { id: 'j.bakker', name: 'Jo Bakker', role: 'YOUTH_PROTECTOR', phone: '088-3', email: 'j@gi.test' },
    { id: 'r.klas', name: 'Rik Klas', role: 'JUVENILE_PROBATION_OFFICER', phone: '088-4', email: 'r@gi.test' },
    { id: 't.lead', name: 'Tea Lead', role: 'TEAM_LEAD', teams: [{ team: 'Noord', from: '2025-01-01' }] },
  ],
  cases: [
    {
      slug: 'wit',
      householdKind: 'WITH_CHILDREN',
      openedOn: '2025-02-01',
      persons: [
        { person: 'sam', capacities: ['CHILD'] },
        { person: 'bo', capacities: ['CHILD'] },
        { person: 'lisa', capacities: ['PARENT'] },
        { person: 'tom', capacities: ['PARENT'] },
        { person: 'bump', capacities: ['CHILD'] },
      ],
      involvement: [{ professional: 'j.bakker', team: 'Noord', kind: 'LEAD', from: '2025-02-01', until: '2026-12-31' }],
      contacts: [
        { slug: 'vast', professional: 'j.bakker', team: 'Noord', fixed: true, from: '2025-02-01', persons: ['sam'] },
      ],
      measures: [
        {
          slug: 'ots',
          person: 'sam',
          kind: 'SUPERVISION_ORDER',
          startedOn: '2025-02-01',
          firstContactOn: '2025-02-06',
          receivedByTransfer: true,
          orders: [
            {
              number: 'C/16/1',
              court: 'Midden-Nederland',
              decidedOn: '2025-01-28',
              validFrom: '2025-02-01',
              validUntil: '2026-02-01',
              ...vouched,
            },
            {
              number: 'C/16/2',
              court: 'Midden-Nederland',
              decidedOn: '2026-01-25',
              validFrom: '2026-02-01',
              validUntil: '2027-02-01',
              recordedBy: 'j.bakker',
              contested: true,
            },
          ],
        },
        {
          slug: 'vots',
          person: 'bo',
          kind: 'INTERIM_SUPERVISION_ORDER',
          startedOn: '2025-02-01',
          endedOn: '2025-04-01',
          endReason: 'INTERIM_BECAME_ORDER',
          orders: [
            {
              number: 'C/16/3',
              decidedOn: '2025-02-01',
              validFrom: '2025-02-01',
              validUntil: '2025-05-01',
              ...vouched,
            },
          ],
        },
        {
          slug: 'voogdij',
          person: 'bo',
          kind: 'GUARDIANSHIP',
          startedOn: '2025-06-01',
          orders: [{ number: 'C/16/4', decidedOn: '2025-05-20', validFrom: '2025-06-01', ...vouched }],
        },
        {
          slug: 'tijdelijk',
          person: 'bo',
          kind: 'TEMPORARY_GUARDIANSHIP',
          startedOn: '2025-05-01',
          endedOn: '2025-06-01',
          orders: [{ number: 'C/16/5', decidedOn: '2025-05-01', validFrom: '2025-05-01', ...vouched }],
        },
      ],
      authorisations: [
        {
          slug: 'muhp',
          person: 'sam',
          kind: 'OUT_OF_HOME_PLACEMENT',
          startedOn: '2025-03-01',
          endedOn: '2025-12-01',
          orders: [
            {
              number: 'C/16/6',
              court: 'Midden-Nederland',
              decidedOn: '2025-02-25',
              validFrom: '2025-03-01',
              validUntil: '2026-02-01',
              ...vouched,
            },
          ],
        },
      ],
      instructions: [
        {
          slug: 'aanwijzing',
          givenOn: '2025-05-01',
          validUntil: '2025-08-01',
          withdrawnOn: '2025-07-01',
          persons: ['sam', 'lisa'],
          parts: [
            { about: ['lisa'], heading: 'Meewerken', text: 'Lisa laat de jeugdbeschermer binnen' },
            { about: ['sam', 'lisa'], heading: 'School', text: 'Lisa brengt Sam', internalText: CANARY },
          ],
        },
      ],
      prolongationRequests: [
        {
          slug: 'verlenging',
          kind: 'SUPERVISION_ORDER',
          requestedOn: '2025-12-15',
          requestedUntil: '2027-02-01',
          persons: ['sam'],
          parts: [{ about: ['sam'], heading: 'Gronden', text: 'Nog niet veilig genoeg' }],
        },
      ],
      plans: [
        {
          slug: 'pva',
          kind: 'ACTION',
          validFrom: '2025-02-20',
          validUntil: '2026-12-31',
          persons: ['sam'],
          parts: [
            {
              about: ['sam'],
              heading: 'Bedreiging',
              text: 'Sam mist school',
              internalText: CANARY,
              agreedWith: ['lisa'],
            },
          ],
        },
      ],
      safetyPlans: [
        {
          slug: 'vp',
          validFrom: '2025-02-20',
          validUntil: '2026-12-31',
          persons: ['sam'],
          origin: ELSEWHERE,
          parts: [{ about: ['sam'], heading: 'Afspraak', text: 'Oma haalt op', agreedWith: ['lisa'] }],
        },
      ],
      safetyAssessments: [
        {
          slug: 'lirik',
          date: '2025-03-10',
          instrument: 'LIRIK',
          version: '2.0',
          validUntil: '2025-09-10',
          assessedBy: 'j.bakker',
          persons: ['sam'],
          parts: [{ about: ['sam'], outcome: 'onvoldoende veilig', text: 'Zie plan', internalText: CANARY }],
        },
      ],
      events: [
        { slug: 'e1', date: '2025-02-06', kind: 'FIRST_CONTACT', persons: ['sam'] },
        { slug: 'e2', date: '2025-02-01', kind: 'MEASURE_STARTED', persons: ['sam'] },
        { slug: 'e3', date: '2025-03-10', kind: 'SAFETY_ASSESSED', persons: ['sam'] },
      ],
    },
    {
      slug: 'jr',
      criminal: true,
      householdKind: 'WITH_CHILDREN',
      openedOn: '2025-09-01',
      closedOn: '2026-08-01',
      persons: [{ person: 'sam', capacities: ['CHILD'] }],
      involvement: [{ professional: 'r.klas', team: 'Reclassering', kind: 'LEAD', from: '2025-09-01' }],
      contacts: [{ slug: 'jr-contact', professional: 'r.klas', team: 'Reclassering', fixed: true, from: '2025-09-01' }],
      juvenileProbation: [
        {
          slug: 'tb',
          person: 'sam',
          kind: 'COMPULSORY_SUPERVISION',
          startedOn: '2025-09-01',
          endedOn: '2026-09-01',
          endManner: 'LOWER_RISK',
          orders: [
            {
              number: '16/9',
              court: 'Midden-Nederland',
              decidedOn: '2025-08-20',
              validFrom: '2025-09-01',
              validUntil: '2027-09-01',
              ...vouched,
            },
          ],
        },
        {
          slug: 'tb-vrijwillig',
          person: 'sam',
          kind: 'VOLUNTARY_SUPERVISION',
          startedOn: '2025-07-01',
          endedOn: '2025-08-31',
          orders: [{ number: '16/8', decidedOn: '2025-07-01', validFrom: '2025-07-01', ...vouched }],
        },
      ],
      plans: [
        {
          slug: 'jr-plan',
          kind: 'ACTION',
          validFrom: '2025-09-10',
          validUntil: '2026-09-01',
          parts: [{ about: ['sam'], heading: 'Delict', text: 'Geen nieuwe feiten', agreedWith: ['sam'] }],
        },
      ],
      events: [
        { slug: 'e4', date: '2025-09-01', kind: 'PROBATION_STARTED' },
        { slug: 'e5', date: '2025-09-02', kind: 'MEETING' },
        { slug: 'e6', date: '2025-09-03', kind: 'HEARING' },
      ],
    },
    {
      slug: 'preventief',
      kind: 'PLAN',
      householdKind: 'WITH_CHILDREN',
      openedOn: '2024-10-01',
      closedOn: '2025-01-31',
      region: 'oost',
      persons: [{ person: 'lisa', capacities: ['PARENT'] }],
      involvement: [{ team: 'Noord', kind: 'TEAM', from: '2024-10-01' }],
      preventiveActivities: [{ slug: 'prev', startedOn: '2024-10-01', endedOn: '2025-01-31' }],
    },
  ],
  safetyNotices: [
    {
      slug: 'apart',
      about: ['lisa', 'tom'],
      instruction: 'KEEP_APART',
      call: 'j.bakker',
      from: '2025-02-01',
      until: '2026-12-31',
    },
  ],
};
