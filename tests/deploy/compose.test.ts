// docker-compose.yml: what stands in it, and what comes of it when each command runs with its environment.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PORT_NAMES, portsFrom } from '../../demo/ports.ts';
import { serviceOf } from '../../demo/prepared.ts';
import { startThrowAwayServer, type ThrowAwayServer } from '../support/postgres.ts';
import { composeFile, composeText, mountsOf, project } from './compose-file.ts';
import { type Composed, compose } from './run-compose.ts';

const { services, networks } = composeFile();
const entries = Object.entries(services);
const hasDockerCompose = spawnSync('docker-compose', ['--version']).status === 0;
const ONCE = ['postgres-password', 'prepare'];
const PUBLISHED = ['gateway', 'issuer', 'citizens-issuer'];
const longRunning = Object.keys(services).filter((name) => !ONCE.includes(name) && name !== 'postgres');

describe('docker-compose.yml', () => {
  it('has a service for each address of the demo', () => {
    expect(Object.keys(services).sort()).toEqual([...PORT_NAMES.map(serviceOf), ...ONCE].sort());
    const ports = portsFrom(4000);
    for (const name of PORT_NAMES) {
      const { PORT } = services[serviceOf(name)]?.environment ?? {};
      if (PORT !== undefined) expect(PORT, name).toBe(String(ports[name]));
    }
  });

  it('holds no secret: no password in an address, no setting that is one', () => {
    const settings = entries.flatMap(([, { environment }]) => Object.entries(environment));
    expect(settings.length).toBeGreaterThan(40);
    expect(settings.filter(([name]) => /PASSWORD$|SECRET|TOKEN|KEY$/.test(name))).toEqual([]);
    expect(composeText).not.toMatch(/:\/\/[^\s/@]*:[^\s/@]*@/);
  });

  it('gives nobody more than it needs: no root, nothing to write on, no capability', () => {
    const dockerfile = readFileSync(new URL('Dockerfile', project), 'utf8');
    expect(dockerfile.trimEnd().split('\n').at(-1)).toBe('USER node');
    for (const [name, { read_only, cap_drop, security_opt, build, user }] of entries) {
      expect({ read_only, cap_drop, security_opt, build, user }, name).toEqual({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        ...(name === 'postgres' ? { user: 'postgres' } : { build: '.' }),
      });
    }
  });

  it('publishes the gateway and the issuers, to this machine only', () => {
    const published = entries.flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual([
      'gateway 127.0.0.1:4000:4000',
      'issuer 127.0.0.1:4095:4095',
      'citizens-issuer 127.0.0.1:4096:4096',
    ]);
    expect(networks.inside).toEqual({ internal: true });
    expect(entries.filter(([, one]) => one.networks.includes('outside')).map(([name]) => name)).toEqual(PUBLISHED);
  });

  it('restarts and checks whatever keeps running', () => {
    for (const [name, { restart, healthcheck, init }] of entries) {
      const once = ONCE.includes(name);
      expect(restart, name).toBe(once ? 'no' : 'unless-stopped');
      expect(healthcheck === undefined, name).toBe(once);
      if (longRunning.includes(name)) expect(init, name).toBe(true);
    }
  });

  it('starts services when everything is prepared, and no holder when another is up', () => {
    expect(longRunning.length).toBe(13);
    for (const name of longRunning) {
      expect(services[name]?.depends_on, name).toEqual({
        prepare: { condition: 'service_completed_successfully' },
        postgres: { condition: 'service_healthy' },
      });
    }
  });

  it('lets each service read its own settings and no other, and write nothing', () => {
    for (const name of longRunning) {
      const service = services[name];
      if (service === undefined) throw new Error(name);
      expect(mountsOf(service), name).toEqual([{ from: `settings-${name}`, to: '/settings', readOnly: true }]);
    }
  });

  it.skipIf(!hasDockerCompose)('is read by docker-compose itself without a warning', () => {
    const { status, stderr } = spawnSync('docker-compose', ['config', '--quiet'], { cwd: project, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('has in the image each folder that prepare writes to', () => {
    const dockerfile = readFileSync(new URL('Dockerfile', project), 'utf8');
    const prepare = services.prepare;
    if (prepare === undefined) throw new Error('no prepare');
    const folders = mountsOf(prepare).flatMap(({ to }) => (to.startsWith('/prepared/') ? [to.slice(10)] : []));
    expect(folders.sort()).toEqual([...longRunning].sort());
    const made = /for service in ([\s\S]*?);/.exec(dockerfile)?.[1]?.split(/[\s\\]+/);
    expect(made?.sort()).toEqual([...longRunning].sort());
  });
});

describe('what docker-compose.yml runs', { timeout: 240_000 }, () => {
  let server: ThrowAwayServer;
  let composed: Composed;
  let prepared: string;
  /** The services of which the demo's world has an organisation, and what they all need. */
  let inWorld: readonly string[];

  beforeAll(async () => {
    server = await startThrowAwayServer();
    const { host } = new URL(server.adminUrl);
    composed = compose({ host });
    expect(await composed.runOnce('postgres-password')).toEqual({ code: 0, said: '' });
    await makeAdministrator();
    const { code, said } = await composed.runOnce('prepare');
    expect(said).toContain('Prepared: gateway, issuer, citizens-issuer, persons, ');
    expect(code).toBe(0);
    inWorld = /Prepared: (.*)\./.exec(said)?.[1]?.split(', ') ?? [];
    expect(inWorld.length).toBeGreaterThan(9);
    prepared = contents();
    await Promise.all(inWorld.map((name) => composed.start(name)));
  }, 240_000);
  afterAll(async () => {
    await composed?.stop();
    composed?.remove();
    await server?.stop();
  });

  /** What the image of PostgreSQL does at its first start. */
  async function makeAdministrator(): Promise<void> {
    const { POSTGRES_USER = '' } = services.postgres?.environment ?? {};
    const password = readFileSync(join(composed.folderOf('postgres-password'), 'password'), 'utf8');
    expect(password).toMatch(/^[\w-]{43}$/);
    const sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
    const [role] = await sql`SELECT FROM pg_roles WHERE rolname = ${POSTGRES_USER}`;
    // INVARIANT: the name is our file's, and the password matched above.
    await sql.unsafe(
      `${role === undefined ? 'CREATE' : 'ALTER'} ROLE "${POSTGRES_USER}" SUPERUSER LOGIN PASSWORD '${password}'`,
    );
    await sql.end();
  }

  /** Every file of settings, as one text. */
  function contents(): string {
    return inWorld
      .flatMap((name) => {
        const folder = composed.folderOf(`settings-${name}`);
        return readdirSync(folder).map((file) => `${name}/${file}\n${readFileSync(join(folder, file), 'utf8')}`);
      })
      .join('\n');
  }

  const at = (service: string, port: number): string => `http://${composed.addressOf(service)}:${port}`;

  async function ask(persona: string, issuer: string, query: string, variables: object = {}): Promise<unknown> {
    const post = (headers: object, body: object) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const token = await fetch(`${issuer}/demo/token`, post({}, { persona }));
    const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
    const asked = post({ authorization: `Bearer ${access_token}` }, { query, variables });
    return (await fetch(`${at('gateway', 4000)}/graphql`, asked)).json();
  }

  it('gives a professional her household, from holders in containers of their own', async () => {
    const personas = z
      .array(
        z.object({
          id: z.string(),
          example: z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) }),
        }),
      )
      .parse(await (await fetch(`${at('issuer', 4095)}/demo/personas`)).json());
    const { query, variables } = personas.find(({ id }) => id === 'lotte')?.example ?? { query: '', variables: {} };
    const answer = await ask('lotte', at('issuer', 4095), query, variables);
    const { data, extensions } = z
      .object({
        data: z.object({
          household: z.object({ plans: z.array(z.object({ holder: z.object({ name: z.string() }) })) }),
        }),
        extensions: z.object({
          access: z.object({ sources: z.array(z.object({ source: z.string(), status: z.string() })) }),
        }),
      })
      .parse(answer);
    expect(data.household.plans.map(({ holder }) => holder.name)).toEqual([
      'Stichting Gezinsteam De Wissel',
      'Wijkteam gemeente Lindemeer',
    ]);
    const asked = extensions.access.sources.filter(({ status }) => status !== 'NOT_ASKED');
    expect(asked.map(({ source, status }) => `${source} ${status}`)).toEqual([
      'PERSONS ANSWERED',
      'LOCAL_TEAM ANSWERED',
      'LOCAL_TEAM ANSWERED',
    ]);
    const calls = await fetch(`${at('local-team-1', 4021)}/calls`);
    expect(await calls.json()).toEqual({ data: 1, facts: 0 });
  });

  it('gives an investigator what Veilig Thuis holds, over its own case system', async () => {
    const answer = await ask(
      'esther',
      at('issuer', 4095),
      `query Mine @access(purpose: VT_INVESTIGATION) {
        caseload(first: 1) { nodes { members { person { name { full } veiligThuis { holder { name } involvement { kind } } } } } }
      }`,
    );
    expect(answer).toHaveProperty('data.caseload.nodes.0.members.0.person.veiligThuis', [
      { holder: { name: 'Veilig Thuis Lindemeer' }, involvement: [{ kind: 'LEAD' }] },
    ]);
    const cases = await fetch(`${at('veilig-thuis-cases-1', 4061)}/dossiers/opvragen`, { method: 'POST' });
    expect(cases.status).toBe(401);
  });

  it('gives a citizen her own file, with a token of the issuer for citizens', async () => {
    const answer = await ask(
      'elin',
      at('citizens-issuer', 4096),
      'query Own @access(purpose: OWN_FILE) { me { person { name { full } } } }',
    );
    expect(answer).toMatchObject({ data: { me: { person: { name: { full: 'Elin Wilgenkamper' } } } } });
  });

  it('is looked into by the commands of the page', async () => {
    const page = readFileSync(new URL('docs/deploy.md', project), 'utf8');
    const commands = [...page.matchAll(/^docker compose exec (\S+) (node -e|sh -c) (["'])(.*)\3$/gm)];
    const said: string[] = [];
    for (const [, service = '', program = '', , script = ''] of commands) {
      const { code, said: text } = await composed.exec(service, [...program.split(' '), script]);
      said.push(`${service} ${code} ${text.split('\n')[0]}`);
    }
    expect(said).toEqual([
      expect.stringMatching(/^local-team-1 0 \{"data":\d+,"facts":\d+\}$/),
      expect.stringMatching(/^gateway 0 The record is sound: \d+ rows in 1 chains\.$/),
    ]);
  });

  it('keeps every key and password when it is prepared again, and loads nothing anew', async () => {
    const password = await composed.runOnce('postgres-password');
    const { code, said } = await composed.runOnce('prepare');
    expect([password, code]).toEqual([{ code: 0, said: '' }, 0]);
    expect(said).not.toContain('new here');
    // Each preparing is a run of its own, with a domain clock that begins anew.
    expect(withoutRun(contents())).toBe(withoutRun(prepared));
  });

  it('puts no secret where another service reads it, and each in a file of its owner alone', () => {
    const passwords = new Map<string, string[]>();
    for (const name of inWorld) {
      const folder = composed.folderOf(`settings-${name}`);
      for (const file of readdirSync(folder)) {
        expect(statSync(join(folder, file)).mode & 0o077, `${name}/${file}`).toBe(0);
        for (const [, password = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/:\/\/\w+:([^@]+)@/g)) {
          passwords.set(password, [...(passwords.get(password) ?? []), name]);
        }
      }
    }
    expect([...passwords.values()].flat().sort()).toEqual(
      inWorld.filter((name) => !/issuer|^veilig-thuis-\d/.test(name)).sort(),
    );
    expect([...passwords.values()].every((names) => names.length === 1)).toBe(true);
  });

  it('ends in order when it is told to', async () => {
    const codes = await composed.stop();
    expect(codes).toEqual(Object.fromEntries(inWorld.map((name) => [name, 0])));
  });
});

function withoutRun(files: string): string {
  expect(files).toMatch(/"demoRun": "[0-9a-f-]{36}"/);
  return files.replaceAll(/"demoRun": "[0-9a-f-]{36}"/g, '"demoRun": ""');
}
