// Fetch over the real planner and real HTTP: who is called, with which words, under which grant, and where the answers land.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { narrow, narrowFacts } from '../../gateway/fetch/narrow.ts';
import { stale } from '../../gateway/vocabulary/faults.ts';
import { claimFact } from '../../schema/facts-format.ts';
import { localDate, professionalId } from '../../schema/identifiers.ts';
import {
  askedOf,
  CASE,
  CHILD,
  CHILD_ELSEWHERE,
  CHILD_KEY,
  cells,
  grants,
  ISSUER,
  NEWBORN,
  OTHER_CASE,
  OTHER_TEAM,
  openSituation,
  PARENT,
  PARENT_KEY,
  REGISTER,
  type Situation,
  TEAM,
  VT,
} from './fetch-situation.ts';
import { type Partner, startPartner } from './partner.ts';

let register: Partner;
let team: Partner;
let otherTeam: Partner;
let vt: Partner;
let situation: Situation;

const plan = (recordId: string, person: string) => ({
  recordId,
  status: 'ADOPTED',
  validFrom: '2026-01-01',
  validUntil: null,
  partsMayBeMissing: true,
  parts: [{ id: `${recordId}-1`, about: [person], heading: `Doel van ${person}`, text: 'Tekst', agreedWith: [person] }],
});
const file = (person: string) => ({
  localTeam: [
    {
      plans: [plan(`plan-${person}`, person)],
      events: [{ recordId: `event-${person}`, date: '2026-02-03', kind: 'Gesprek', title: 'Huisbezoek' }],
      journal: [],
    },
  ],
});

beforeAll(async () => {
  [register, team, otherTeam, vt] = await Promise.all([
    startPartner('PERSONS', {
      [CHILD_KEY]: {
        birthDate: '2015-05-05',
        name: { givenNames: 'Kim' },
        address: { street: 'Kerkstraat', city: 'Zwolle' },
      },
      [PARENT_KEY]: {
        birthDate: '1985-01-31',
        name: { givenNames: 'Robin' },
        address: { street: 'Kerkstraat', city: 'Zwolle' },
      },
    }),
    startPartner('LOCAL_TEAM', { [CHILD_KEY]: file(CHILD_KEY), [PARENT_KEY]: file(PARENT_KEY) }),
    startPartner('LOCAL_TEAM', { [CHILD_KEY]: file(CHILD_KEY), [PARENT_KEY]: { localTeam: [{ plans: [] }] } }),
    startPartner('VEILIG_THUIS', {}),
  ]);
  situation = await openSituation({ register: register.url, team: team.url, otherTeam: otherTeam.url, vt: vt.url });
});
afterAll(async () => {
  await situation.close();
  await Promise.all([register, team, otherTeam, vt].map((partner) => partner.close()));
});
beforeEach(() => {
  for (const partner of [register, team, otherTeam, vt]) {
    partner.calls.length = 0;
    partner.tamper = null;
  }
});

const PLANS = `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { person { localTeam { plans { status } } } } }
}`;
const PLANS_AND_EVENTS = `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { person { localTeam { plans { status } events { title } } } } }
}`;

/** members[at].person of the first root. */
const personAt = (run: { fetched: { data: unknown } }, at: number): Record<string, unknown> => {
  const data = JSON.parse(JSON.stringify(run.fetched.data));
  return data.r0_household.members[at].person;
};

