// npm start -- --gateways 2 as its user meets it: the commands, both addresses, one that is killed, and the record of both.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processAt } from '../../bench/process-at.ts';
import { stopServing } from '../../demo/postgres/cluster.ts';
import { findServer } from '../../demo/postgres/postmaster.ts';
import { endAllOf, type Program, remove, run, temporaryFolder } from '../house/support.ts';
import { freePortBase } from '../support/ports.ts';

const listed = z.array(z.object({ id: z.string(), example: z.unknown() }));
const plans = z.object({
  data: z.object({ household: z.object({ plans: z.array(z.object({ parts: z.array(z.unknown()) })) }) }),
});

describe('npm start -- --gateways 2', { timeout: 120_000 }, () => {
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
    program = run('bin/start.js', ['--gateways', '2'], { env });
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

  /** Parts of the plans that a persona sees in its own example, at one of the gateways. */
  async function partsFor(persona: string, at: number): Promise<readonly number[]> {
    const token = (await command('token', persona)).text.trim();
    const personas = listed.parse(JSON.parse((await command('token', '--list', '--json')).text));
    const answer = await fetch(`http://127.0.0.1:${at}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(personas.find(({ id }) => id === persona)?.example),
    });
    expect(answer.status).toBe(200);
    return plans.parse(await answer.json()).data.household.plans.map(({ parts }) => parts.length);
  }

  it('prints both addresses, and both give the same', async () => {
    expect(program.text()).toContain(`  gateway                 http://127.0.0.1:${port}/graphql\n`);
    expect(program.text()).toContain(`  gateway 2               http://127.0.0.1:${port + 1}/graphql\n`);
    expect([await partsFor('bram', port), await partsFor('bram', port + 1)]).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(JSON.parse((await command('holders', '--json')).text)).toHaveLength(8);
  });

  it('goes on at the second when the first is killed, with grants, commands and clock', async () => {
    process.kill(processAt(port), 'SIGKILL');
    await program.says(/Gateway 1 .* ended by itself \(signal SIGKILL\)\. The other one goes on\./);
    expect((await command('clock', '2026-11-22T10:42:00+01:00')).text).toContain('Sunday, 22 November 2026 at 10:42');
    expect(await partsFor('bram', port + 1)).toEqual([1, 1]);
  });

  it('has a sound record of two chains', async () => {
    const { code, text } = await command('audit', 'verify');
    expect(code).toBe(0);
    expect(text).toMatch(/^The record is sound: \d+ rows in 2 chains\.\n/);
  });

  it('ends in order with Ctrl-C', async () => {
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.text()).toContain(`Gateway 2 (port ${port + 1}): finishing what runs.\n`);
    expect(program.text()).not.toContain(`Gateway 1 (port ${port}): finishing`);
  });
});
