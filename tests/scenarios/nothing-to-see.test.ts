// Pairs of questions whose answers must not be told apart: what does not exist, and what the caller may not know of.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMO_OUTWARD_ID_KEY } from '../../demo/demo-keys.ts';
import { worldConsent } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { localDate, oin } from '../../schema/identifiers.ts';
import { veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';
import { comparable } from './same-bytes.ts';

const REQUEST = { 'x-request-id': '5b1d3c1e-0000-4000-8000-000000000001' };
const ids = createOutwardIds(DEMO_OUTWARD_ID_KEY);

describe('a professional without an own case', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system?.close());

  const asked = (id: unknown): Promise<Reply> => {
    const { query } = system.persona('wouter').example;
    return system.ask('wouter', query, { id }, REQUEST);
  };

  it('gets the same bytes for a case of a colleague, one that does not exist, one of another organisation, and no id at all', async () => {
    const vt = oin.parse(system.oin('vt-lindemeer'));
    const colleague = await asked(system.persona('wouter').example.variables.id);
    const made = await asked(ids.seal('HOUSEHOLD', '00000000-0000-0000-0000-000000000000', vt));
    const elsewhere = await asked(system.persona('lotte').households[0]);
    const nonsense = await asked('no-id-of-anything');
    expect(colleague.status).toBe(200);
    expect(colleague.text).toContain('"household":null');
    for (const other of [made, elsewhere, nonsense]) {
      expect(other.status).toBe(200);
      expect(comparable(other.text)).toBe(comparable(colleague.text));
    }
  });

  it('gets the same bytes for the BSN of a neighbour whom a colleague knows, of somebody elsewhere, and of nobody', async () => {
    const { query } = system.persona('hugo').example;
    const bsn = async (of: string): Promise<Reply> => system.ask('hugo', query, { bsn: of }, REQUEST);
    const neighbour = await system.example('hugo', REQUEST);
    expect(neighbour.status).toBe(200);
    expect(neighbour.text).toContain('"householdsOf":[]');
    for (const other of [await bsn('999914601'), await bsn('999990019')]) {
      expect(other.status).toBe(200);
      expect(comparable(other.text)).toBe(comparable(neighbour.text));
    }
  });

  it('has no source called for data, and only the own organisation for facts', async () => {
    const holders = [
      'register',
      'team-a',
      'team-b',
      'vt-lindemeer',
      'vt-duinvoorde',
      'rvdk',
      'gi-lindemeer',
      'gi-duinvoorde',
    ];
    const before = await Promise.all(holders.map((slug) => system.calls(slug)));
    await asked(system.persona('wouter').example.variables.id);
    const after = await Promise.all(holders.map((slug) => system.calls(slug)));
    const more = holders.map((slug, at) => ({
      slug,
      data: (after[at]?.data ?? 0) - (before[at]?.data ?? 0),
      asksFacts: (after[at]?.facts ?? 0) > (before[at]?.facts ?? 0),
    }));
    expect(more).toEqual([
      { slug: 'register', data: 0, asksFacts: false },
      { slug: 'team-a', data: 0, asksFacts: false },
      { slug: 'team-b', data: 0, asksFacts: false },
      { slug: 'vt-lindemeer', data: 0, asksFacts: true },
      { slug: 'vt-duinvoorde', data: 0, asksFacts: false },
      { slug: 'rvdk', data: 0, asksFacts: false },
      { slug: 'gi-lindemeer', data: 0, asksFacts: false },
      { slug: 'gi-duinvoorde', data: 0, asksFacts: false },
    ]);
  });
});