describe('who is called', () => {
  it('a holder of whom nothing is open is never called', async () => {
    const run = await situation.run(PLANS_AND_EVENTS, cells(CHILD, OTHER_TEAM, 'PLAN'));
    expect(otherTeam.calls).toHaveLength(1);
    expect([team.calls, vt.calls, register.calls]).toEqual([[], [], []]);
    expect(run.fetched.holders).toEqual([
      { holder: OTHER_TEAM, source: 'LOCAL_TEAM', status: 'ANSWERED', asOf: '2026-09-21T14:13:20.000Z' },
    ]);
  });

  it('two roots that lead to the same people are one call per holder, and each person stands in it once per question', async () => {
    await situation.run(
      `query Q($id: ID!, $bsn: BSN!) @access(purpose: SUPPORT_PLAN) {
        household(id: $id) { members { person { localTeam { plans { status } } } } }
        householdsOf(bsn: $bsn) { members { person { localTeam { events { title } } } } }
      }`,
      [...cells(CHILD, TEAM, 'PLAN', 'SUPPORT'), ...cells(PARENT, TEAM, 'PLAN')],
      { roots: { r0_household: [CASE], r1_householdsOf: [CASE] }, variables: { bsn: '999990019' } },
    );
    expect(team.calls).toHaveLength(1);
    expect(team.calls[0]?.variables).toEqual({
      r0: [
        { __typename: 'Person', id: CHILD_KEY },
        { __typename: 'Person', id: PARENT_KEY },
      ],
      r1: [{ __typename: 'Person', id: CHILD_KEY }],
    });
  });

  it('a person in two own cases is asked in two calls, each under the powers of its own case', async () => {
    const run = await situation.run(
      `query Q @access(purpose: SUPPORT_PLAN) { caseload { nodes { members { person { localTeam { plans { status } events { title } } } } } } }`,
      [...cells(CHILD, TEAM, 'PLAN'), ...cells(CHILD_ELSEWHERE, TEAM, 'SUPPORT')],
      { roots: { r0_caseload: [CASE, OTHER_CASE] } },
    );
    expect(team.calls.map(({ grant }) => grant.subjects)).toEqual([
      [{ id: CHILD_KEY, cells: [{ category: 'PLAN', origins: [] }] }],
      [{ id: CHILD_KEY, cells: [{ category: 'SUPPORT', origins: [] }] }],
    ]);
    const nodes = JSON.parse(JSON.stringify(run.fetched.data)).r0_caseload.nodes;
    expect(nodes[0].members[0].person.localTeam[0]).toMatchObject({ plans: [{ recordId: `plan-${CHILD_KEY}` }] });
    expect(nodes[1].members[0].person.localTeam[0]).toMatchObject({ events: [{ recordId: `event-${CHILD_KEY}` }] });
    expect(nodes[1].members[0].person.localTeam[0].plans).toBeNull();
  });

  it('a person without BSN is asked of the own organisation alone', async () => {
    await situation.run(PLANS, [...cells(NEWBORN, TEAM, 'PLAN'), ...cells(NEWBORN, OTHER_TEAM, 'PLAN')]);
    expect(team.calls[0]?.variables).toEqual({ r0: [{ __typename: 'Person', id: 'newborn-key-00000' }] });
    expect(otherTeam.calls[0]?.variables).toEqual({ r0: [] });
    expect(otherTeam.calls[0]?.grant.subjects).toEqual([]);
  });
});

