// Every situation of the demo world, asked of the running system: what opens, what stays closed and why, whom was called.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { DEMO_OUTWARD_ID_KEY } from '../../demo/demo-keys.ts';
import { innerKeyOf } from '../../demo/world/keys.ts';
import { parseWorld } from '../../demo/world/read-world.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import type { Recipient } from '../../gateway/vocabulary/caller.ts';
import { oin } from '../../schema/identifiers.ts';
import { WITHOUT_CASES } from '../../schema/names/role.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { DEFAULT_WORLD, type Reply, type System, startSystem } from '../support/system.ts';
import { type Answer, answer } from './answer.ts';
import { type Ask, basisLines, cellLines, scenario, valueAt } from './scenario.ts';

const world = parseWorld('default.yaml', DEFAULT_WORLD);
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));
const scenarios = files.map((name) =>
  scenario.parse(parse(readFileSync(new URL(name, import.meta.url), 'utf8'), { merge: true })),
);
const slugs = new Map(world.register.persons.map(({ slug }) => [innerKeyOf(world.name, slug) as string, slug]));
const holderOf = new Map<string, string>(world.organisations.map(({ oin, slug }) => [oin, slug]));
const holders = world.organisations.map(({ slug }) => slug);
const ids = createOutwardIds(DEMO_OUTWARD_ID_KEY);
const household = z.strictObject({ household: z.string() });
const caseload = z.object({ data: z.object({ caseload: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }) });