describe('a person who left the case', () => {
  it('finds it by nobody’s BSN but that of those who are in it that day: the same bytes as for a BSN that nobody has', async () => {
    const system = await startSystem({ changes: tomLeavesOn('2026-11-22') });
    try {
      const by = (bsn: string) => system.ask('mirjam', CASES_OF, { bsn }, REQUEST);
      const [lisa, tom, nobody] = ['999910061', '999913050', '999990019'] as const;
      const found = '"householdsOf":[{"kind":"WITH_CHILDREN"}]';
      expect([(await by(lisa)).text, (await by(tom)).text]).toEqual([
        expect.stringContaining(found),
        expect.stringContaining(found),
      ]);
      await system.moveClock('2026-11-23T10:00:00+01:00');
      expect((await by(lisa)).text).toContain(found);
      const former = (await by(tom)).text;
      expect(former).toContain('"householdsOf":[]');
      expect(comparable(former)).toBe(comparable((await by(nobody)).text));
    } finally {
      await system.close();
    }
  });
});

const CASES_OF = 'query CasesOf($bsn: BSN!) @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $bsn) { kind } }';

/** His last day in the case of his former partner at the municipal team. */
function tomLeavesOn(until: string): (world: World) => World {
  return (world) => {
    const team = world.localTeams.get('team-a');
    if (team === undefined) throw new Error('the demo world has changed');
    const cases = team.cases.map((one) => ({
      ...one,
      persons: one.persons.map((own) => (own.person === 'tom' ? { ...own, until: localDate.parse(until) } : own)),
    }));
    return { ...world, localTeams: new Map([...world.localTeams, ['team-a', { ...team, cases }]]) };
  };
}

describe('one person in two organisations', () => {
  it('has two ids, and neither organisation can ask with the id of the other', async () => {
    const system = await startSystem();
    try {
      const noor = async (persona: string): Promise<string> => {
        const { body } = await system.example(persona);
        const members = household.parse(body).data.household.members;
        const found = members.find(({ person }) => person.name.full === 'Noor Sophie Hazelbrinker');
        return found?.person.id ?? 'not there';
      };
      const [atTeamB, atTeamA] = [await noor('lotte'), await noor('saskia')];
      expect(atTeamB).toMatch(/^[\w-]{40,}$/);
      expect(atTeamA).toMatch(/^[\w-]{40,}$/);
      expect(atTeamA).not.toBe(atTeamB);
      expect(ids.open('PERSON', atTeamB, oin.parse(system.oin('team-a')))).toBeNull();
    } finally {
      await system.close();
    }
  });
});

const household = z.object({
  data: z.object({
    household: z.object({
      members: z.array(z.object({ person: z.object({ id: z.string(), name: z.object({ full: z.string() }) }) })),
    }),
  }),
});

describe('a secret address under a location shield', () => {
  it('gives the answer of a world in which the address does not exist', async () => {
    const answers: string[] = [];
    for (const changes of [asItIs, withoutAddress]) {
      const system = await startSystem({ changes });
      try {
        const { status, text } = await system.example('mirjam', REQUEST);
        expect(status).toBe(200);
        answers.push(comparable(text));
      } finally {
        await system.close();
      }
    }
    const [secret, none] = answers;
    expect(secret).toContain('"address":null');
    expect(secret).toBe(none);
  });

  it('is what keeps it away: the same address without secrecy and shield is there', async () => {
    const system = await startSystem({ changes: withoutSecret });
    try {
      expect((await system.example('mirjam', REQUEST)).text).toContain('Torenpad');
    } finally {
      await system.close();
    }
  });
});

describe('a holder whose involvement tells where somebody is', () => {
  const example = async (changes: (world: World) => World): Promise<string> => {
    const system = await startSystem({ changes });
    try {
      const { status, text } = await system.example('mirjam', REQUEST);
      expect(status).toBe(200);
      return comparable(text);
    } finally {
      await system.close();
    }
  };

  it('is gone under a location shield, as in a world in which it has no file and no consent', async () => {
    const hidden = await example(withHelpElsewhere);
    expect(hidden).toBe(await example(asItIs));
  });

  it('is there when nobody hides where they are', async () => {
    const shown = await example((world) => withoutSecret(withHelpElsewhere(world)));
    expect(shown).toContain('Yara belt met Duinvoorde');
    expect(shown).toContain('"via":"CONSENT"');
  });
});

const SECRET = new Set(['yara', 'lina']);
const asItIs = (world: World): World => world;

