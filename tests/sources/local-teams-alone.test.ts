// A local team as a process of its own, as a partner runs it: settings from the environment, an orderly end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import { loadLocalTeam } from '../../subgraphs/local-teams/load.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { askPersons, ISSUER, post, startTestGateway, subject, TEAM, type TestGateway } from './kit-gateway.ts';
import { keyOf, SEED } from './local-teams-seed.ts';

const MAIN = new URL('../../subgraphs/local-teams/main.ts', import.meta.url).pathname;

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH ?? '', ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, said };
}

describe('a local team that runs alone', () => {
  let gateway: TestGateway;
  let database: TestDatabase;
  let env: Record<string, string>;

  beforeAll(async () => {
    gateway = await startTestGateway();
    database = await createTestDatabase();
    const holder = organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_PROVIDER', name: 'Team', region: 'oost' });
    const seed = localTeamSeed.parse(SEED);
    await loadLocalTeam({ databaseUrl: database.url, holder, seed, keyOf, bsnOf: () => null });
    env = {
      HOLDER_OIN: TEAM,
      HOLDER_KIND: 'LOCAL_TEAM_PROVIDER',
      HOLDER_NAME: 'Team',
      HOLDER_REGION: 'oost',
      GATEWAY_ISSUER: ISSUER,
      GATEWAY_JWKS: gateway.jwks.href,
      PORT: '0',
      DATABASE_URL: database.url,
    };
  });
  afterAll(async () => {
    await database.drop();
    await gateway.close();
  });

  it('answers a grant, does not tell its calls, notes without persons, ends on SIGTERM', async () => {
    const { child, said } = run(env);
    try {
      await once(child.stdout, 'data');
      const url = said.out.trim();
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect((await fetch(`${url}/calls`)).status).toBe(404);
      const body = askPersons([keyOf('sam')], 'localTeam { plans { kind } }');
      const answer = await post(
        url,
        '/graphql',
        body,
        gateway.grantFor(body, { subjects: [subject(keyOf('sam'), 'PLAN')] }),
      );
      expect(answer.json.data._entities[0].localTeam[0].plans).toHaveLength(3);
      expect((await post(url, '/graphql', body, 'x.y.z')).status).toBe(401);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await once(child, 'exit')).toEqual([0, null]);
    const [line] = said.err.trim().split('\n');
    expect({ ...JSON.parse(line ?? ''), at: 'then' }).toEqual({
      at: 'then',
      holder: TEAM,
      event: 'grant-refused',
      cause: 'NOT_A_JWS',
    });
    expect(said.err).not.toContain(keyOf('sam'));
  });

  it('says which settings are wrong, all at once and without their values', async () => {
    const { child, said } = run({ ...env, HOLDER_OIN: '123', GATEWAY_JWKS: 'nowhere-secret', PORT: 'x' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.err).toContain('This holder cannot start:');
    expect(said.err).toContain('- GATEWAY_JWKS: ');
    expect(said.err).toContain('- PORT: ');
    expect(said.err).not.toContain('nowhere-secret');
    expect(said.err).not.toContain('at ');
  });

  it('is no demo in production', async () => {
    const { child, said } = run({ ...env, SAMENZICHT_DEMO: '1', NODE_ENV: 'production' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.err).toContain('SAMENZICHT_DEMO');
  });
});
