// A holder that answers more, or other, than it was asked: nothing of that comes through, and each kind is counted.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../schema/identifiers.ts';
import {
  type CellRow,
  CHILD,
  CHILD_KEY,
  cells,
  openSituation,
  PARENT,
  PARENT_KEY,
  REGISTER,
  type Situation,
  STRANGER_KEY,
  TEAM,
  VT,
} from './fetch-situation.ts';
import { type Partner, startPartner } from './partner.ts';

const SECRET = 'dit-mag-niemand-zien';
let team: Partner;
let register: Partner;
let vt: Partner;
let situation: Situation;

const honestPlan = {
  recordId: 'plan-1',
  status: 'ADOPTED',
  validFrom: '2025-06-01',
  validUntil: '2026-06-01',
  partsMayBeMissing: true,
  parts: [{ id: 'part-1', about: [CHILD_KEY], heading: 'Doel', text: 'Tekst', agreedWith: [CHILD_KEY] }],
};

beforeAll(async () => {
  [team, register, vt] = await Promise.all([
    startPartner('LOCAL_TEAM', {
      [CHILD_KEY]: { localTeam: [{ plans: [honestPlan], journal: [], events: [] }] },
      [PARENT_KEY]: { localTeam: [{ plans: [honestPlan] }] },
    }),
    startPartner('PERSONS', {
      [CHILD_KEY]: { birthDate: '2015-05-05', relations: [{ kind: 'PARENT', personId: PARENT_KEY }] },
    }),
    startPartner('VEILIG_THUIS', { [CHILD_KEY]: { veiligThuis: [{ reports: [] }] } }),
  ]);
  situation = await openSituation({ team: team.url, register: register.url, vt: vt.url });
});
afterAll(async () => {
  await situation.close();
  await Promise.all([team, register, vt].map((partner) => partner.close()));
});
beforeEach(() => {
  for (const partner of [team, register, vt]) partner.tamper = null;
});

const query = (selection: string) =>
  `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { ${selection} } } } }`;
const PLANS = query('localTeam { plans { status validFrom validUntil parts { heading agreedWith } } }');

type Entity = Record<string, unknown> & { localTeam: [{ plans: Record<string, unknown>[] }] };
/** Changes what is said about the first person of the first group. */
function saying(change: (entity: Entity, group: unknown[]) => void): NonNullable<Partner['tamper']> {
  return (honest) => {
    const answer = honest as { data: { g0: Entity[] } };
    const [first] = answer.data.g0;
    if (first !== undefined) change(first, answer.data.g0);
    return answer;
  };
}

async function childOf(selection: string, rows: readonly CellRow[]) {
  const { verified } = await situation.run(selection, rows);
  const person = JSON.parse(JSON.stringify(verified.data)).r0_household.members[0].person;
  expect(JSON.stringify(verified.data)).not.toContain(SECRET);
  expect(JSON.stringify(verified.alarms)).not.toContain(SECRET);
  return { person, alarms: verified.alarms };
}

const PLAN_ALONE = cells(CHILD, TEAM, 'PLAN');
const SEEN = [
  {
    holder: { oin: TEAM },
    plans: [
      {
        status: 'ADOPTED',
        validFrom: '2025-06-01',
        validUntil: '2026-06-01',
        parts: [{ heading: 'Doel', agreedWith: [CHILD_KEY], id: 'part-1', about: [CHILD_KEY] }],
        recordId: 'plan-1',
      },
    ],
  },
];

describe('an honest holder', () => {
  it('comes through whole and raises no alarm', async () => {
    expect(await childOf(PLANS, PLAN_ALONE)).toEqual({ person: { localTeam: SEEN, id: CHILD }, alarms: [] });
  });
});

