// A holder that is down, slow, garbled, too large or refusing: its file item holds the holder alone, its words go nowhere, the others answer.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CHILD,
  CHILD_KEY,
  cells,
  OTHER_TEAM,
  openSituation,
  REGISTER,
  type Situation,
  TEAM,
} from './fetch-situation.ts';
import { type Partner, startPartner } from './partner.ts';

const SECRET = 'geheim-adres-van-de-opvang';
let team: Partner;
let otherTeam: Partner;
let register: Partner;
let situation: Situation;

beforeAll(async () => {
  const files = { [CHILD_KEY]: { localTeam: [{ plans: [{ recordId: 'plan-1', status: 'ADOPTED' }] }] } };
  [team, otherTeam, register] = await Promise.all([
    startPartner('LOCAL_TEAM', files),
    startPartner('LOCAL_TEAM', files),
    startPartner('PERSONS', { [CHILD_KEY]: { birthDate: '2015-05-05', relations: [] } }),
  ]);
  situation = await openSituation({ team: team.url, otherTeam: otherTeam.url, register: register.url });
});
afterAll(async () => {
  await situation.close();
  await Promise.all([team, otherTeam, register].map((partner) => partner.close()));
});
beforeEach(() => {
  for (const partner of [team, otherTeam, register]) {
    partner.calls.length = 0;
    partner.tamper = null;
  }
});

const PLANS = `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { person { localTeam { holder { name } plans { status } } } } }
}`;
const rows = [...cells(CHILD, TEAM, 'PLAN'), ...cells(CHILD, OTHER_TEAM, 'PLAN')];

const BROKEN: readonly { readonly says: string; readonly tamper: NonNullable<Partner['tamper']> }[] = [
  { says: 'cuts the line', tamper: (_honest, _call, response) => void response.destroy() },
  { says: 'never answers', tamper: () => undefined },
  {
    says: 'answers drop by drop without end',
    tamper: (_honest, _call, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(timer));
    },
  },
  { says: 'answers with 500 and its innermost', tamper: failing(500) },
  { says: 'refuses the grant', tamper: failing(401) },
  { says: 'answers well under a status that says it failed', tamper: underStatus(500) },
  { says: 'answers well under a status that says there is more', tamper: underStatus(206) },
  { says: 'sends the caller elsewhere', tamper: redirecting },
  { says: 'answers a page', tamper: () => `<html>${SECRET}</html>` },
  { says: 'answers half a JSON', tamper: () => `{"data": {"g0": [{"_id": "${CHILD_KEY}", "x": "${SECRET}` },
  {
    says: 'answers text that is no UTF-8',
    tamper: (_honest, _call, response) => void response.end(Buffer.from([0xff, 0xfe, 0x22])),
  },
  { says: 'answers null', tamper: () => null },
  { says: 'answers a list', tamper: () => [SECRET] },
  { says: 'answers no data', tamper: () => ({}) },
  { says: 'answers with an error beside its data', tamper: withError },
  { says: 'leaves a group out', tamper: () => ({ data: {} }) },
  { says: 'answers a group that is no list', tamper: () => ({ data: { g0: { _id: CHILD_KEY } } }) },
  { says: 'answers people that are no objects', tamper: () => ({ data: { g0: [SECRET] } }) },
  { says: 'leaves a person out', tamper: () => ({ data: { g0: [] } }) },
  {
    says: 'answers twice about one person',
    tamper: () => ({ data: { g0: [{ _id: CHILD_KEY }, { _id: CHILD_KEY }] } }),
  },
  { says: 'answers without saying about whom', tamper: () => ({ data: { g0: [{ localTeam: [{ plans: [] }] }] } }) },
  { says: 'answers more than fits', tamper: () => ({ data: { g0: [{ _id: CHILD_KEY, x: 'x'.repeat(150_000) }] } }) },
];

function failing(status: number): NonNullable<Partner['tamper']> {
  return (_honest, _call, response) => {
    response.statusCode = status;
    return { errors: [{ message: `${SECRET} http://10.0.0.7:9/intern`, extensions: { stack: [SECRET] } }] };
  };
}
function underStatus(status: number): NonNullable<Partner['tamper']> {
  return (honest, _call, response) => {
    response.statusCode = status;
    return honest;
  };
}
function redirecting(
  _honest: unknown,
  _call: unknown,
  response: Parameters<NonNullable<Partner['tamper']>>[2],
): unknown {
  response.statusCode = 307;
  response.setHeader('location', `${otherTeam.url}/graphql`);
  return {};
}
function withError(honest: unknown): unknown {
  return { ...(honest as object), errors: [{ message: SECRET, path: ['g0', 0, 'localTeam'] }] };
}

describe('a holder that cannot be relied on', () => {
  it('has a list of ways that is not empty', () => expect(BROKEN.length).toBeGreaterThan(15));

  it.each(BROKEN)('one that $says is unreachable, and says nothing to anyone', async ({ tamper }) => {
    team.tamper = tamper;
    const { fetched, verified } = await situation.run(PLANS, rows);
    expect(team.calls).toHaveLength(1);
    expect(otherTeam.calls).toHaveLength(1);
    expect(verified.holders).toEqual([
      { holder: TEAM, source: 'LOCAL_TEAM', status: 'UNREACHABLE', asOf: null },
      { holder: OTHER_TEAM, source: 'LOCAL_TEAM', status: 'ANSWERED', asOf: '2026-09-21T14:13:20.000Z' },
    ]);
    expect(JSON.parse(JSON.stringify(verified.data)).r0_household.members[0].person.localTeam).toEqual([
      { holder: { name: 'Team Een', oin: TEAM }, plans: null },
      { holder: { name: 'Team Twee', oin: OTHER_TEAM }, plans: [{ recordId: 'plan-1', status: 'ADOPTED' }] },
    ]);
    expect(JSON.stringify([fetched.data, fetched.holders, verified.alarms])).not.toMatch(
      /geheim|10\.0\.0\.7|127\.0\.0\.1/,
    );
  });

  it('nobody at the address is the same as nobody who answers', async () => {
    const { verified } = await situation.run(PLANS, rows, { at: { team: 'http://127.0.0.1:1' } });
    expect(verified.holders).toMatchObject([{ holder: TEAM, status: 'UNREACHABLE' }, { status: 'ANSWERED' }]);
  });

  it('without the register its fields are null, and the files are there', async () => {
    register.tamper = failing(503);
    const { verified } = await situation.run(
      `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
        household(id: $id) { members { person { birthDate relations { kind } localTeam { plans { status } } } } }
      }`,
      [...cells(CHILD, REGISTER, 'IDENTITY', 'CUSTODY'), ...cells(CHILD, TEAM, 'PLAN')],
    );
    const person = JSON.parse(JSON.stringify(verified.data)).r0_household.members[0].person;
    expect(person).toMatchObject({ birthDate: null, relations: null, localTeam: [{ plans: [{ status: 'ADOPTED' }] }] });
    expect(verified.holders).toMatchObject([
      { holder: REGISTER, status: 'UNREACHABLE' },
      { holder: TEAM, status: 'ANSWERED' },
    ]);
  });
});
