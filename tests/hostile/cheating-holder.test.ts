// Attacks 21, 23 and 50 with a holder that answers what it likes: nothing of it may pass, and no other holder's data may suffer.
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';

const QUERY = `query Household($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) {
    members { person { id name { full } localTeam { holder { oin name } plans { status holder { oin } parts { about heading text } } } } }
    plans { holder { oin } parts { heading } }
  }
}`;

const person = z.object({
  name: z.object({ full: z.string() }),
  localTeam: z.array(
    z.object({
      holder: z.object({ oin: z.string(), name: z.string() }),
      plans: z.array(z.object({ holder: z.object({ oin: z.string() }), parts: z.array(z.unknown()) })).nullable(),
    }),
  ),
});
const answer = z.object({
  data: z.object({ household: z.object({ members: z.array(z.object({ person })).length(3) }) }),
  extensions: z.object({
    access: z.object({ sources: z.array(z.object({ holder: z.string(), status: z.string() })) }),
  }),
});

/** What is asked: by group, the persons' keys. */
const asked = z.object({ variables: z.record(z.string(), z.unknown()) });
const representations = z.array(z.object({ id: z.string() }));

describe('attacks 21, 23 and 50: a holder that cheats', () => {
  let system: System;
  let server: Server;
  /** The text of one person's entry, from its key. */
  let entry: (key: string) => string = () => 'null';
  /** Beside the entities that were asked. */
  let beside = '';

  beforeAll(async () => {
    system = await startSystem({ changes: (world) => ({ ...world, down: ['team-a'] }) });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { variables } = asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        const groups = Object.values(variables).map((value) => representations.parse(value).map(({ id }) => id));
        const texts = groups.map((keys, at) => `"g${at}":[${keys.map((key) => entry(key)).join(',')}]`);
        response.setHeader('content-type', 'application/json');
        response.end(`{"data":{${texts.join(',')}${beside}}}`);
      });
    });
    const port = Number(new URL(system.url).port) + 21;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server?.close();
    await system?.close();
  });

  const ask = (): Promise<Reply> => system.ask('lotte', QUERY, { id: system.persona('lotte').households[0] });
  const whole = async () => {
    const reply = await ask();
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain('CANARY');
    const { data, extensions } = answer.parse(reply.body);
    const people = data.household.members.map((member) => member.person);
    expect(people.map(({ name }) => name.full).sort()).toEqual([
      'Elin Wilgenkamper',
      'Joris Hazelbrinker',
      'Noor Sophie Hazelbrinker',
    ]);
    return { people, extensions };
  };
  const ofTeamA = (people: readonly z.infer<typeof person>[]) =>
    people.map(({ localTeam }) => localTeam.find(({ holder }) => holder.oin === system.oin('team-a')));
  const ofTeamB = (people: readonly z.infer<typeof person>[]) =>
    people.map(({ localTeam }) => localTeam.find(({ holder }) => holder.oin === system.oin('team-b'))?.plans?.length);

  it.each([
    ['plans', (key: string) => `{"_id":"${key}","localTeam":[{"plans":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`],
    ['files', (key: string) => `{"_id":"${key}","localTeam":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    [
      'the parts of a plan',
      (key: string) =>
        `{"_id":"${key}","localTeam":[{"plans":[{"recordId":"CANARY","parts":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}]}`,
    ],
    [
      'a text',
      (key: string) =>
        `{"_id":"${key}","localTeam":[{"plans":[{"recordId":"x","status":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}]}`,
    ],
    [
      'something nobody asked for',
      (key: string) => `{"_id":"${key}","more":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)},"localTeam":[{}]}`,
    ],
  ])('by lists in lists without end in place of %s takes nothing of the others along', async (_what, text) => {
    entry = text;
    const { people } = await whole();
    expect(ofTeamB(people)).toEqual([1, 1, 1]);
  });

  it('by another name than its own stands under its own', async () => {
    const oin = system.oin('vt-lindemeer');
    entry = (key) =>
      `{"_id":"${key}","localTeam":[{"holder":{"oin":"${oin}","name":"CANARY"},"plans":[{"recordId":"r","holder":{"oin":"${oin}"},"status":"ADOPTED","parts":[]}]}]}`;
    const { people } = await whole();
    for (const file of ofTeamA(people)) {
      expect(file?.holder.name).toBe('Wijkteam gemeente Lindemeer');
      expect(file?.plans?.map(({ holder }) => holder.oin)).toEqual([system.oin('team-a')]);
    }
  });

  it('by the key of somebody else, or a part about somebody else, shows nothing of it', async () => {
    const stranger = 'AAAAAAAAAAAAAAAAAAAAAAAA';
    const part = (about: readonly string[]) =>
      `{"id":"p","about":${JSON.stringify(about)},"heading":"CANARY","text":"CANARY"}`;
    entry = (key) =>
      `{"_id":"${key}","__proto__":{"polluted":"CANARY"},"localTeam":[{"plans":[{"recordId":"r","status":"ADOPTED","parts":[${part([stranger])},${part([key, stranger])},${part([])}]}]}]}`;
    const { people } = await whole();
    expect(ofTeamA(people).map((file) => file?.plans?.map(({ parts }) => parts.length))).toEqual([[0], [0], [0]]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    entry = () => `{"_id":"${stranger}","localTeam":[{"plans":[{"recordId":"CANARY"}]}]}`;
    await whole();
  });

  it('by ten megabytes counts as not reached, and the rest is there', async () => {
    entry = (key) => `{"_id":"${key}","localTeam":[{"plans":[]}],"more":"${'x'.repeat(10_000_000)}"}`;
    const { people, extensions } = await whole();
    expect(ofTeamB(people)).toEqual([1, 1, 1]);
    expect(extensions.access.sources.find(({ holder }) => holder === system.oin('team-a'))?.status).toBe('UNREACHABLE');
  });

  it('by a person, a field and an entity more than was asked shows none of them and raises an alarm for each', async () => {
    const alarms = async () => {
      const sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5_000 });
      try {
        const rows = await sql`SELECT body FROM audit_row WHERE kind = 'ALARM' ORDER BY instance, seq`;
        return alarmRows.parse(rows.map(({ body }) => (typeof body === 'string' ? JSON.parse(body) : body)));
      } finally {
        await sql.end({ timeout: 1 });
      }
    };
    const stranger = 'AAAAAAAAAAAAAAAAAAAAAAAA';
    const file = '{"plans":[{"recordId":"r","status":"ADOPTED","parts":[]}]}';
    const before = (await alarms()).length;
    // Beside each person who was asked about, one who was not; beside each field, one that nobody asked; beside each file, a second one; beside the entities, others.
    entry = (key) =>
      `{"_id":"${key}","name":{"full":"CANARY"},"localTeam":[${file},{"plans":[{"recordId":"CANARY","parts":[]}]}]},{"_id":"${stranger}","localTeam":[{"plans":[{"recordId":"CANARY"}]}]}`;
    beside = `,"g9":[{"_id":"${stranger}","localTeam":[{"plans":[{"recordId":"CANARY"}]}]}],"_service":{"sdl":"CANARY"}`;
    const { people } = await whole();
    beside = '';
    expect(ofTeamA(people).map((one) => one?.plans?.map(({ parts }) => parts.length))).toEqual([[0], [0], [0]]);
    expect(ofTeamB(people)).toEqual([1, 1, 1]);
    const raised = (await alarms()).slice(before);
    expect(raised.map(({ holder, kind, count }) => ({ holder, kind, count }))).toEqual([
      { holder: system.oin('team-a'), kind: 'EXTRA_FILE', count: 3 },
      { holder: system.oin('team-a'), kind: 'EXTRA_GROUP', count: 2 },
      { holder: system.oin('team-a'), kind: 'EXTRA_PERSON', count: 3 },
      { holder: system.oin('team-a'), kind: 'UNKNOWN_FIELD', count: 3 },
    ]);
    expect(JSON.stringify(raised)).not.toContain('CANARY');
    const metrics = await (await fetch(`${system.url}/metrics`)).text();
    for (const kind of ['EXTRA_FILE', 'EXTRA_GROUP', 'EXTRA_PERSON', 'UNKNOWN_FIELD']) {
      expect(metrics).toMatch(new RegExp(`samenzicht_alarms_total\\{kind="${kind}"\\} \\d`));
    }
  });
});

const alarmRows = z.array(z.object({ holder: z.string(), kind: z.string(), count: z.number() }));
