// The children in an own view at the edges of domain.md 8: custody that changes during the day, a child that died, a register that cannot tell, two parents.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { idsOf, withLogins } from '../acts/consent-people.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';

const CHILDREN = `query Mine @access(purpose: OWN_FILE) {
  me { person { name { full } } children { id localTeam { plans { parts { heading } } } } }
}`;
const plans = z.array(z.object({ parts: z.array(z.object({ heading: z.string() })) }));
const answer = z.object({
  data: z.object({
    me: z.object({
      children: z.array(
        z.object({ id: z.string(), localTeam: z.array(z.object({ plans: plans.nullable() })).nullable() }),
      ),
    }),
  }),
});

let system: System;
let register: Sql;
beforeAll(async () => {
  system = await startSystem({ changes: withLogins('carlijn', 'rutger') });
  const holder = system.settings.holders.holders.find(({ holder: { oin } }) => oin === system.oin('register'));
  if (holder === undefined || holder.source !== 'PERSONS') throw new Error('the demo world has no register');
  register = connect(holder.databaseUrl, { max: 1, patience: 5000 });
});
afterAll(async () => {
  await register?.end({ timeout: 1 });
  await system?.close();
});

/** The children whom this parent finds, with the headings that open of each. */
async function childrenOf(persona: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const ids = idsOf(system);
  const reader = persona.startsWith('me-') ? persona : `me-${persona}`;
  const { children } = answer.parse((await system.ask(persona, CHILDREN)).body).data.me;
  const named = children.map(({ id, localTeam }) => {
    const slug = ['bo', 'wende'].find((one) => ids.person(one, reader) === id) ?? id;
    return [
      slug,
      (localTeam ?? []).flatMap(({ plans: some }) =>
        (some ?? []).flatMap(({ parts }) => parts.map((one) => one.heading)),
      ),
    ] as const;
  });
  return Object.fromEntries(named.toSorted());
}
const bo = (): string => idsOf(system).key('bo');

describe('the children in an own view', () => {
  afterEach(async () => {
    await register`UPDATE register.custody SET kind = 'JOINT_PARENTAL', under_investigation = false WHERE child = ${bo()}`;
    await register`UPDATE register.person SET deceased_on = null, birth_date = '2018-05-12' WHERE key = ${bo()}`;
    await register`DELETE FROM register.custody_holder WHERE child = ${bo()}`;
    for (const parent of ['carlijn', 'rutger'])
      await register`INSERT INTO register.custody_holder VALUES (${bo()}, ${idsOf(system).key(parent)}, 'PARENT')`;
  });

  it('are found by both parents, with what was released to each of them', async () => {
    expect(await childrenOf('carlijn')).toEqual({ bo: ['Bo'], wende: ['Wende'] });
    expect(await childrenOf('rutger')).toEqual({ bo: [], wende: [] });
  });

  it('leave it in the hour in which a court takes custody away, though what was released lasts', async () => {
    await register`DELETE FROM register.custody_holder WHERE child = ${bo()} AND holder = ${idsOf(system).key('carlijn')}`;
    await register`UPDATE register.custody SET kind = 'SOLE_PARENTAL' WHERE child = ${bo()}`;
    expect(await childrenOf('carlijn')).toEqual({ wende: ['Wende'] });
    expect(await childrenOf('rutger')).toEqual({ bo: [], wende: [] });
  });

  it.each([
    [
      'is under investigation',
      (sql: Sql) => sql`UPDATE register.custody SET under_investigation = true WHERE child = ${bo()}`,
    ],
    [
      'cannot be determined',
      (sql: Sql) => sql`UPDATE register.custody SET kind = 'CANNOT_BE_DETERMINED' WHERE child = ${bo()}`,
    ],
    [
      'rests with nobody for now',
      (sql: Sql) => sql`UPDATE register.custody SET kind = 'TEMPORARILY_NONE' WHERE child = ${bo()}`,
    ],
  ])('are not in it where custody %s', async (_what, change) => {
    await change(register);
    expect(await childrenOf('carlijn')).toEqual({ wende: ['Wende'] });
    expect(await childrenOf('rutger')).toEqual({ wende: [] });
  });

  it('are not in it once they died', async () => {
    await register`UPDATE register.person SET deceased_on = '2026-11-21' WHERE key = ${bo()}`;
    expect(await childrenOf('carlijn')).toEqual({ wende: ['Wende'] });
  });

  it('are not in it while nobody knows the day of birth', async () => {
    await register`UPDATE register.person SET birth_date = '2018' WHERE key = ${bo()}`;
    expect(await childrenOf('carlijn')).toEqual({ wende: ['Wende'] });
  });
});

describe('while the register is down', () => {
  it('nobody sees anything of an own file, and is told to come back', async () => {
    const down = await startSystem({ changes: (world) => ({ ...world, down: ['register'] }) });
    try {
      const reply: Reply = await down.example('carlijn');
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ data: null, errors: [{ extensions: { code: 'SOURCE_UNREACHABLE' } }] });
      for (const text of ['Carlijn', 'Wende', 'kenmerk']) expect(reply.text).not.toContain(text);
    } finally {
      await down.close();
    }
  });
});
