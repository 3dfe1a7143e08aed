// Real issuers over HTTP (the demo's), a registry of fixed lists, the room as the gateway uses it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey } from '../../demo/issuer/key.ts';
import { persona } from '../../demo/issuer/persona.ts';
import { type RunningIssuer, serveIssuer } from '../../demo/issuer/serve.ts';
import { registryOf } from '../../gateway/adapters/registry.ts';
import { createAuthenticate } from '../../gateway/authenticate/authenticate.ts';
import { issuerRegistration } from '../../gateway/vocabulary/registration.ts';
import { OTHER_TEAM, SAFE_HOME, sampleWorld, TEAM } from '../store/sample-world.ts';

const AUDIENCE = 'https://samenzicht.example/graphql';

const professionals = [
  { id: 'anna', name: 'Anna', kind: 'PROFESSIONAL', sub: 'skj.1', organisation: TEAM, role: 'FAMILY_WORKER' },
  {
    id: 'bram',
    name: 'Bram',
    kind: 'PROFESSIONAL',
    sub: 'skj.2',
    organisation: TEAM,
    motherOrganisation: OTHER_TEAM,
    role: 'PREVENTIVE_WORKER',
  },
  { id: 'carla', name: 'Carla', kind: 'PROFESSIONAL', sub: 'skj.3', organisation: SAFE_HOME, role: 'AUDITOR' },
  {
    id: 'dirk',
    name: 'Dirk',
    kind: 'PROFESSIONAL',
    sub: 'skj.4',
    organisation: TEAM,
    motherOrganisation: SAFE_HOME,
    role: 'FAMILY_WORKER',
  },
].map((one) => persona.parse(one));
const citizens = [
  { id: 'mia', name: 'Mia', kind: 'DATA_SUBJECT', sub: 'citizen-1', role: 'DATA_SUBJECT', bsn: '999990019' },
].map((one) => persona.parse(one));

describe('authenticate', () => {
  let issuer: RunningIssuer;
  let citizensIssuer: RunningIssuer;
  beforeAll(async () => {
    issuer = await serveIssuer({ port: 0, key: await makeKey(), audience: AUDIENCE, personas: professionals });
    citizensIssuer = await serveIssuer({ port: 0, key: await makeKey(), audience: AUDIENCE, personas: citizens });
  });
  afterAll(() => Promise.all([issuer.close(), citizensIssuer.close()]));

  async function tokenOf(at: RunningIssuer, id: string): Promise<string> {
    const response = await fetch(`${at.url}/demo/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: id }),
    });
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'access_token' in body) return String(body.access_token);
    throw new Error('no token');
  }
  function room(settings: { organisations?: readonly string[]; now?: () => number } = {}) {
    const registered = issuerRegistration.parse({
      issuer: issuer.url,
      jwks: `${issuer.url}/.well-known/jwks.json`,
      organisations: settings.organisations ?? [TEAM, OTHER_TEAM],
      citizens: false,
    });
    const ofCitizens = issuerRegistration.parse({
      issuer: citizensIssuer.url,
      jwks: `${citizensIssuer.url}/.well-known/jwks.json`,
      organisations: [],
      citizens: true,
    });
    let registry = registryOf(sampleWorld.registrations, [registered, ofCitizens]);
    return {
      enter: createAuthenticate({
        registry: {
          registrations: () => registry.registrations(),
          holder: (oin) => registry.holder(oin),
          issuer: (iss) => registry.issuer(iss),
        },
        audience: AUDIENCE,
        now: settings.now ?? Date.now,
      }),
      forget(): void {
        registry = registryOf(sampleWorld.registrations.slice(1), [registered, ofCitizens]);
      },
    };
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('a professional speaks for the organisation of the token, in its one role', async () => {
    expect(await room().enter(bearer(await tokenOf(issuer, 'anna')))).toEqual({
      kind: 'PROFESSIONAL',
      professional: 'skj.1',
      organisation: { oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Lokaal team Noord', region: 'noord' },
      motherOrganisation: null,
      role: 'FAMILY_WORKER',
      assurance: 'urn:etoegang:core:assurance-class:loa3',
      client: 'demo',
    });
  });

  test('a seconded professional brings the mother organisation, if the issuer speaks for it too', async () => {
    expect(await room().enter(bearer(await tokenOf(issuer, 'bram')))).toMatchObject({
      organisation: { oin: TEAM },
      motherOrganisation: { oin: OTHER_TEAM },
    });
    expect(await room().enter(bearer(await tokenOf(issuer, 'dirk')))).toMatchObject({ code: 'CALLER_NOT_ALLOWED' });
  });

  test('a data subject speaks for nobody but himself or herself', async () => {
    expect(await room().enter(bearer(await tokenOf(citizensIssuer, 'mia')))).toEqual({
      kind: 'DATA_SUBJECT',
      bsn: '999990019',
      role: 'DATA_SUBJECT',
      assurance: 'urn:etoegang:core:assurance-class:loa4',
      client: 'demo',
    });
  });

  test('an issuer may not speak for an organisation that it is not registered for', async () => {
    expect(await room().enter(bearer(await tokenOf(issuer, 'carla')))).toMatchObject({ code: 'CALLER_NOT_ALLOWED' });
    expect(await room({ organisations: [] }).enter(bearer(await tokenOf(issuer, 'anna')))).toMatchObject({
      code: 'CALLER_NOT_ALLOWED',
    });
  });

  test('a token serves again until it expires, and no longer', async () => {
    let now = Date.now();
    const { enter } = room({ now: () => now });
    const token = await tokenOf(issuer, 'anna');
    const first = await enter(bearer(token));
    expect(await enter(bearer(token))).toBe(first);
    now += 3_590_000;
    expect(await enter(bearer(token))).toMatchObject({ kind: 'PROFESSIONAL' });
    now += 30_000;
    expect(await enter(bearer(token))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a token that was good is refused once its organisation is no longer registered', async () => {
    const { enter, forget } = room();
    const token = await tokenOf(issuer, 'anna');
    expect(await enter(bearer(token))).toMatchObject({ kind: 'PROFESSIONAL' });
    forget();
    expect(await enter(bearer(token))).toMatchObject({ code: 'CALLER_NOT_ALLOWED' });
  });
});