describe('the scenarios', () => {
  it('cover every situation of the demo world, and every persona with the own example', () => {
    const situations = new Set(world.personas.map(({ situation }) => situation?.id));
    expect(new Set(scenarios.map(({ situation }) => situation))).toEqual(situations);
    const asked = scenarios.flatMap(({ asks }) => asks.filter(({ query }) => query === undefined));
    expect(new Set(asked.map(({ persona }) => persona))).toEqual(
      new Set(world.personas.map(({ persona }) => persona.id)),
    );
    expect(asked.length).toBeGreaterThanOrEqual(14);
  });

  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system?.close());

  for (const { situation, asks } of scenarios) {
    describe(situation, () => {
      it.each(asks.map((one) => [one.says, one] as const))('%s', async (_says, one) => {
        await system.moveClock(one.clock ?? world.now);
        const before = await allCalls();
        const reply = await asked(one);
        expect(reply.status).toBe(200);
        const { opened, withheld, bases } = accessIn(reply, one);
        expect({ opened, withheld }).toEqual({ opened: cellLines(one.opened), withheld: cellLines(one.withheld) });
        const stated = one.opened.flatMap((cells) =>
          cells.bases === undefined ? [] : [{ ...cells, bases: cells.bases }],
        );
        expect(bases).toEqual(expect.arrayContaining(basisLines(stated)));
        const calls = await callsSince(before);
        expect(calls.data).toEqual([...one.called].sort());
        expect(calls.facts.filter((slug) => slug !== 'register' && slug !== ownHolder(one))).toEqual([]);
        const { data } = answer.parse(reply.body);
        for (const [path, value] of Object.entries(one.values)) {
          expect(valueAt(data, path, namedFor(one)), path).toEqual(value);
        }
        for (const text of one.nowhere) expect(withoutDesks(reply.text)).not.toContain(text);
      });
    });
  }

  it.each(world.personas.map(({ persona }) => [persona.id, persona] as const))(
    'the example of %s opens and withholds as many cells per holder as the world says',
    async (id, { expect: expected }) => {
      await system.moveClock(world.now);
      const { opened, withheld } = answer.parse((await system.example(id)).body).extensions.access;
      const counted: typeof expected = { opened: {}, withheld: {} };
      for (const { holder, subjects, categories } of opened) {
        const slug = holderOf.get(holder) ?? holder;
        counted.opened[slug] = (counted.opened[slug] ?? 0) + subjects.length * categories.length;
      }
      for (const { holder, code, subjects, categories } of withheld) {
        const slug = holderOf.get(holder) ?? holder;
        const codes: Record<string, number> = counted.withheld[slug] ?? {};
        codes[code] = (codes[code] ?? 0) + subjects.length * categories.length;
        counted.withheld[slug] = codes;
      }
      expect(counted).toEqual(expected);
    },
  );

  const professionals = world.personas.flatMap(({ persona }) =>
    // Roles of control have no cases to list; in acute danger one is asked why.
    persona.role === 'DATA_SUBJECT' || WITHOUT_CASES.has(persona.role) || persona.purposes[0] === 'ACUTE_DANGER'
      ? []
      : [persona],
  );
  it.each(professionals.map((persona) => [persona.id, persona] as const))(
    'the own cases of %s are those that the world names',
    async (id, { purposes, households }) => {
      await system.moveClock(world.now);
      const query = `query Mine @access(purpose: ${purposes[0]}) { caseload { nodes { id } } }`;
      const { nodes } = caseload.parse((await system.ask(id, query)).body).data.caseload;
      expect(nodes.map((one) => one.id).sort()).toEqual([...system.persona(id).households].sort());
      expect(nodes).toHaveLength(households.length);
    },
  );

  function asked({ persona, query, variables = {} }: Ask): Promise<Reply> {
    if (query === undefined) return system.example(persona);
    const filledIn = Object.entries(variables).map(([name, value]) => [name, ownCase(persona, value)] as const);
    return system.ask(persona, query, {
      ...system.persona(persona).example.variables,
      ...Object.fromEntries(filledIn),
    });
  }

  /** The outward id of an own case that is named by slug; any other value as it is. */
  function ownCase(persona: string, value: unknown): unknown {
    const named = household.safeParse(value);
    const own = system.persona(persona).organisation;
    if (!named.success || own === null) return value;
    const recipient = oin.parse(own.oin);
    return ids.seal('HOUSEHOLD', stableId(recipient, named.data.household), recipient);
  }

  function accessIn(reply: Reply, one: Ask) {
    const { opened, withheld } = answer.parse(reply.body).extensions.access;
    const told = (group: Answer['extensions']['access']['opened' | 'withheld'][number]) => ({
      at: holderOf.get(group.holder) ?? group.holder,
      who: group.subjects.map((id) => namedFor(one)(id).replace('@', '')),
      what: group.categories,
    });
    return {
      opened: cellLines(opened.map((group) => ({ ...told(group), via: group.via }))),
      bases: basisLines(opened.map((group) => ({ ...told(group), bases: group.bases }))),
      withheld: cellLines(withheld.map((group) => ({ ...told(group), code: group.code }))),
    };
  }

  /** `@slug` for the id of a person as this persona gets it; any other text as it is. */
  function namedFor({ persona }: Ask): (id: string) => string {
    const recipient = recipientOf(persona);
    return (id) => {
      const inner = id.length < 22 ? null : ids.open('PERSON', id, recipient);
      return inner === null ? id : `@${slugs.get(inner) ?? inner}`;
    };
  }

  function recipientOf(id: string): Recipient {
    const found = world.personas.find(({ persona }) => persona.id === id)?.persona;
    if (found === undefined) throw new Error(`there is no persona ${id}`);
    if (found.role === 'DATA_SUBJECT') return `subject:${innerKeyOf(world.name, found.person)}`;
    const organisation = world.organisations.find(({ slug }) => slug === found.organisation);
    if (organisation === undefined) throw new Error(`there is no organisation ${found.organisation}`);
    return organisation.oin;
  }

  /** Desks are the same for everyone: they name every organisation. */
  function withoutDesks(text: string): string {
    return JSON.stringify(JSON.parse(text, (key: string, value: unknown) => (key === 'desks' ? undefined : value)));
  }

  async function allCalls() {
    return new Map(await Promise.all(holders.map(async (slug) => [slug, await system.calls(slug)] as const)));
  }

  /** Who got a data call (told when it were more than one), and who was asked for facts. */
  async function callsSince(before: Awaited<ReturnType<typeof allCalls>>) {
    const after = await allCalls();
    const more = (slug: string, use: 'data' | 'facts') =>
      (after.get(slug)?.[use] ?? 0) - (before.get(slug)?.[use] ?? 0);
    const data = holders.flatMap((slug) => {
      const calls = more(slug, 'data');
      return calls === 0 ? [] : [calls === 1 ? slug : `${slug} ${calls} times`];
    });
    return { data: data.sort(), facts: holders.filter((slug) => more(slug, 'facts') > 0) };
  }

  function ownHolder({ persona }: Ask): string | undefined {
    const own = system.persona(persona).organisation;
    return own === null ? undefined : holderOf.get(own.oin);
  }
});
