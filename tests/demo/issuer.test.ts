import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { persona } from '../../demo/issuer/persona.ts';
import { type RunningIssuer, serveIssuer } from '../../demo/issuer/serve.ts';

const anna = persona.parse({
  id: 'anna',
  name: 'Anna',
  kind: 'PROFESSIONAL',
  sub: 'skj.1',
  organisation: '00000001000000000001',
  role: 'FAMILY_WORKER',
});
const mia = persona.parse({
  id: 'mia',
  name: 'Mia',
  kind: 'DATA_SUBJECT',
  sub: 'citizen-1',
  role: 'DATA_SUBJECT',
  bsn: '999990019',
});
const given = z.object({ access_token: z.string(), expires_in: z.number() });
const keySet = z.object({ keys: z.array(z.record(z.string(), z.string())) });

describe('a demo issuer', () => {
  let folder: string;
  const running: RunningIssuer[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samenzicht-issuer-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
    rmSync(folder, { recursive: true });
  });

  async function start(personas: readonly (typeof anna)[], file = 'professionals.pem'): Promise<RunningIssuer> {
    const key = { file: join(folder, file) };
    const issuer = await serveIssuer({ port: 0, key, audience: 'https://samenzicht.example', personas });
    running.push(issuer);
    return issuer;
  }
  const ask = (issuer: RunningIssuer, body: unknown) =>
    fetch(`${issuer.url}/demo/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const keysOf = async (issuer: RunningIssuer) =>
    keySet.parse(await (await fetch(`${issuer.url}/.well-known/jwks.json`)).json()).keys;

  test('hands a persona a token of an hour that no other token equals', async () => {
    const issuer = await start([anna]);
    const first = given.parse(await (await ask(issuer, { persona: 'anna' })).json());
    const second = given.parse(await (await ask(issuer, { persona: 'anna' })).json());
    expect(first.expires_in).toBe(3600);
    const { iat = 0, exp = 0, jti = '', ...claims } = decodeJwt(first.access_token);
    expect(exp - iat).toBe(3600);
    expect(Buffer.from(jti, 'base64url')).toHaveLength(16);
    expect(decodeJwt(second.access_token).jti).not.toBe(jti);
    expect(claims).toEqual({
      iss: issuer.url,
      aud: ['https://samenzicht.example'],
      sub: 'skj.1',
      azp: 'demo',
      acr: 'urn:etoegang:core:assurance-class:loa3',
      organisation: '00000001000000000001',
      role: 'FAMILY_WORKER',
    });
    const [key] = await keysOf(issuer);
    expect(decodeProtectedHeader(first.access_token)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: key?.kid });
  });

  test('answers an unknown persona with the ones it knows', async () => {
    const response = await ask(await start([anna]), { persona: 'nobody' });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: 'There is no such persona here. These are known:',
      personas: ['anna'],
    });
  });

  test.each([[{}], [{ persona: 3 }], [[]], ['anna'], [null]])('answers %j with what to send', async (body) => {
    const response = await ask(await start([anna]), body);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('at ');
  });

  test('keeps its key over a restart, readable by its owner alone, and never publishes its private half', async () => {
    const issuer = await start([anna]);
    const before = await keysOf(issuer);
    await issuer.close();
    const after = await keysOf(await start([anna]));
    expect(after).toEqual(before);
    expect(Object.keys(before[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const file = join(folder, 'professionals.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('PRIVATE KEY');
  });

  test('of professionals and the one of citizens share no key, and none makes tokens for both', async () => {
    const [ofProfessionals] = await keysOf(await start([anna]));
    const [ofCitizens] = await keysOf(await start([mia], 'citizens.pem'));
    expect(ofProfessionals?.n).not.toBe(ofCitizens?.n);
    await expect(start([anna, mia])).rejects.toThrow('another for data subjects');
  });

  test('gives a data subject the BSN claim and no organisation', async () => {
    const { access_token } = given.parse(
      await (await ask(await start([mia], 'citizens.pem'), { persona: 'mia' })).json(),
    );
    expect(decodeJwt(access_token)).toMatchObject({ role: 'DATA_SUBJECT', bsn: '999990019', sub: 'citizen-1' });
    expect(decodeJwt(access_token)).not.toHaveProperty('organisation');
  });

  test('says when it is ready', async () => {
    const issuer = await start([anna]);
    expect((await fetch(`${issuer.url}/health/ready`)).status).toBe(200);
  });
});
