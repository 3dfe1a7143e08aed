// S15 through the running system: the access log of a mother as she sees it, held against a world in which nothing is hidden from her.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { worldShield } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { idsOf, withLogins } from '../acts/consent-people.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';
import { comparable } from './same-bytes.ts';

const REQUEST = { 'x-request-id': '5b1d3c1e-0000-4000-8000-000000000001' };
const LOG = `query Log($first: Int, $after: String) @access(purpose: OWN_FILE) {
  me { accessLog(first: $first, after: $after) { looks { id at says { nl } } pageInfo { hasNextPage endCursor } } }
}`;

const page = z.object({
  data: z.object({
    me: z.object({
      accessLog: z.object({
        looks: z.array(z.object({ id: z.string(), at: z.iso.datetime(), says: z.object({ nl: z.string() }) })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});
const pageIn = (reply: Reply) => page.parse(reply.body).data.me.accessLog;
const refused = z.object({ errors: z.tuple([z.object({ extensions: z.object({ code: z.string() }) })]) });
const access = z.object({ extensions: z.object({ access: z.object({ recordId: z.string() }) }) });
const codeIn = (reply: Reply): string => refused.parse(reply.body).errors[0].extensions.code;

/** As same-bytes; and of a look the moment, its number and the cursor made of both. */
function alike(text: string): string {
  return comparable(text)
    .replace(/"id":"[^"]*","at":"[^"]*"/g, '"id":"","at":""')
    .replace(/"endCursor":"[^"]*"/g, '"endCursor":""');
}

/** Without what she may not know: her case at Veilig Thuis and what it provided, and that the father hides, and from whom. */
function nothingHidden(world: World): World {
  const without = (holder: string, slug: string) => {
    const seed = world.veiligThuis.get(holder);
    if (seed === undefined) throw new Error('the demo world has changed');
    return [holder, { ...seed, cases: seed.cases.filter((one) => one.slug !== slug) }] as const;
  };
  return {
    ...world,
    register: {
      ...world.register,
      persons: world.register.persons.map((one) => (one.slug === 'rutger' ? { ...one, secrecy: 0 } : one)),
    },
    veiligThuis: new Map([
      ...world.veiligThuis,
      without('vt-lindemeer', 'zaak-weidevlinder'),
      without('vt-duinvoorde', 'zaak-zandooger'),
    ]),
    shields: world.shields.filter(({ subject }) => subject !== 'rutger'),
    releases: world.releases.filter(({ slug }) => !slug.startsWith('vt-aan-b-')),
    personas: world.personas.map((one) => ({
      ...one,
      persona: {
        ...one.persona,
        ...('households' in one.persona
          ? {
              households: one.persona.households.filter(
                (slug) => !['zaak-weidevlinder', 'zaak-zandooger'].includes(slug),
              ),
            }
          : {}),
      },
    })),
  };
}

/** Who looks at her, in this order: her worker, Veilig Thuis (where it has a case), her worker, the consultant of the municipality. */
async function everybodyLooks(system: System, hidden: string | undefined): Promise<void> {
  await system.example('tamar');
  const { query } = system.persona('esther').example;
  if (hidden !== undefined) expect((await system.ask('esther', query, { id: hidden })).text).toContain('Carlijn');
  await system.example('tamar');
  if (hidden !== undefined) expect((await system.ask('esther', query, { id: hidden })).text).toContain('Carlijn');
  const nadia = system.persona('nadia');
  const household = nadia.households.at(-1);
  expect((await system.ask('nadia', CONSULTANT, { id: household })).text).toContain('Carlijn');
}
const CONSULTANT = `query Access($id: ID!) @access(purpose: SUPPORT_ACCESS) {
  household(id: $id) { members { person { name { full } localTeam { involvement { team } } } } }
}`;

const TAMAR =
  'Een organisatie voor jeugdhulp (gezinswerker) keek om u te helpen en een plan te maken naar: uw naam, geboortedatum en geslacht, uw adres, welke hulpverleners met u werken en uw plan.';
const NADIA =
  'Een wijkteam van de gemeente (jeugdconsulent) keek om uit te zoeken welke hulp past naar: uw naam, geboortedatum en geslacht en welke hulpverleners met u werken.';

describe('attack 25: a mother about whom Veilig Thuis has a case that she may not know of, and whose former partner hides', () => {
  let system: System;
  let plain: System;
  beforeAll(async () => {
    system = await startSystem();
    plain = await startSystem({ changes: nothingHidden });
    await everybodyLooks(system, system.persona('esther').households.at(-1));
    await everybodyLooks(plain, undefined);
  });
  afterAll(async () => {
    await system?.close();
    await plain?.close();
  });

  it('reads who of her own helpers looked, newest first, and nobody else', async () => {
    const { looks, pageInfo } = pageIn(await system.ask('carlijn', LOG));
    expect(looks.map(({ says }) => says.nl)).toEqual([NADIA, TAMAR, TAMAR]);
    expect(looks.map(({ at }) => at)).toEqual(
      looks
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(pageInfo.hasNextPage).toBe(false);
  });

  it('finds by each line a number that the answer of whoever looked carries too', async () => {
    const { recordId } = access.parse((await system.example('tamar')).body).extensions.access;
    expect(pageIn(await system.ask('carlijn', LOG, { first: 1 })).looks[0]?.id).toBe(recordId);
    await plain.example('tamar');
  });

  it('is answered in the bytes of a world without that case and without his shields, also of every page of the log', async () => {
    const example = await system.example('carlijn', REQUEST);
    expect(example.status).toBe(200);
    expect(alike((await plain.example('carlijn', REQUEST)).text)).toBe(alike(example.text));
    expect(alike(example.text).match(/"id":"","at":""/g)).toHaveLength(4);
    let [here, there]: (string | null)[] = [null, null];
    for (const more of [true, true, true, false]) {
      const one = await system.ask('carlijn', LOG, { first: 1, after: here }, REQUEST);
      const other = await plain.ask('carlijn', LOG, { first: 1, after: there }, REQUEST);
      expect(alike(other.text)).toBe(alike(one.text));
      expect(pageIn(one).looks).toHaveLength(1);
      expect(pageIn(one).pageInfo.hasNextPage).toBe(more);
      [here, there] = [pageIn(one).pageInfo.endCursor, pageIn(other).pageInfo.endCursor];
      expect(here).toHaveLength(String(there).length);
    }
  });

  it('makes the gateway call the same holders as in that world', async () => {
    const called = async (at: System) => {
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
      const before = await Promise.all(holders.map((slug) => at.calls(slug)));
      await at.example('carlijn');
      const after = await Promise.all(holders.map((slug) => at.calls(slug)));
      return holders.map((slug, index) => [
        slug,
        (after[index]?.data ?? 0) - (before[index]?.data ?? 0),
        (after[index]?.facts ?? 0) - (before[index]?.facts ?? 0),
      ]);
    };
    const here = await called(system);
    expect(here.filter(([, data]) => data !== 0)).toEqual([
      ['register', 1, 2],
      ['team-a', 1, 0],
      ['team-b', 1, 0],
    ]);
    expect(await called(plain)).toEqual(here);
  });

  it('is told in the log of neither the source nor the ground of what Veilig Thuis provided to her worker', async () => {
    const { text } = await system.example('carlijn');
    expect((await system.example('tamar')).text).toContain('wmo-4.1.1-2-d');
    for (const sign of ['wmo-4.1.1-2-d', 'SAFETY_PLAN', 'afspraken over veiligheid']) expect(text).not.toContain(sign);
  });

  it('leaves a line of her own reading in the record, before she reads', async () => {
    const sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
    try {
      const reply = await system.ask('carlijn', LOG);
      const { recordId } = access.parse(reply.body).extensions.access;
      const kinds = await sql`SELECT kind FROM audit_row WHERE record_id = ${recordId} ORDER BY seq`;
      expect(kinds.map(({ kind }) => kind)).toEqual(['DECISION', 'PROCESSING', 'READ_OF_LOG']);
    } finally {
      await sql.end({ timeout: 1 });
    }
  });

  it("finds nothing by somebody else's cursor, by one of another kind, or by none at all", async () => {
    const own = pageIn(await system.ask('carlijn', LOG, { first: 1 })).pageInfo.endCursor;
    await system.example('tamar');
    const wende = pageIn(await system.ask('wende', LOG, { first: 1 })).pageInfo.endCursor;
    const look = pageIn(await system.ask('carlijn', LOG, { first: 1 })).looks[0]?.id;
    expect(pageIn(await system.ask('carlijn', LOG, { after: own })).looks.length).toBeGreaterThan(0);
    const [first] = [await system.ask('carlijn', LOG, { after: wende }, REQUEST)];
    expect(pageIn(first)).toEqual({ looks: [], pageInfo: { hasNextPage: false, endCursor: null } });
    for (const other of [look, 'A'.repeat(86), '', "' OR true --"]) {
      expect(comparable((await system.ask('carlijn', LOG, { after: other }, REQUEST)).text)).toBe(
        comparable(first.text),
      );
    }
  });

  it('is hers alone: a professional has no `me`, and nobody has a page of less than nothing or of more than two hundred', async () => {
    expect(codeIn(await system.ask('tamar', LOG.replace('OWN_FILE', 'SUPPORT_PLAN')))).toBe('CALLER_NOT_ALLOWED');
    expect(codeIn(await system.ask('tamar', LOG))).toBe('CALLER_NOT_ALLOWED');
    expect(codeIn(await system.ask('carlijn', LOG, { first: -1 }))).toBe('BAD_USER_INPUT');
    expect(codeIn(await system.ask('carlijn', LOG, { first: 201 }))).toBe('LIMIT_EXCEEDED');
  });
});

describe('what a controller decides about the log', () => {
  /** In a world with these shields, and with the involvement of Veilig Thuis released to her or not. */
  async function logOf(changes: (world: World) => World): Promise<readonly string[]> {
    const system = await startSystem({ changes });
    try {
      await everybodyLooks(system, system.persona('esther').households.at(-1));
      return pageIn(await system.ask('carlijn', LOG)).looks.map(({ says }) => says.nl);
    } finally {
      await system.close();
    }
  }
  const shielded =
    (more: object) =>
    (world: World): World => ({
      ...world,
      shields: [
        ...world.shields,
        worldShield.parse({ slug: 'van-carlijn', subject: 'carlijn', from: '2026-01-01', ...more }),
      ],
    });

  it('a hold of her team on its involvement takes its looks out, and leaves no gap', async () => {
    expect(await logOf(shielded({ kind: 'HOLD', holder: 'team-b', categories: ['INVOLVEMENT'] }))).toEqual([NADIA]);
  });

  it('an own view that is unsafe shows no look at all', async () => {
    expect(await logOf(shielded({ kind: 'OWN_VIEW' }))).toEqual([]);
  });

  it('once Veilig Thuis has told her, by releasing its involvement, its looks stand among the others, and what it provided too', async () => {
    const told = (world: World): World => {
      const [release] = world.releases.filter(({ slug }) => slug === 'b-aan-carlijn');
      if (release === undefined) throw new Error('the demo world has changed');
      const { holder } = world.releases.find(({ slug }) => slug === 'vt-aan-b-carlijn') ?? release;
      return {
        ...world,
        releases: [...world.releases, { ...release, slug: 'vt-aan-carlijn', holder, categories: ['INVOLVEMENT'] }],
      };
    };
    const VT =
      'Veilig Thuis (onderzoeker) keek voor een onderzoek van Veilig Thuis naar: uw naam, geboortedatum en geslacht.';
    const log = await logOf(told);
    expect(log.map((line) => line.split(' (')[0])).toEqual([
      'Een wijkteam van de gemeente',
      'Veilig Thuis',
      'Een organisatie voor jeugdhulp',
      'Veilig Thuis',
      'Een organisatie voor jeugdhulp',
    ]);
    expect(log[1]).toBe(VT);
    expect(log[2]).toContain('afspraken over veiligheid');
  });
});

describe('after an emergency', () => {
  it('who was in danger reads that the emergency button was used, and who was not reads nothing of it', async () => {
    const system = await startSystem({ changes: withLogins('manon', 'stefan') });
    try {
      await system.moveClock('2026-11-20T23:00:00+01:00');
      const id = String(system.persona('sanne').example.variables.id);
      const people = ['manon', 'ties'].map((slug) => idsOf(system).person(slug, 'team-b'));
      const reason = 'Moeder belt dat hij er is met een mes.';
      const said = await system.ask('sanne', DECLARE, { input: { household: id, people }, reason });
      expect(said.text).toContain('"problems":[]');
      expect((await system.example('sanne')).text).toContain('"via":"EMERGENCY"');
      const lines = async (persona: string) => pageIn(await system.ask(persona, LOG)).looks.map(({ says }) => says.nl);
      expect(await lines('me-manon')).toEqual([
        expect.stringMatching(
          /^Een organisatie voor jeugdhulp \(gezinswerker\) keek omdat er direct gevaar was naar: .*\. Dit ging met de noodknop\.$/,
        ),
      ]);
      expect(await lines('me-stefan')).toEqual([]);
    } finally {
      await system.close();
    }
  });
});
const DECLARE = `mutation D($input: EmergencyInput!, $reason: String!)
  @access(purpose: ACUTE_DANGER, emergency: { reason: $reason, danger: VIOLENCE_NOW }) {
  declareEmergency(input: $input) { id problems { code } }
}`;
