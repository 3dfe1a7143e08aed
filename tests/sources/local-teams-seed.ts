// One local team with two cases: a family of three (Lisa, her son Sam, her ex-partner Tom), and an older, closed one.
import { innerKey } from '../../schema/identifiers.ts';

export const keyOf = (slug: string) => {
  if (!['sam', 'lisa', 'tom', 'bump'].includes(slug)) throw new Error(`no ${slug}`);
  return innerKey.parse(`key-of-${slug}-00000000`.slice(0, 18));
};
export const BSNS: Record<string, string> = { sam: '999990019', lisa: '999990020', tom: '999990032' };
export const CANARY = 'CANARY-0815';
export const ELSEWHERE = '00000099000000000031';

export const SEED = {
  professionals: [
    {
      id: 'w.jansen',
      name: 'Wil Jansen',
      role: 'FAMILY_WORKER',
      phone: '030-1234567',
      teams: [{ team: 'Team Oost', from: '2024-01-01', until: '2026-06-30' }],
    },
    { id: 'k.smit', name: 'Kim Smit', role: 'TEAM_LEAD', teams: [{ team: 'Team Oost', from: '2025-01-01' }] },
    { id: 'x.other', name: 'Xan Other', role: 'FAMILY_WORKER' },
    {
      id: 'p.past',
      name: 'Pim Past',
      role: 'FAMILY_WORKER',
      teams: [{ team: 'Team Oost', from: '2024-01-01', until: '2025-12-31' }],
    },
  ],
  cases: [
    {
      slug: 'wit',
      kind: 'PLAN',
      householdKind: 'WITH_CHILDREN',
      openedOn: '2026-01-10',
      persons: [
        { person: 'sam', capacities: ['CHILD'] },
        { person: 'lisa', capacities: ['PARENT'] },
        { person: 'tom', capacities: ['PARENT', 'OTHER_INVOLVED'], from: '2026-02-01', until: '2026-05-01' },
        { person: 'bump', capacities: ['CHILD'] },
      ],
      involvement: [
        {
          professional: 'w.jansen',
          kind: 'LEAD',
          from: '2026-01-10',
          told: [
            { person: 'lisa', on: '2026-01-12' },
            { person: 'tom', on: '2026-02-03' },
          ],
        },
        { team: 'Team Oost', kind: 'TEAM', from: '2026-01-10' },
      ],
      claims: [
        {
          kind: 'COLLEGE_DESIGNATION',
          number: 'B-17',
          date: '2026-01-11',
          about: 'sam',
          recordedBy: 'w.jansen',
          reviewedBy: 'k.smit',
          from: '2026-01-11',
        },
      ],
      contacts: [
        {
          slug: 'vast',
          professional: 'w.jansen',
          fixed: true,
          from: '2026-01-10',
          persons: ['sam', 'lisa'],
          told: [{ person: 'lisa', on: '2026-01-12' }],
        },
      ],
      intakes: [
        {
          slug: 'intake',
          date: '2026-01-10',
          referrer: 'GENERAL_PRACTITIONER',
          persons: ['sam'],
          internalText: CANARY,
        },
      ],
      support: [
        { slug: 'help', startedOn: '2026-02-01', form: 'LOCAL_TEAM', perspective: 'begeleiden', persons: ['sam'] },
      ],
      allocations: [
        { slug: 'amb', product: 'AMBULATORY', volume: '4 uur per week', validFrom: '2026-03-01', persons: ['sam'] },
        { slug: 'ggz', product: 'YOUTH_MENTAL_HEALTH', validFrom: '2026-03-01', persons: ['sam'] },
        { slug: 'jr', product: 'JUVENILE_PROBATION', validFrom: '2026-03-01', persons: ['sam'] },
      ],
      plans: [
        {
          slug: 'gezinsplan',
          validFrom: '2026-02-01',
          persons: ['sam', 'lisa'],
          parts: [
            {
              about: ['sam'],
              heading: 'School',
              text: 'Sam gaat naar school',
              internalText: CANARY,
              agreedWith: ['sam', 'lisa', 'tom'],
            },
            { about: ['lisa'], heading: 'Werk', text: 'Lisa zoekt werk', mentions: ['sam'], agreedWith: ['lisa'] },
            { about: ['sam', 'lisa'], heading: 'Samen', text: 'Samen eten' },
          ],
        },
        {
          slug: 'oud-plan',
          kind: 'ACTION',
          status: 'CLOSED',
          validFrom: '2020-01-01',
          validUntil: '2021-01-01',
          persons: ['sam'],
        },
        {
          slug: 'held-plan',
          status: 'DRAFT',
          validFrom: '2026-04-01',
          persons: ['sam'],
          held: true,
        },
        {
          slug: 'concept',
          status: 'DRAFT',
          validFrom: '2026-05-01',
          persons: ['lisa'],
          parts: [{ about: ['lisa'], heading: 'Concept', text: 'Nog te tekenen', agreedWith: ['lisa'] }],
        },
      ],
      safetyPlans: [
        { slug: 'vp-own', validFrom: '2026-02-02', persons: ['sam'] },
        { slug: 'vp-received', validFrom: '2026-02-03', persons: ['sam'], origin: ELSEWHERE },
      ],
      safetyAssessments: [
        {
          slug: 'lirik',
          date: '2026-02-10',
          instrument: 'LIRIK',
          persons: ['sam'],
          parts: [{ about: ['sam'], outcome: 'voldoende veilig', internalText: CANARY }],
        },
      ],
      measurements: [
        {
          slug: 'zrm-1',
          person: 'lisa',
          date: '2026-02-15',
          scores: {
            finances: 'LIMITED',
            mentalHealth: { score: 'NOT_SELF_SUFFICIENT', text: 'slaapt slecht', internalText: CANARY },
            justice: 'FULLY',
            socialNetwork: 'SUFFICIENT',
          },
        },
      ],
      journal: [
        {
          slug: 'j1',
          date: '2026-03-01',
          kind: 'HOME_VISIT',
          text: 'Gesproken over school',
          persons: ['sam'],
          internalText: CANARY,
        },
        { slug: 'j2', date: '2026-03-02', kind: 'PHONE', text: 'Lisa belt over Sam', persons: ['sam', 'lisa'] },
      ],
      events: [
        { slug: 'e1', date: '2026-01-10', kind: 'INTAKE', persons: ['sam'] },
        { slug: 'e2', date: '2026-02-10', kind: 'SAFETY_ASSESSED', persons: ['sam'] },
        { slug: 'e3', date: '2026-03-20', kind: 'MEETING', title: 'Gesprek met moeder', persons: ['sam', 'lisa'] },
      ],
    },
    {
      slug: 'oud',
      kind: 'INTAKE',
      householdKind: 'UNKNOWN',
      openedOn: '2020-01-01',
      closedOn: '2021-01-01',
      region: 'west',
      persons: [{ person: 'sam', capacities: ['CHILD'] }],
      involvement: [{ professional: 'k.smit', kind: 'LEAD', from: '2020-01-01' }],
    },
  ],
  safetyNotices: [
    { slug: 'apart', about: ['lisa', 'tom'], instruction: 'KEEP_APART', call: 'w.jansen', from: '2026-02-01' },
  ],
};
