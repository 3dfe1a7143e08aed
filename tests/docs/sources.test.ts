// docs/sources.md keeps its word: its SQL runs, a holder over it answers as the page says, and what it quotes stands in the files.
import { existsSync, readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/serve.ts';
import { serveLocalTeam } from '../../subgraphs/local-teams/serve.ts';
import {
  type Answer,
  askPersons,
  ISSUER,
  OTHER,
  post,
  startTestGateway,
  subject,
  TEAM,
  type TestGateway,
} from '../sources/kit-gateway.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const folder = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('sources.md', folder), 'utf8');
const blocks = [...page.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', file = '', text = '']) => ({ language, file, text }),
);

describe('docs/sources.md', () => {
  it('quotes only what stands in the file that it names', () => {
    const quotes = blocks.filter(({ file }) => file !== '');
    expect(quotes.length).toBeGreaterThan(4);
    for (const { file, text } of quotes) {
      expect(readFileSync(new URL(`../${file}`, folder), 'utf8'), file).toContain(text.trimEnd());
    }
  });

  it('links only to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });

  it('names each column that the holder reads', () => {
    const read = readFileSync(new URL('../subgraphs/kit/sql-source.ts', folder), 'utf8');
    const columns = [...read.matchAll(/\br\.(\w+)/g)].map(([, name]) => name ?? '');
    expect(columns.length).toBeGreaterThan(8);
    const [table = ''] = page.slice(page.indexOf('| Column of `rows`')).split('\n\n');
    const told = [...table.matchAll(/`(\w+)`(?=[^|]*\|)/g)].map(([, name]) => name ?? '');
    for (const column of new Set(columns)) expect(told).toContain(column);
  });
});

const CHILD = 'sleutel-van-kind-0001';
const MOTHER = 'sleutel-van-moeder-1';

describe('the case system of docs/sources.md', () => {
  let gateway: TestGateway;
  let database: TestDatabase;
  let holder: RunningSubgraph;
  let reader: string;

  beforeAll(async () => {
    gateway = await startTestGateway();
    database = await createTestDatabase();
    // Roles are the server's: a name of this run's own, so that two runs do not meet.
    reader = `reader_${new URL(database.url).pathname.slice(6)}`;
    const url = new URL(inject('postgresUrl'));
    url.pathname = new URL(database.url).pathname;
    const sql = postgres(url.href, { max: 1, onnotice: () => {} });
    const statements = blocks.filter(({ language }) => language === 'sql').map(({ text }) => text);
    expect(statements.length).toBe(4);
    await sql.unsafe(statements.join('\n').replaceAll('samenzicht_reader', reader));
    await sql.unsafe(`grant connect on database "${url.pathname.slice(1)}" to "${reader}"`);
    await sql.end();
    url.username = reader;
    url.password = 'of-your-own-choosing';
    holder = await serveLocalTeam({
      holder: organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_PROVIDER', name: 'Wijkteam', region: 'Lindemeer' }),
      databaseUrl: url.href,
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: false,
    });
  });
  afterAll(async () => {
    await holder?.close();
    await database?.drop();
    const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
    await sql.unsafe(`drop role if exists "${reader}"`);
    await sql.end();
    await gateway?.close();
  });

  function ask(fields: string, claims: Record<string, unknown>): Promise<Answer> {
    const body = askPersons([CHILD], fields);
    return post(holder.url, '/graphql', body, gateway.grantFor(body, { sub: OTHER, ...claims }));
  }

  it('can be read by its role, which sees nothing behind the views', async () => {
    expect((await fetch(`${holder.url}/health/ready`)).status).toBe(200);
    const url = new URL(inject('postgresUrl'));
    url.pathname = new URL(database.url).pathname;
    url.username = reader;
    url.password = 'of-your-own-choosing';
    const sql = postgres(url.href, { max: 1 });
    await expect(sql`select werkaantekening from dossiers.afspraak`).rejects.toMatchObject({ code: '42501' });
    await sql.end();
  });

  it('gives the plan and who works there, each part to whom it is open', async () => {
    const fields =
      'localTeam { involvement { kind professional { name phone } from } plans { recordId parts { heading text } } }';
    const both = await ask(fields, { subjects: [subject(CHILD, 'PLAN', 'INVOLVEMENT'), subject(MOTHER, 'PLAN')] });
    expect(both.json.data._entities[0].localTeam).toEqual([
      {
        involvement: [
          { kind: 'LEAD', professional: { name: 'Anna Loods', phone: '088-000 11 11' }, from: '2026-02-01' },
        ],
        plans: [
          {
            recordId: 'zaak-2026-17',
            parts: [
              { heading: 'Slapen', text: 'Om acht uur naar bed.' },
              { heading: 'Werk', text: 'Moeder zoekt werk voor de ochtenden.' },
            ],
          },
        ],
      },
    ]);
    const childAlone = await ask('localTeam { plans { parts { heading } } }', { subjects: [subject(CHILD, 'PLAN')] });
    expect(childAlone.json.data._entities[0].localTeam[0].plans).toEqual([{ parts: [{ heading: 'Slapen' }] }]);
    expect(both.text).not.toContain('lijkt moe');
  });

  it('gives the whole case to its own professional only, by the facts', async () => {
    const cases = async (professional: string) => {
      const body = JSON.stringify({ ask: 'OWN_CASES', professional, select: { bsn: '999900572', on: '2026-05-01' } });
      return post(holder.url, '/facts', body, gateway.grantFor(body, { use: 'FACTS' }));
    };
    expect((await cases('team:anna')).json.cases).toEqual([
      {
        id: 'zaak-2026-17',
        kind: 'PLAN',
        householdKind: 'WITH_CHILDREN',
        openedOn: '2026-02-01',
        closedOn: null,
        region: 'Lindemeer',
        persons: [
          { id: MOTHER, registered: true, capacities: ['PARENT'], from: '2026-02-01', until: null },
          { id: CHILD, registered: true, capacities: ['CHILD'], from: '2026-02-01', until: null },
        ],
        claims: [],
        involvement: [{ professional: 'team:anna', team: null, kind: 'LEAD', from: '2026-02-01', until: null }],
      },
    ]);
    expect((await cases('team:bob')).json).toEqual({ cases: [] });
  });

  it('answers no call without a grant', async () => {
    expect((await post(holder.url, '/graphql', askPersons([CHILD], 'id'))).status).toBe(401);
  });
});