describe('what was not asked is dropped and counted', () => {
  const surplus: readonly { says: string; kind: string; change: Parameters<typeof saying>[0] }[] = [
    {
      says: 'another person',
      kind: 'EXTRA_PERSON',
      change: (_one, group) => void group.push({ _id: PARENT_KEY, localTeam: [{ plans: [{ status: SECRET }] }] }),
    },
    {
      says: 'a person nobody knows',
      kind: 'EXTRA_PERSON',
      change: (_one, group) => void group.unshift({ _id: STRANGER_KEY, name: SECRET }),
    },
    {
      says: 'a second file',
      kind: 'EXTRA_FILE',
      change: (one) => void one.localTeam.push({ plans: [{ status: SECRET }] } as never),
    },
    { says: 'a field of the person', kind: 'UNKNOWN_FIELD', change: (one) => Object.assign(one, { address: SECRET }) },
    {
      says: 'a field of the file',
      kind: 'UNKNOWN_FIELD',
      change: (one) => Object.assign(one.localTeam[0], { journal: [SECRET] }),
    },
    {
      says: 'a field of a record',
      kind: 'UNKNOWN_FIELD',
      change: (one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { note: SECRET }),
    },
    {
      says: 'a name that is part of every object',
      kind: 'UNKNOWN_FIELD',
      change: (one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { constructor: SECRET }),
    },
    {
      says: 'a holder of its own choice',
      kind: 'UNKNOWN_FIELD',
      change: (one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { holder: { name: SECRET } }),
    },
    {
      says: 'a record about somebody who is not asked about',
      kind: 'PART_NOT_OPENED',
      change: (one) => addPart(one, { about: [CHILD_KEY, PARENT_KEY] }),
    },
    {
      says: 'a record about a stranger',
      kind: 'PART_NOT_OPENED',
      change: (one) => addPart(one, { about: [STRANGER_KEY] }),
    },
    {
      says: 'a part that does not say about whom',
      kind: 'PART_NOT_OPENED',
      change: (one) => addPart(one, { about: null }),
    },
    {
      says: 'a record that is text',
      kind: 'WRONG_TYPE',
      change: (one) => void one.localTeam[0].plans.push(SECRET as never),
    },
    {
      says: 'a record without its number',
      kind: 'WRONG_TYPE',
      change: (one) =>
        void one.localTeam[0].plans.push({ status: 'ADOPTED', recordId: null, parts: [{ heading: SECRET }] }),
    },
    {
      says: 'a record whose required value is of another type',
      kind: 'WRONG_TYPE',
      change: (one) => void one.localTeam[0].plans.push({ ...honestPlan, recordId: 5, status: SECRET }),
    },
  ];
  const partsOf = (one: Entity): object[] => {
    const parts = one.localTeam[0].plans[0]?.parts;
    return Array.isArray(parts) ? parts : [];
  };
  const addPart = (one: Entity, part: object) =>
    partsOf(one).push({ id: 'part-2', heading: SECRET, agreedWith: [], ...part });

  it('has a list of surplus that is not empty', () => expect(surplus.length).toBeGreaterThan(10));

  it.each(surplus)('$says: the rest is unchanged, $kind', async ({ kind, change }) => {
    team.tamper = saying(change);
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam).toEqual(SEEN);
    expect(alarms.map((alarm) => alarm.kind)).toContain(kind);
    expect(alarms.every(({ holder }) => holder === TEAM)).toBe(true);
  });

  it('a key named __proto__ is a key like any other', async () => {
    team.tamper = (honest) =>
      JSON.stringify(honest).replace('"recordId"', `"__proto__":{"status":"${SECRET}"},"recordId"`);
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam).toEqual(SEEN);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'UNKNOWN_FIELD', count: 1 }]);
  });

  it('a cell that another member has open, and this one has not', async () => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0], { journal: [{ recordId: 'j', text: SECRET }] }));
    const both = [...PLAN_ALONE, ...cells(PARENT, TEAM, 'PLAN', 'JOURNAL')];
    const { person, alarms } = await childOf(query('localTeam { plans { status } journal { text } }'), both);
    expect(person.localTeam).toMatchObject([{ journal: null }]);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'NOT_ASKED', count: 1 }]);
  });

  it('a shielded cell stays as empty as an empty file', async () => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0], { journal: [{ recordId: 'j', text: SECRET }] }));
    const rows = [...PLAN_ALONE, { subject: CHILD, holder: TEAM, category: 'JOURNAL', asked: false } as const];
    const { person, alarms } = await childOf(query('localTeam { plans { status } journal { text } }'), rows);
    expect(person.localTeam).toMatchObject([{ journal: [] }]);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'NOT_ASKED', count: 1 }]);
  });

  it('a field that the rule leaves out of its category', async () => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { validFrom: '2025-06-01' }));
    const rows = [
      { subject: CHILD, holder: TEAM, category: 'PLAN', opened: { fields: ['Plan.status'] } } as const,
      ...cells(PARENT, TEAM, 'PLAN'),
    ];
    const { person, alarms } = await childOf(query('localTeam { plans { status validFrom } }'), rows);
    expect(person.localTeam).toMatchObject([{ plans: [{ status: 'ADOPTED', validFrom: null }] }]);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'NOT_ASKED', count: 1 }]);
  });

  it('a locating field of somebody who is hidden', async () => {
    register.tamper = (honest) => {
      const answer = honest as { data: Record<string, Record<string, unknown>[]> };
      Object.assign(answer.data.g0?.[0] ?? {}, { address: { city: SECRET } });
      return answer;
    };
    const rows = [
      ...cells(CHILD, REGISTER, 'IDENTITY'),
      { subject: CHILD, holder: REGISTER, category: 'ADDRESS', withoutLocating: true } as const,
      ...cells(PARENT, REGISTER, 'ADDRESS'),
    ];
    const { person, alarms } = await childOf(query('birthDate address { city }'), rows);
    expect(person).toMatchObject({ birthDate: '2015-05-05', address: null });
    expect(alarms).toEqual([{ holder: REGISTER, kind: 'NOT_ASKED', count: 1 }]);
  });
});

