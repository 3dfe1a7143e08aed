// Attacks 17, 18 and 19: what filters, orders, counts or pages sees only what may leave, on every page.

import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { realIndex } from '../support/operations.ts';
import { type System, startSystem } from '../support/system.ts';

/** At the municipal team, events of this family: of the two that the asker may see, the others lie before, between and after. */
function withEvents(held: boolean) {
  return (world: World): World => {
    const seed = world.localTeams.get('team-a');
    const dates = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04', '2026-09-05'];
    const events = dates.map((date, at) => ({
      slug: `gebeurtenis-pagina-${at}`,
      persons: ['noor'],
      date,
      kind: 'PLAN_ADOPTED',
      title: `Gebeurtenis ${at}`,
      ...(at % 2 === 0 ? { held: true } : {}),
    }));
    const shown = held ? events : events.filter((_, at) => at % 2 === 1);
    const cases = (seed?.cases ?? []).map((one) =>
      one.slug === 'toegang-hazelbrinker' ? { ...one, events: shown } : one,
    );
    return {
      ...world,
      localTeams: new Map([...world.localTeams, ['team-a', localTeamSeed.parse({ ...seed, cases })]]),
    };
  };
}

let closed: System;
let absent: System;
beforeAll(async () => {
  closed = await startSystem({ changes: withEvents(true) });
  absent = await startSystem({ changes: withEvents(false) });
});
afterAll(async () => {
  await closed?.close();
  await absent?.close();
});

async function seen(system: System, query: string, variables: object): Promise<string> {
  const { status, text } = await system.ask('lotte', query, {
    id: system.persona('lotte').households[0],
    ...variables,
  });
  expect(status).toBe(200);
  return text
    .replace(/"(recordId|requestId|asOf)":"[^"]*"/g, '')
    .replaceAll(String(new URL(system.url).port).slice(0, 3), '');
}

describe('attacks 17 and 18: arguments of a list', () => {
  const query = `query Q($id: ID!, $from: Date, $to: Date, $first: Int) @access(purpose: SUPPORT_PLAN) {
    household(id: $id) { events(from: $from, to: $to, first: $first) { date title } members { person { localTeam { events(from: $from, to: $to, first: $first) { date title } } } } } }`;

  it.each([
    ['all', {}],
    ['the first', { first: 1 }],
    ['the first two', { first: 2 }],
    ['none', { first: 0 }],
    ['a period with one that is held', { from: '2026-09-01', to: '2026-09-01' }],
    ['a period with both kinds', { from: '2026-09-02', to: '2026-09-03' }],
    ['a year', { from: '2026', to: '2026' }],
  ])('%s: count and order are of what may leave, as if the rest did not exist', async (_what, variables) => {
    expect(await seen(closed, query, variables)).toBe(await seen(absent, query, variables));
  });

  it('are these and no others: each cuts the list on which it stands, by its own dates or length; a new one has to be thought about', () => {
    const found = Object.values(realIndex.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap(({ name, args }) =>
            args.length === 0 ? [] : [`${type.name}.${name}(${args.map((argument) => argument.name).join(', ')})`],
          )
        : [],
    );
    expect(found.filter((field) => !field.startsWith('Mutation.')).toSorted()).toEqual([
      'CertifiedInstitutionFile.criminalEvents(from, to, first)',
      'CertifiedInstitutionFile.events(from, to, first)',
      'CertifiedInstitutionFile.measureEvents(from, to, first)',
      'CertifiedInstitutionFile.safetyEvents(from, to, first)',
      'DataSubject.accessLog(first, after)',
      'Household.events(from, to, first)',
      'LocalTeamFile.events(from, to, first)',
      'LocalTeamFile.safetyEvents(from, to, first)',
      'Query.caseload(first, after)',
      'Query.household(id)',
      'Query.householdsOf(bsn)',
      'RvdkFile.criminalEvents(from, to, first)',
      'RvdkFile.events(from, to, first)',
      'RvdkFile.measureEvents(from, to, first)',
      'RvdkFile.safetyEvents(from, to, first)',
      'VeiligThuisFile.events(from, to, first)',
    ]);
  });
});

describe('attack 19: every page', () => {
  const page = z.object({
    data: z.object({
      caseload: z.object({
        nodes: z.array(z.object({ id: z.string() })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  });
  const query = `query Q($first: Int!, $after: String) @access(purpose: SUPPORT_PLAN) { caseload(first: $first, after: $after) { nodes { id members { person { localTeam { journal { text } } } } } pageInfo { hasNextPage endCursor } } }`;

  it('of the caseload holds own cases alone, and as much of them as the first', async () => {
    const own = new Set(closed.persona('lotte').households);
    const found: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 20; turn += 1) {
      const reply = await closed.ask('lotte', query, { first: 1, after });
      expect(reply.text).not.toContain('Gebeld over de ochtenden');
      const { nodes, pageInfo } = page.parse(reply.body).data.caseload;
      found.push(...nodes.map((node) => node.id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found).size).toBe(found.length);
    const whole = page
      .parse((await closed.ask('lotte', query, { first: 50 })).body)
      .data.caseload.nodes.map((node) => node.id);
    expect(found).toEqual(whole);
    for (const one of own) expect(found).toContain(one);
  });

  it.each(['x', '', 'MQ==', '0', '../1'])(
    'after a cursor that nobody made for the asker (%j) is refused',
    async (after) => {
      const reply = await closed.ask('lotte', query, { first: 1, after });
      expect([reply.status, reply.text.includes('BAD_USER_INPUT')]).toEqual([400, true]);
    },
  );

  it('after a cursor of another organisation is refused as one that nobody made', async () => {
    const other = await closed.ask('rosa', query.replace('SUPPORT_PLAN', 'SUPERVISION_ORDER'), { first: 1 });
    const { endCursor } = page.parse(other.body).data.caseload.pageInfo;
    expect(endCursor).not.toBeNull();
    const strip = (text: string) => text.replace(/"(recordId|requestId)":"[^"]*"/g, '');
    const taken = await closed.ask('lotte', query, { first: 1, after: endCursor });
    const made = await closed.ask('lotte', query, { first: 1, after: 'x' });
    expect([taken.status, strip(taken.text)]).toEqual([400, strip(made.text)]);
  });
});
