// The Raad with two cases about Sam: an investigation for his protection (with Lisa and Tom), and a criminal one of his own.
import { CANARY, ELSEWHERE } from './local-teams-seed.ts';

export const SEED = {
  professionals: [
    { id: 'r.visser', name: 'Ria Visser', role: 'CHILD_PROTECTION_INVESTIGATOR', phone: '088-1', email: 'r@raad.test' },
    {
      id: 'b.mol',
      name: 'Bas Mol',
      role: 'TEAM_LEAD',
      phone: '088-2',
      email: 'b@raad.test',
      teams: [{ team: 'Raad Midden', from: '2025-01-01' }],
    },
  ],
  cases: [
    {
      slug: 'wit',
      householdKind: 'WITH_CHILDREN',
      openedOn: '2026-01-05',
      persons: [
        { person: 'sam', capacities: ['CHILD'] },
        { person: 'lisa', capacities: ['PARENT'] },
        { person: 'tom', capacities: ['PARENT'] },
        { person: 'bump', capacities: ['CHILD'] },
      ],
      involvement: [
        { professional: 'r.visser', team: 'Raad Midden', kind: 'LEAD', from: '2026-01-05', until: '2026-12-31' },
      ],
      contacts: [
        {
          slug: 'raad',
          professional: 'r.visser',
          team: 'Raad Midden',
          fixed: true,
          from: '2026-01-05',
          persons: ['sam'],
        },
      ],
      requests: [
        {
          slug: 'vto',
          number: 'VTO-1',
          receivedOn: '2026-01-05',
          closedOn: '2026-09-01',
          submittedBy: 'VEILIG_THUIS',
          urgent: true,
          familyInformedOn: '2026-01-08',
          recordedBy: 'r.visser',
          reviewedBy: 'b.mol',
          persons: ['sam', 'lisa', 'tom'],
          reporters: [{ capacity: 'buurvrouw', name: `Buur ${CANARY}`, phone: '06-1' }],
          parts: [
            { about: ['sam'], heading: 'Opgroeien', text: 'Sam is vaak alleen', internalText: CANARY },
            { about: ['lisa'], heading: 'Zorgen', text: 'Lisa is overbelast' },
            { about: ['sam'], text: 'Gezien vanuit het huis ernaast', identifiesReporter: true },
            { about: ['sam'], heading: `Kop zonder deelbare tekst ${CANARY}`, internalText: CANARY },
          ],
        },
        {
          slug: 'vto-2',
          number: 'VTO-2',
          receivedOn: '2026-10-01',
          submittedBy: 'COLLEGE',
          viaCorv: false,
          recordedBy: 'r.visser',
          contested: true,
          persons: ['sam'],
        },
      ],
      investigations: [
        {
          slug: 'onderzoek',
          number: 'RO-1',
          kind: 'PROTECTION',
          startedOn: '2026-01-20',
          completedOn: '2026-04-20',
          persons: ['sam', 'lisa'],
          informants: [{ capacity: 'leerkracht', name: 'Juf Els', phone: '030-2', approvedOn: '2026-03-01' }],
          parts: [
            { kind: 'QUESTION', about: ['sam'], heading: 'Vraag', text: 'Is Sam veilig?' },
            { kind: 'ADVICE', about: ['sam', 'lisa'], heading: 'Advies', text: 'Ondertoezichtstelling' },
          ],
        },
      ],
      reviews: [
        {
          slug: 'toets',
          person: 'sam',
          kind: 'END_OF_PLACEMENT',
          startedOn: '2026-08-01',
          completedOn: '2026-08-20',
          parts: [{ kind: 'CONCLUSION', about: ['sam'], heading: 'Slot', text: 'Terug naar huis kan' }],
        },
      ],
      notifications: [
        { slug: 'corv-1', person: 'sam', date: '2026-01-06', status: 'INTAKE' },
        { slug: 'corv-2', person: 'sam', date: '2026-01-21', status: 'INVESTIGATION' },
        { slug: 'corv-3', person: 'sam', date: '2026-05-02', status: 'MEASURE' },
      ],
      plans: [
        {
          slug: 'plan',
          kind: 'ACTION',
          validFrom: '2026-02-01',
          validUntil: '2026-12-31',
          persons: ['sam'],
          parts: [{ about: ['sam'], heading: 'Doel', text: 'Naar school', agreedWith: ['lisa'] }],
        },
      ],
      safetyPlans: [
        {
          slug: 'vp',
          validFrom: '2026-02-02',
          validUntil: '2026-12-31',
          persons: ['sam'],
          origin: ELSEWHERE,
          parts: [{ about: ['sam'], heading: 'Afspraak', text: 'Oma haalt op', agreedWith: ['lisa'] }],
        },
      ],
      safetyAssessments: [
        {
          slug: 'arij',
          date: '2026-02-10',
          instrument: 'ARIJ',
          version: '2016',
          validUntil: '2026-08-10',
          assessedBy: 'r.visser',
          persons: ['sam'],
          parts: [{ about: ['sam'], outcome: 'midden', text: 'Toezicht nodig' }],
        },
      ],
      contactDetails: [
        {
          slug: 'bereik',
          person: 'lisa',
          phone: '06-2',
          email: 'lisa@post.test',
          language: 'Pools',
          interpreter: true,
          from: '2026-01-05',
        },
      ],
      health: [{ slug: 'gz', date: '2026-02-01', text: 'Sam heeft astma', persons: ['sam'], internalText: CANARY }],
      finances: [{ slug: 'fin', date: '2026-02-01', text: 'Schulden', persons: ['lisa', 'tom'] }],
      judicialRecords: [{ slug: 'jd', date: '2026-02-01', text: 'Veroordeeld in 2019', persons: ['tom'] }],
      events: [
        { slug: 'e1', date: '2026-01-05', kind: 'REQUEST_RECEIVED', persons: ['sam'] },
        { slug: 'e2', date: '2026-05-01', kind: 'COURT_DECISION', persons: ['sam'] },
        { slug: 'e3', date: '2026-02-10', kind: 'SAFETY_ASSESSED', persons: ['sam'] },
      ],
    },
    {
      slug: 'straf',
      criminal: true,
      householdKind: 'WITH_CHILDREN',
      openedOn: '2026-06-01',
      region: 'midden',
      persons: [{ person: 'sam', capacities: ['CHILD'] }],
      involvement: [
        { professional: 'b.mol', team: 'Team straf', kind: 'LEAD', from: '2026-06-01', until: '2026-12-31' },
      ],
      contacts: [{ slug: 'straf-contact', professional: 'b.mol', team: 'Team straf', fixed: true, from: '2026-06-01' }],
      criminalInvestigations: [
        {
          slug: 'so',
          person: 'sam',
          number: 'SO-9',
          startedOn: '2026-06-02',
          completedOn: '2026-07-02',
          instrument: 'LIJ',
          outcome: 'DRP laag',
          parts: [{ kind: 'OFFENCE', about: ['sam'], heading: 'Delict', text: 'Winkeldiefstal' }],
        },
      ],
      plans: [
        {
          slug: 'straf-plan',
          kind: 'ACTION',
          validFrom: '2026-06-05',
          validUntil: '2026-12-31',
          parts: [{ about: ['sam'], heading: 'Taakstraf', text: 'Twintig uur', agreedWith: ['sam'] }],
        },
      ],
      events: [{ slug: 'e4', date: '2026-06-02', kind: 'CRIMINAL_INVESTIGATION_STARTED' }],
    },
  ],
  safetyNotices: [
    {
      slug: 'apart',
      about: ['lisa', 'tom'],
      instruction: 'KEEP_APART',
      call: 'r.visser',
      from: '2026-02-01',
      until: '2026-12-31',
    },
  ],
};
