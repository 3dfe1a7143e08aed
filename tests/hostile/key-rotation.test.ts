// A rotation of the grant keys under way, on a running system: requests go on through it, and none of them fails at any holder.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotateKeys } from '../../bin/grant-keys/rotate.ts';
import { type GatewaySettings, gatewaySettings } from '../../gateway/settings.ts';
import { instantOf } from '../../gateway/vocabulary/clock.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let folder: string;
let file: string;
beforeAll(async () => {
  system = await startSystem();
  folder = mkdtempSync(join(tmpdir(), 'samenzicht-keys-'));
  file = join(folder, 'gateway.json');
});
afterAll(async () => {
  await system?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inFile = (): GatewaySettings => gatewaySettings.parse(JSON.parse(readFileSync(file, 'utf8')));
const published = async (): Promise<string[]> => {
  const { keys } = (await (await fetch(`${system.url}/.well-known/jwks.json`)).json()) as { keys: { x: string }[] }; // RFC 7517.
  return keys.map(({ x }) => x);
};

describe('the operator’s command', () => {
  it('adds a key that signs a minute later and keeps the present one; again only when that is over', () => {
    writeFileSync(file, JSON.stringify(system.settings.gateway), { mode: 0o600 });
    const begin = Date.parse('2026-11-22T09:00:00Z');
    expect(rotateKeys(file, begin)).toMatchObject({ ok: true });
    const once = inFile();
    expect(once.grantKey).toEqual(system.settings.gateway.grantKey);
    expect(once.grantKeysToCome?.map(({ from }) => from)).toEqual([instantOf(begin + 60_000)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const at of [begin + 1_000, begin + 119_999]) expect(rotateKeys(file, at)).toMatchObject({ ok: false });
    expect(inFile()).toEqual(once);
    expect(rotateKeys(file, begin + 120_000)).toMatchObject({ ok: true });
    expect(inFile().grantKey).toEqual(once.grantKeysToCome?.[0]?.key);
    expect(inFile().grantKeysToCome).toHaveLength(1);
  });

  it('says what is wrong with a file and never what stands in it', () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify({ ...system.settings.gateway, grantKey: { d: 'PRIVATE' } }));
    const { ok, says } = rotateKeys(bad, 0);
    expect([ok, says.includes('grantKey'), says.includes('PRIVATE')]).toEqual([false, true, false]);
    expect(rotateKeys(join(folder, 'none.json'), 0).says).toContain('cannot be read');
  });
});

describe('a rotation', () => {
  it('while requests run fails none of them: before, at the moment, and after the old key is gone', async () => {
    const { grantKey } = system.settings.gateway;
    const other = inFile().grantKeysToCome?.[0]?.key;
    if (other === undefined) throw new Error('no key to come');
    // Every holder has fetched the present key, and holds back from fetching again for ten seconds.
    for (const persona of ['lotte', 'esther', 'femke', 'rosa'])
      expect((await system.example(persona)).status).toBe(200);
    const moment = Date.now() + 11_000;
    system.useGrantKeys({ grantKey, grantKeysToCome: [{ key: other, from: instantOf(moment) }] });
    expect(await published()).toEqual([grantKey.x, other.x]);

    const failed: string[] = [];
    let asked = 0;
    let after = 0;
    const asker = async (persona: string): Promise<void> => {
      while (Date.now() < moment + 2_000) {
        const { status, text } = await system.example(persona);
        asked += 1;
        if (Date.now() > moment) after += 1;
        if (status !== 200 || text.includes('UNREACHABLE')) failed.push(`${persona} ${status}`);
      }
    };
    await Promise.all(['lotte', 'esther', 'femke'].map(asker));
    expect([failed, asked > 50, after > 5]).toEqual([[], true, true]);

    system.useGrantKeys({ grantKey: other });
    expect(await published()).toEqual([other.x]);
    for (const persona of ['lotte', 'rosa']) {
      const { status, text } = await system.example(persona);
      expect([status, text.includes('UNREACHABLE')]).toEqual([200, false]);
    }
  });
});