describe('a value of another type than its field', () => {
  const values: readonly { field: string; value: unknown }[] = [
    { field: 'status', value: SECRET },
    { field: 'status', value: { ADOPTED: SECRET } },
    { field: 'status', value: ['ADOPTED', SECRET] },
    { field: 'validFrom', value: `2025-06-01 ${SECRET}` },
    { field: 'validFrom', value: 20250601 },
    { field: 'validFrom', value: true },
    { field: 'validFrom', value: '2025-13-01' },
  ];
  it('has a list that is not empty', () => expect(values.length).toBeGreaterThan(5));

  it.each(values)('$field: $value is null, and counted', async ({ field, value }) => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { [field]: value }));
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam[0].plans).toMatchObject([{ recordId: 'plan-1', [field]: null }]);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'WRONG_TYPE', count: 1 }]);
  });

  it.each([SECRET, { 0: SECRET }, 5])('a list that is %j is empty, and counted', async (value) => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0], { plans: value }));
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam).toMatchObject([{ plans: [] }]);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'WRONG_TYPE', count: 1 }]);
  });

  it('a year alone is a date', async () => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { validFrom: '2025' }));
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam[0].plans).toMatchObject([{ validFrom: '2025' }]);
    expect(alarms).toEqual([]);
  });
});

describe('people in what a holder says', () => {
  it('the key of a person outside the household is taken out; what kind of relation it is stays', async () => {
    register.tamper = (honest) => JSON.parse(JSON.stringify(honest).replace(PARENT_KEY, STRANGER_KEY));
    const { person, alarms } = await childOf(query('relations { kind personId }'), cells(CHILD, REGISTER, 'CUSTODY'));
    expect(person.relations).toEqual([{ kind: 'PARENT', personId: null }]);
    expect(alarms).toEqual([{ holder: REGISTER, kind: 'OUTSIDE_MEMBERS', count: 1 }]);
  });

  it('the key of a member stays', async () => {
    const { person, alarms } = await childOf(query('relations { kind personId }'), cells(CHILD, REGISTER, 'CUSTODY'));
    expect(person.relations).toEqual([{ kind: 'PARENT', personId: PARENT_KEY }]);
    expect(alarms).toEqual([]);
  });

  it('whoever agreed and is no member is taken out of the list', async () => {
    team.tamper = saying((one) => {
      const parts = one.localTeam[0].plans[0]?.parts;
      if (Array.isArray(parts)) parts[0]?.agreedWith.push(STRANGER_KEY);
    });
    const { person, alarms } = await childOf(PLANS, PLAN_ALONE);
    expect(person.localTeam).toEqual(SEEN);
    expect(alarms).toEqual([{ holder: TEAM, kind: 'OUTSIDE_MEMBERS', count: 1 }]);
  });
});

describe('the period of a cell', () => {
  const periods = [
    { from: '2026-07-01', until: null, rows: 0, says: 'a record that ended before it' },
    { from: null, until: '2025-05-31', rows: 0, says: 'a record that began after it' },
    { from: '2026-06-01', until: null, rows: 1, says: 'a record that ended on its first day' },
    { from: null, until: '2025-06-01', rows: 1, says: 'a record that began on its last day' },
    { from: '2025-01-01', until: '2026-12-31', rows: 1, says: 'a record inside it' },
  ];
  it.each(periods)('$says: $rows', async ({ from, until, rows }) => {
    const period = {
      from: from === null ? null : localDate.parse(from),
      until: until === null ? null : localDate.parse(until),
    };
    const row = [{ subject: CHILD, holder: TEAM, category: 'PLAN', opened: { period } } as const];
    const { person, alarms } = await childOf(PLANS, row);
    expect(person.localTeam[0].plans).toHaveLength(rows);
    expect(alarms).toEqual(rows === 1 ? [] : [{ holder: TEAM, kind: 'OUT_OF_PERIOD', count: 1 }]);
  });

  it('a record whose end is not known is the holder to judge', async () => {
    team.tamper = saying((one) => Object.assign(one.localTeam[0].plans[0] ?? {}, { validUntil: null }));
    const period = { from: localDate.parse('2026-07-01'), until: null };
    const { person, alarms } = await childOf(PLANS, [
      { subject: CHILD, holder: TEAM, category: 'PLAN', opened: { period } },
    ]);
    expect(person.localTeam[0].plans).toHaveLength(1);
    expect(alarms).toEqual([]);
  });
});

describe('a file under a category of its own', () => {
  it('Veilig Thuis without a file and with a shield are the same', async () => {
    const selection = query('veiligThuis { reports { receivedOn } }');
    const open = await childOf(selection, cells(CHILD, VT, 'SAFETY_REPORT'));
    const shielded = await childOf(selection, [
      { subject: CHILD, holder: VT, category: 'SAFETY_REPORT', asked: false },
    ]);
    expect(open).toEqual(shielded);
    expect(open.person.veiligThuis).toEqual([{ holder: { oin: VT }, reports: [] }]);
  });
});
