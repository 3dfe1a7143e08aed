// G1, in pairs of worlds that differ only in what the caller may not see: the answer's bytes, and the set, order and content of all calls to
// sources, are the same, whatever is asked.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';
import { realIndex } from '../support/operations.ts';
import { type System, startSystem } from '../support/system.ts';

const REQUEST = { 'x-request-id': '5b1d3c1e-0000-4000-8000-000000000001' };

/** Everything below a type that needs no argument; what other roles do not even see is left out. */
function everything(type: GraphQLObjectType, above: readonly string[]): string {
  const parts = Object.values(type.getFields()).flatMap((field): readonly string[] => {
    if (field.args.some(({ type: needed }) => needed.toString().endsWith('!'))) return [];
    if (realIndex.field(type.name, field.name)?.category === 'REPORTER') return [];
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return [field.name];
    return above.includes(below.name) ? [] : [`${field.name} ${everything(below, [...above, below.name])}`];
  });
  return `{ ${parts.join(' ')} }`;
}

/** One question per kind of file, and one for the register and what is folded: together they ask all there is. */
function questions(): readonly string[] {
  const person = realIndex.schema.getType('Person');
  if (!isObjectType(person)) throw new TypeError('no Person');
  const files = new Set(realIndex.files.map(({ field }) => field));
  const plain = Object.values(person.getFields()).filter(({ name }) => !files.has(name));
  const write = ({ name, type }: (typeof plain)[number]): string => {
    const below = getNamedType(type);
    return isObjectType(below) ? `${name} ${everything(below, ['Person', below.name])}` : name;
  };
  const folded = `access { subject source category outcome code rule bases } plans { recordId parts { about heading } }
    contacts { recordId team } safetyPlans { recordId } events(first: 2) { recordId date title }`;
  const ofFile = Object.values(person.getFields())
    .filter(({ name }) => files.has(name))
    .map((field) => `members { person { id ${write(field)} } }`);
  return [`id openedOn ${folded} members { capacities person { ${plain.map(write).join(' ')} } }`, ...ofFile];
}

const created = z.object({ request: z.object({ origin: z.string(), path: z.string(), body: z.unknown() }) });
/** Of the gateway's; a holder's own calls to its case system have other paths, and the questions of this test another kind of body. */
const CALLS = new Set(['/graphql', '/facts']);

/** What a persona is answered, and what that made the gateway ask, with ports as distances from the gateway's. */
async function look(system: System, persona: string): Promise<readonly string[]> {
  const { purposes, households } = system.persona(persona);
  const gateway = Number(new URL(system.url).port);
  const seen: string[] = [];
  for (const question of questions()) {
    for (const [purpose, id] of purposes.flatMap((one) => households.map((household) => [one, household] as const))) {
      const calls: string[] = [];
      const hear = (message: unknown): void => {
        const { request } = created.parse(message);
        if (!Buffer.isBuffer(request.body) || !CALLS.has(request.path)) return;
        calls.push(`${Number(new URL(request.origin).port) - gateway}${request.path} ${request.body.toString('utf8')}`);
      };
      subscribe('undici:request:create', hear);
      const query = `query Q($id: ID!) @access(purpose: ${purpose}) { household(id: $id) { ${question} } }`;
      const { status, text } = await system.ask(persona, query, { id }, REQUEST);
      unsubscribe('undici:request:create', hear);
      expect([status, calls.length > 0]).toEqual([200, true]);
      seen.push(text.replace(/("requestId":"[^"]*",)"recordId":"[^"]*"/, '$1').replaceAll(/"asOf":"[^"]*"/g, ''));
      seen.push(...calls);
    }
  }
  return seen;
}

function withReport(world: World): World {
  const seed = world.veiligThuis.get('vt-lindemeer');
  const added = {
    slug: 'zaak-hazelbrinker',
    openedOn: '2026-10-01',
    householdKind: 'WITH_CHILDREN',
    persons: ['noor', 'elin', 'joris'].map((person) => ({
      person,
      capacities: [person === 'noor' ? 'CHILD' : 'PARENT'],
    })),
    involvement: [{ professional: 'vt-lindemeer:esther', kind: 'LEAD', from: '2026-10-01' }],
    safetyPlans: [
      {
        slug: 'plan-geheim',
        status: 'ADOPTED',
        validFrom: '2026-10-02',
        parts: [{ about: ['noor'], heading: 'Geheim', text: 'Geheim.' }],
      },
    ],
  };
  const changed = veiligThuisSeed.parse({ ...seed, cases: [...(seed?.cases ?? []), added] });
  return { ...world, veiligThuis: new Map([...world.veiligThuis, ['vt-lindemeer', changed]]) };
}

/** Of the family's file at the municipal team, only what no consent names is gone. */
function withoutClosedRecords(world: World): World {
  const seed = world.localTeams.get('team-a');
  const emptied = { journal: [], measurements: [], support: [], allocations: [], intakes: [], events: [] };
  const cases = (seed?.cases ?? []).map((one) => (one.slug === 'toegang-hazelbrinker' ? { ...one, ...emptied } : one));
  return { ...world, localTeams: new Map([...world.localTeams, ['team-a', localTeamSeed.parse({ ...seed, cases })]]) };
}

describe('the answer and every call stay the same', () => {
  let base: System;
  const known = new Map<string, Promise<readonly string[]>>();
  beforeAll(async () => {
    base = await startSystem();
  });
  afterAll(() => base?.close());
  const before = (persona: string): Promise<readonly string[]> => {
    const found = known.get(persona) ?? look(base, persona);
    known.set(persona, found);
    return found;
  };

  it.each([
    { what: 'Veilig Thuis has a report about the family', changes: withReport, for: ['lotte', 'maarten', 'saskia'] },
    {
      what: 'the other team has records that nobody agreed to',
      changes: withoutClosedRecords,
      for: ['lotte', 'maarten'],
    },
  ])(
    'whether or not $what',
    async ({ changes, for: personas }) => {
      const other = await startSystem({ changes });
      try {
        for (const persona of personas) expect(await look(other, persona)).toEqual(await before(persona));
      } finally {
        await other.close();
      }
    },
    120_000,
  );

  it('is no matter of seeing nothing: the report is there for the one whose case it is', async () => {
    const other = await startSystem({ changes: withReport });
    try {
      const query =
        'query Q @access(purpose: VT_INVESTIGATION) { caseload { nodes { openedOn members { capacities } } } }';
      const { text } = await other.ask('esther', query);
      expect(text).toContain('"openedOn":"2026-10-01"');
      expect((await base.ask('esther', query)).text).not.toContain('"openedOn":"2026-10-01"');
    } finally {
      await other.close();
    }
  }, 60_000);
});