describe('what is asked', () => {
  it('people with other cells are asked other fields, in one call', async () => {
    await situation.run(PLANS_AND_EVENTS, [...cells(CHILD, TEAM, 'PLAN', 'SUPPORT'), ...cells(PARENT, TEAM, 'PLAN')]);
    expect(team.calls).toHaveLength(1);
    expect(team.calls[0]?.query).toBe(
      'query($r0:[_Any!]!,$r1:[_Any!]!){' +
        'g0:_entities(representations:$r0){...on Person{_id:id localTeam{plans{status recordId} events{title recordId}}}} ' +
        'g1:_entities(representations:$r1){...on Person{_id:id localTeam{plans{status recordId}}}}}',
    );
    expect(team.calls[0]?.variables).toEqual({
      r0: [{ __typename: 'Person', id: CHILD_KEY }],
      r1: [{ __typename: 'Person', id: PARENT_KEY }],
    });
  });

  it('arguments keep their variables', async () => {
    await situation.run(
      `query Q($id: ID!, $since: Date) @access(purpose: SUPPORT_PLAN) {
        household(id: $id) { members { person { localTeam { events(from: $since, first: 3) { title } } } } }
      }`,
      cells(CHILD, TEAM, 'SUPPORT'),
      { variables: { since: '2026-01-01' } },
    );
    expect(team.calls[0]?.query).toContain('events(from: $v0,first: 3)');
    expect(team.calls[0]?.query).toContain('$v0: Date');
    expect(team.calls[0]?.variables.v0).toBe('2026-01-01');
  });

  it('the holder is filled in from the registration and asked of nobody', async () => {
    const run = await situation.run(
      `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
        household(id: $id) { members { person { localTeam { holder { name } plans { holder { name oin } status } } } } }
      }`,
      cells(CHILD, TEAM, 'PLAN'),
    );
    expect(team.calls[0]?.query).not.toContain('holder');
    expect(personAt(run, 0).localTeam).toMatchObject([
      { holder: { name: 'Team Een', oin: TEAM }, plans: [{ holder: { name: 'Team Een', oin: TEAM } }] },
    ]);
  });

  it('under a location shield the locating fields are neither asked nor granted', async () => {
    const run = await situation.run(
      `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { birthDate address { city } } } } }`,
      [
        ...cells(CHILD, REGISTER, 'IDENTITY'),
        { subject: CHILD, holder: REGISTER, category: 'ADDRESS', withoutLocating: true },
        ...cells(PARENT, REGISTER, 'IDENTITY', 'ADDRESS'),
      ],
    );
    expect(register.calls[0]?.query).toBe(
      'query($r0:[_Any!]!,$r1:[_Any!]!){' +
        'g0:_entities(representations:$r0){...on Person{_id:id birthDate}} ' +
        'g1:_entities(representations:$r1){...on Person{_id:id birthDate address{city}}}}',
    );
    expect(personAt(run, 0)).toMatchObject({ birthDate: '2015-05-05', address: null });
    expect(personAt(run, 1)).toMatchObject({ birthDate: '1985-01-31', address: { city: 'Zwolle' } });
  });

  it('a shielded cell changes no call but its people, and reads as an empty file', async () => {
    const shielded = [{ subject: CHILD, holder: OTHER_TEAM, category: 'PLAN', asked: false } as const];
    const hidden = await situation.run(PLANS, shielded);
    const body = otherTeam.calls[0];
    otherTeam.calls.length = 0;
    const empty = await situation.run(PLANS, cells(PARENT, OTHER_TEAM, 'PLAN'));
    expect(body?.query).toBe(otherTeam.calls[0]?.query);
    expect(body?.variables).toEqual({ r0: [] });
    expect(body?.grant.subjects).toEqual([]);
    expect(personAt(hidden, 0).localTeam).toEqual([{ holder: { oin: OTHER_TEAM }, plans: [] }]);
    expect(personAt(hidden, 0).localTeam).toEqual(personAt(empty, 1).localTeam);
    expect(hidden.fetched.holders).toEqual(empty.fetched.holders);
  });

  it('a person of whom the holder has no file gets the same empty item', async () => {
    const run = await situation.run(PLANS, cells(NEWBORN, TEAM, 'PLAN'));
    expect(personAt(run, 2).localTeam).toEqual([{ holder: { oin: TEAM }, plans: [] }]);
    expect(personAt(run, 0).localTeam).toBeNull();
  });
});

