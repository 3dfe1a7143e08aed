// The demo as its user meets it: npm start as a program, the commands beside it, a question over HTTP, and a second start.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { stopServing } from '../../demo/postgres/cluster.ts';
import { findServer } from '../../demo/postgres/postmaster.ts';
import { endAllOf, type Program, project, remove, run, temporaryFolder } from '../house/support.ts';
import { freePortBase } from '../support/ports.ts';

const listed = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    organisation: z.strictObject({ oin: z.string(), kind: z.string(), name: z.string() }).nullable(),
    role: z.string(),
    purposes: z.array(z.string()).min(1),
    households: z.array(z.string()),
    example: z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()) }),
    claims: z.record(z.string(), z.string()),
  }),
);

describe('npm start with the demo world', { timeout: 120_000 }, () => {
  let base: string;
  let dataDir: string;
  let port: number;
  let env: NodeJS.ProcessEnv;
  let program: Program;

  beforeAll(async () => {
    base = temporaryFolder();
    dataDir = join(base, 'data');
    port = await freePortBase();
    env = { PORT: String(port), SAMENZICHT_DATA: dataDir };
    program = run('bin/start.js', [], { env });
    await program.says(/ready in/);
  }, 120_000);
  afterAll(async () => {
    endAllOf(dataDir);
    await program.ended;
    const left = findServer(join(dataDir, 'postgres'));
    if (left !== undefined) await stopServing(left, join(dataDir, 'postgres'));
    remove(base);
  });

  async function command(name: string, ...args: string[]): Promise<{ code: number | string; text: string }> {
    const ran = run(`bin/${name}.js`, args, { env });
    const code = await ran.ended;
    return { code, text: ran.text() };
  }

  async function example(id: string): Promise<unknown> {
    const token = (await command('token', id)).text.trim();
    const persona = listed
      .parse(JSON.parse((await command('token', '--list', '--json')).text))
      .find((one) => one.id === id);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(persona?.example),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  }

  it('lists its personas with the promised members, and a token of each opens the door', async () => {
    const { code, text } = await command('token', '--list', '--json');
    expect(code).toBe(0);
    const personas = listed.parse(JSON.parse(text));
    expect(personas.map(({ id }) => id)).toContain('lotte');
    expect(personas).toHaveLength(42);
    expect(await example('elin')).toMatchObject({ data: { me: { person: { name: { full: 'Elin Wilgenkamper' } } } } });
  });

  it('lists its holders with their addresses, each of them ready', async () => {
    const { text } = await command('holders', '--json');
    const holders = z.array(z.object({ name: z.string(), url: z.url() })).parse(JSON.parse(text));
    expect(holders.map(({ url }) => url)).toEqual(
      [10, 21, 22, 31, 32, 41, 51, 52].map((offset) => `http://127.0.0.1:${port + offset}`),
    );
    for (const { url } of holders) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('closes what a mother withdrew when the clock is moved past 10:42', async () => {
    const plans = z.object({
      data: z.object({ household: z.object({ plans: z.array(z.object({ parts: z.array(z.unknown()) })) }) }),
    });
    const parts = (body: unknown): number[] => plans.parse(body).data.household.plans.map((plan) => plan.parts.length);
    expect(parts(await example('bram'))).toEqual([1, 3]);
    expect((await command('clock', '2026-11-22T10:42:00+01:00')).text).toContain('Sunday, 22 November 2026 at 10:42');
    expect(parts(await example('bram'))).toEqual([1, 1]);
  });

  it('goes on with the same data and the same ids when it is started again, and takes another world when it is given one', async () => {
    const before = (await command('token', '--list', '--json')).text;
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    program = run('bin/start.js', [], { env });
    expect(await program.says(/ready in/)).not.toContain('is new here');
    expect((await command('token', '--list', '--json')).text).toBe(before);

    program.process.kill('SIGINT');
    await program.ended;
    const file = join(base, 'small.yaml');
    const [, small = ''] =
      /^```yaml\n([\s\S]*?)^```$/m.exec(readFileSync(join(project, 'docs/worlds.md'), 'utf8')) ?? [];
    writeFileSync(file, small);
    program = run('bin/start.js', ['--world', file], { env });
    expect(await program.says(/ready in/)).toContain('The world "small" is new here: 2 people at 3 holders.');
    expect(await example('anna')).toMatchObject({
      data: { household: { plans: [{ holder: { name: 'Team Twee' } }] } },
    });
    expect((await command('token', 'lotte')).text).toContain('There is no persona "lotte".');
  });

  it('ends with every place that is wrong in a world file, and nothing running', async () => {
    program.process.kill('SIGINT');
    await program.ended;
    const file = join(base, 'wrong.yaml');
    writeFileSync(file, 'name: Wrong\nnow: soon\n');
    program = run('bin/start.js', ['--world', file], { env });
    expect(await program.ended).toBe(1);
    expect(program.text()).toContain(`The world file ${file} cannot be used:\n  says: it is missing.\n`);
    expect(program.text()).toContain('line 1, name: a slug is lower-case letters and digits');
    expect(program.text()).toContain('line 2, now: Invalid ISO datetime.');
    expect(program.text()).not.toMatch(/\n\s+at /);
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  });
});
