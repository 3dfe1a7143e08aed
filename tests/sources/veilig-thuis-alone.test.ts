// Holder and case system as processes of their own, as a partner runs them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { loadVeiligThuis } from '../../subgraphs/veilig-thuis/load.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { bsnOf, keyOf, seed, VEILIG_THUIS } from './veilig-thuis-file.ts';

const HOLDER = 'subgraphs/veilig-thuis/main.ts';
const CASE_SYSTEM = 'subgraphs/veilig-thuis/case-system/main.ts';
const SECRET = 'a-secret-of-the-case-system';

describe('Veilig Thuis alone', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function run(file: string, env: Record<string, string>): ChildProcess {
    const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
    const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  async function addressOf(child: ChildProcess): Promise<string> {
    for await (const chunk of child.stdout ?? []) {
      const [address] = /http:\/\/\S+/.exec(String(chunk)) ?? [];
      if (address !== undefined) return address;
    }
    throw new Error('ended without an address');
  }

  it('both start from their environment, are ready, and end on SIGTERM', async () => {
    const database = await createTestDatabase();
    await loadVeiligThuis({ databaseUrl: database.url, holder: VEILIG_THUIS, seed, keyOf, bsnOf });
    const caseSystem = run(CASE_SYSTEM, { DATABASE_URL: database.url, CASE_SYSTEM_SECRET: SECRET, PORT: '0' });
    const caseSystemUrl = await addressOf(caseSystem);
    const holder = run(HOLDER, {
      HOLDER_OIN: VEILIG_THUIS.oin,
      HOLDER_KIND: 'VEILIG_THUIS',
      HOLDER_NAME: VEILIG_THUIS.name,
      HOLDER_REGION: 'Oost',
      CASE_SYSTEM_URL: caseSystemUrl,
      CASE_SYSTEM_SECRET: SECRET,
      GATEWAY_ISSUER: 'https://gateway.test',
      GATEWAY_JWKS: 'http://127.0.0.1:9/jwks.json',
      PORT: '0',
    });
    const holderUrl = await addressOf(holder);
    expect((await fetch(`${holderUrl}/health/ready`)).status).toBe(200);
    // Outside the demo nobody learns how often a holder was called.
    expect((await fetch(`${holderUrl}/calls`)).status).toBe(404);

    caseSystem.kill('SIGTERM');
    expect((await once(caseSystem, 'exit'))[0]).toBe(0);
    expect((await fetch(`${holderUrl}/health/ready`)).status).toBe(503);
    holder.kill('SIGTERM');
    expect((await once(holder, 'exit'))[0]).toBe(0);
    await database.drop();
  });

  it.each([
    [HOLDER, 'CASE_SYSTEM_URL'],
    [CASE_SYSTEM, 'DATABASE_URL'],
  ])('%s without settings says which, without a stack', async (file, name) => {
    const child = run(file, {});
    let told = '';
    child.stderr?.on('data', (chunk) => {
      told += String(chunk);
    });
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(told).toContain(name);
    expect(told).toMatch(/^(This holder|The case system) cannot start/);
    expect(told).not.toMatch(/\.ts:\d+/);
  });
});