/** No address, no secrecy, no shield. */
function withoutAddress(world: World): World {
  const persons = world.register.persons.map((one) =>
    SECRET.has(one.slug) ? { ...one, addresses: [], secrecy: 0 } : one,
  );
  return { ...withoutSecret(world), register: { ...world.register, persons } };
}

/** The address is there and nobody hides it. */
function withoutSecret(world: World): World {
  const persons = world.register.persons.map((one) => (SECRET.has(one.slug) ? { ...one, secrecy: 0 } : one));
  const shields = world.shields.filter(({ subject }) => !SECRET.has(subject));
  return { ...world, register: { ...world.register, persons }, shields };
}

/** Veilig Thuis in the other region has a safety plan of the mother, and she agreed that her own team sees it. */
function withHelpElsewhere(world: World): World {
  const elsewhere = world.veiligThuis.get('vt-duinvoorde');
  const [example] = world.consents;
  if (elsewhere === undefined || example === undefined) throw new Error('the demo world has changed');
  const added = veiligThuisSeed.parse({
    ...elsewhere,
    cases: [
      ...elsewhere.cases,
      {
        slug: 'zaak-ravenhorster',
        openedOn: '2026-08-20',
        householdKind: 'WITH_CHILDREN',
        persons: [{ person: 'yara', capacities: ['PARENT'] }],
        involvement: [{ professional: 'vt-duinvoorde:ilse', kind: 'LEAD', from: '2026-08-20' }],
        safetyPlans: [
          {
            slug: 'plan-ravenhorster-duinvoorde',
            status: 'ADOPTED',
            validFrom: '2026-08-20',
            parts: [{ about: ['yara'], heading: 'Bellen', text: 'Yara belt met Duinvoorde.' }],
          },
        ],
      },
    ],
  });
  const consent = worldConsent.parse({
    ...example,
    slug: 'yara-vt-aan-a',
    about: 'yara',
    holder: 'vt-duinvoorde',
    recipient: 'team-a',
    categories: ['SAFETY_PLAN'],
    statements: [{ by: 'yara', capacity: 'SELF', answer: 'GIVEN', at: '2026-03-10T15:20:00+01:00' }],
  });
  return {
    ...world,
    veiligThuis: new Map([...world.veiligThuis, ['vt-duinvoorde', added]]),
    consents: [...world.consents, consent],
  };
}

describe('a holder that is down', () => {
  it('leaves its items with their holder alone, says UNREACHABLE, and the rest is there', async () => {
    const system = await startSystem({ changes: (world) => ({ ...world, down: ['team-a'] }) });
    try {
      const { status, body } = await system.example('lotte');
      expect(status).toBe(200);
      const parsed = withSources.parse(body);
      const teamA = system.oin('team-a');
      expect(parsed.extensions.access.sources.find(({ holder }) => holder === teamA)?.status).toBe('UNREACHABLE');
      expect(parsed.extensions.access.notice.en).toMatch(/\w/);
      for (const { person } of parsed.data.household.members) {
        expect(person.name.full).toMatch(/\w/);
        expect(person.localTeam[0]).toEqual({
          holder: { name: 'Wijkteam gemeente Lindemeer' },
          involvement: null,
          journal: null,
          mentalHealth: null,
        });
        expect(person.localTeam[1]).toMatchObject({
          holder: { name: 'Stichting Gezinsteam De Wissel' },
          mentalHealth: [],
        });
      }
      expect(parsed.data.household.plans.map(({ holder }) => holder.name)).toEqual(['Stichting Gezinsteam De Wissel']);
    } finally {
      await system.close();
    }
  });
});

const withSources = z.object({
  data: z.object({
    household: z.object({
      members: z
        .array(
          z.object({ person: z.object({ name: z.object({ full: z.string() }), localTeam: z.array(z.unknown()) }) }),
        )
        .length(3),
      plans: z.array(z.object({ holder: z.object({ name: z.string() }) })),
    }),
  }),
  extensions: z.object({
    access: z.object({
      sources: z.array(z.object({ holder: z.string(), status: z.string() })),
      notice: z.object({ en: z.string() }),
    }),
  }),
});