describe('the grant', () => {
  it('names exactly the people and cells that are asked, and is bound to the bytes of the call', async () => {
    const period = { from: localDate.parse('2024-01-01'), until: null };
    await situation.run(PLANS_AND_EVENTS, [
      { subject: CHILD, holder: TEAM, category: 'PLAN', opened: { period, fields: ['Plan.status'] }, origins: [VT] },
      ...cells(CHILD, TEAM, 'JOURNAL'),
      ...cells(PARENT, TEAM, 'SUPPORT'),
    ]);
    const [call] = team.calls;
    const { iat, exp, jti, ...grant } = call?.grant ?? {};
    expect(grant).toEqual({
      iss: ISSUER,
      aud: TEAM,
      sub: TEAM,
      role: 'FAMILY_WORKER',
      act: 'pseudonym-at-21',
      purpose: 'SUPPORT_PLAN',
      use: 'DATA',
      subjects: [
        { id: CHILD_KEY, cells: [{ category: 'PLAN', fields: ['Plan.status'], from: '2024-01-01', origins: [VT] }] },
        { id: PARENT_KEY, cells: [{ category: 'SUPPORT', origins: [] }] },
      ],
      claims: [],
      bodyHash: createHash('sha256')
        .update(call?.body ?? '')
        .digest('base64url'),
    });
    expect(Number(exp) - Number(iat)).toBe(30);
    expect(String(jti).length).toBeGreaterThanOrEqual(22);
  });

  it('is signed with the key that the gateway publishes', async () => {
    await situation.run(PLANS, cells(CHILD, TEAM, 'PLAN'));
    const [head = '', payload = '', signature = ''] = String(team.calls[0]?.headers['samenzicht-grant']).split('.');
    const [key] = grants.jwks.keys;
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect(header).toEqual({ alg: 'EdDSA', typ: 'samenzicht-grant+jwt', kid: key?.kid });
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    expect(verify(null, Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.stringify(grants.jwks)).not.toContain('"d"');
  });

  it('a claim travels to the holder whose data rests on it: no other claim, and none where consent or the own organisation opened it', async () => {
    const claims = (['SUPERVISION_ORDER', 'JUVENILE_PROBATION'] as const).map((kind) => ({
      kind,
      number: kind === 'SUPERVISION_ORDER' ? 'C/15/1' : 'C/15/2',
      date: localDate.parse('2026-01-01'),
      about: CHILD_KEY,
      recordedBy: professionalId.parse('worker-1'),
      reviewedBy: null,
      contested: false,
      from: localDate.parse('2026-01-01'),
      until: localDate.parse('2026-12-31'),
    }));
    await situation.run(
      PLANS,
      [
        {
          subject: CHILD,
          holder: OTHER_TEAM,
          category: 'PLAN',
          opened: { via: 'DUTY', regime: 'MEASURE', claims: ['SUPERVISION_ORDER'] },
        },
        { subject: CHILD, holder: TEAM, category: 'PLAN', opened: { via: 'INTERNAL' } },
      ],
      { claims },
    );
    expect(otherTeam.calls[0]?.grant.claims).toEqual([
      { kind: 'SUPERVISION_ORDER', number: 'C/15/1', from: '2026-01-01', until: '2026-12-31' },
    ]);
    expect(team.calls[0]?.grant.claims).toEqual([]);
  });

  it('the trace of the request goes along, under a span of the call', async () => {
    await situation.run(PLANS, cells(CHILD, TEAM, 'PLAN'));
    expect(team.calls[0]?.headers.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(team.calls[0]?.headers.traceparent).not.toContain('b7ad6b7169203331');
  });
});

describe('where answers land', () => {
  const both = [...cells(CHILD, TEAM, 'PLAN'), ...cells(PARENT, TEAM, 'PLAN')];

  it('each person gets his or her own file, also when the holder answers in another order', async () => {
    team.tamper = (honest) => {
      const answer = honest as { data: Record<string, unknown[]> };
      answer.data.g0?.reverse();
      return answer;
    };
    const run = await situation.run(PLANS, both);
    expect(personAt(run, 0).localTeam).toMatchObject([{ plans: [{ recordId: `plan-${CHILD_KEY}` }] }]);
    expect(personAt(run, 1).localTeam).toMatchObject([{ plans: [{ recordId: `plan-${PARENT_KEY}` }] }]);
  });

  it('holders of one kind stand beside each other in OIN order', async () => {
    const run = await situation.run(PLANS, [...cells(CHILD, OTHER_TEAM, 'PLAN'), ...cells(CHILD, TEAM, 'PLAN')]);
    expect(personAt(run, 0).localTeam).toMatchObject([{ holder: { oin: TEAM } }, { holder: { oin: OTHER_TEAM } }]);
  });
});

describe('consent that changes on the way', () => {
  it('what was withdrawn between decision and call is not asked, and its holder is not called', async () => {
    const rows = [...cells(CHILD, TEAM, 'PLAN'), ...cells(CHILD, OTHER_TEAM, 'PLAN')];
    const now = askedOf(cells(CHILD, TEAM, 'PLAN', 'SUPPORT'));
    const run = await situation.run(PLANS, rows, {
      recheck: (asked, facts) => async () => ({ asked: narrow(asked, now), facts }),
    });
    expect([team.calls.length, otherTeam.calls.length]).toEqual([1, 0]);
    expect(personAt(run, 0).localTeam).toMatchObject([{ holder: { oin: TEAM } }]);
    expect([...run.fetched.asked.asked.keys()]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
  });

  it('a claim that was contested between decision and call is in no grant', async () => {
    const claim = (number: string) =>
      claimFact.parse({
        kind: 'SUPERVISION_ORDER',
        number,
        date: '2026-01-01',
        about: null,
        recordedBy: 'colleague',
        reviewedBy: null,
        contested: false,
        from: '2026-01-01',
        until: null,
      });
    const [stands, contested] = [claim('C-1'), claim('C-2')];
    const rows = cells(CHILD, OTHER_TEAM, 'PLAN').map((row) => ({
      ...row,
      opened: { via: 'DUTY' as const, claims: ['SUPERVISION_ORDER' as const] },
    }));
    await situation.run(PLANS, rows, {
      claims: [stands, contested],
      recheck: (asked, facts) => {
        const cases = new Map([...facts.cases].map(([id, ownCase]) => [id, { ...ownCase, claims: [stands] }]));
        return async () => ({ asked, facts: narrowFacts(facts, { ...facts, cases }) });
      },
    });
    expect(otherTeam.calls[0]?.grant.claims).toEqual([
      { kind: 'SUPERVISION_ORDER', number: 'C-1', from: '2026-01-01', until: null },
    ]);
  });

  it('when the present state cannot be read nothing is asked and the request is refused', async () => {
    const refusal = await situation.refused(PLANS, cells(CHILD, TEAM, 'PLAN'), () => async () => stale());
    expect(refusal.code).toBe('GATEWAY_STALE');
    expect(team.calls).toEqual([]);
  });

  it('what was withdrawn while a holder took its time is dropped, also where it had been fetched before', async () => {
    const rows = [...cells(CHILD, TEAM, 'PLAN'), ...cells(CHILD, OTHER_TEAM, 'PLAN')];
    const now = askedOf(cells(CHILD, TEAM, 'PLAN'));
    const run = await situation.run(PLANS, rows, {
      recheck: (asked, facts) => async () => ({ asked: team.calls.length === 0 ? asked : narrow(asked, now), facts }),
    });
    expect([team.calls.length, otherTeam.calls.length]).toEqual([1, 1]);
    expect(personAt(run, 0).localTeam).toMatchObject([{ holder: { oin: TEAM } }]);
    expect([...run.fetched.asked.opened]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
  });

  it('when the present state cannot be read after the last call the request is refused', async () => {
    const refusal = await situation.refused(
      PLANS,
      cells(CHILD, TEAM, 'PLAN'),
      (asked, facts) => async () => (team.calls.length === 0 ? { asked, facts } : stale()),
    );
    expect(refusal.code).toBe('GATEWAY_STALE');
    expect(team.calls).toHaveLength(1);
  });

  it('when nobody waits any more no holder is called', async () => {
    const run = await situation.run(PLANS, cells(CHILD, TEAM, 'PLAN'), { signal: AbortSignal.abort() });
    expect(team.calls).toEqual([]);
    expect(run.fetched.holders).toMatchObject([{ holder: TEAM, status: 'UNREACHABLE', asOf: null }]);
  });
});

describe('a variable of a field that is closed at one of the holders', () => {
  it('is not declared there, so that the rest of the question is a valid one', async () => {
    const query = `query Q($id: ID!, $from: Date) @access(purpose: SUPPORT_PLAN) {
      household(id: $id) { members { person { localTeam { holder { oin } plans { status } events(from: $from) { title } } } } }
    }`;
    const rows = [...cells(CHILD, TEAM, 'PLAN', 'SUPPORT'), ...cells(CHILD, OTHER_TEAM, 'PLAN')];
    const { fetched } = await situation.run(query, rows, { variables: { from: '2026-01-01' } });
    expect(fetched.holders.map(({ holder, status }) => [holder, status])).toEqual([
      [TEAM, 'ANSWERED'],
      [OTHER_TEAM, 'ANSWERED'],
    ]);
    expect(team.calls[0]?.query).toBe(
      'query($r0:[_Any!]!,$v0: Date){g0:_entities(representations:$r0){...on Person{_id:id localTeam{plans{status recordId} events(from: $v0){title recordId}}}}}',
    );
    expect(otherTeam.calls[0]?.query).toBe(
      'query($r0:[_Any!]!){g0:_entities(representations:$r0){...on Person{_id:id localTeam{plans{status recordId}}}}}',
    );
    expect(otherTeam.calls[0]?.variables).toEqual({ r0: [{ __typename: 'Person', id: CHILD_KEY }] });
  });
});
