// What must not fail open: rules that are missing or broken, a plan without its request, a moment of midnight.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { type OpenGateway, openGateway } from '../../gateway/open-gateway.ts';
import { indexFields } from '../../gateway/vocabulary/field-index.ts';
import { policyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let policies: PolicySet;
const open: OpenGateway[] = [];
beforeAll(async () => {
  system = await startSystem();
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error('the policies cannot be used');
  policies = loaded.set;
});
afterAll(async () => {
  for (const gateway of open) await gateway.close();
  await system?.close();
});

async function under(policy: PolicySet, notes: string[] = []): Promise<{ status: number; text: string }> {
  const settings = { ...system.settings.gateway, port: 0 };
  const gateway = await openGateway(settings, { policy, telemetryDisabled: 'true', note: (line) => notes.push(line) });
  open.push(gateway);
  const { query, variables } = system.persona('lotte').example;
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await system.token('lotte')}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
}

describe('attacks 27 and 31: a gateway', () => {
  it('without any rule opens nothing and asks nobody for data', async () => {
    const before = await system.calls('team-b');
    const { status, text } = await under({ ...policies, rules: [] });
    expect([status, (await system.calls('team-b')).data]).toEqual([200, before.data]);
    expect(text).toContain('"opened":[]');
    expect(text).not.toContain('Hazelbrinker');
    expect(text).toContain('"members":[]');
  });

  it('without a register of purposes opens nothing', async () => {
    const { text } = await under({ ...policies, purposes: [] });
    expect(text).toContain('"opened":[]');
    expect(text).toContain('"members":[]');
  });

  it('whose schema lost its classification does not start', () => {
    const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    for (const lost of ['data', 'subject', 'folded']) {
      const supergraph = read('schema/supergraph.graphql').replaceAll(`@${lost}`, '@lost');
      expect(() => indexFields(supergraph, read('schema/request.graphql'))).toThrow(`@${lost}`);
    }
  });
});

describe('attacks 28 and 30: a rule', () => {
  it('whose condition fails for whatever cause ends the request without data, and is not skipped', async () => {
    const notes: string[] = [];
    const broken = policies.rules.map((rule) => ({
      ...rule,
      conditions: [
        {
          get kind(): never {
            throw new Error('KANARIE');
          },
        },
      ],
    }));
    const outcome = await under({ ...policies, rules: broken as unknown as PolicySet['rules'] }, notes).then(
      ({ status, text }) => ({ started: true, status, text }),
      (error: unknown) => ({ started: false, status: 0, text: String(error) }),
    );
    expect(outcome.text).not.toContain('Hazelbrinker');
    expect([outcome.started, outcome.status === 200]).toEqual([false, false]);
    expect(notes.join()).not.toContain('KANARIE');
  });

  it('with a condition of a kind that nobody knows opens nothing, and is not skipped', async () => {
    const unknown = policies.rules.map((rule) => ({ ...rule, conditions: [{ kind: 'OBLIGATION', log: true }] }));
    const { status, text } = await under({ ...policies, rules: unknown as unknown as PolicySet['rules'] }); // No door lets it in.
    expect([status, text.includes('"opened":[]'), text.includes('Hazelbrinker')]).toEqual([200, true, false]);
  });

  it('with a member that nobody knows is refused at the door', () => {
    const [rule] = policies.rules;
    expect(policyRule.safeParse(rule).success).toBe(true);
    expect(policyRule.safeParse({ ...rule, obligations: ['log'] }).success).toBe(false);
    expect(policyRule.safeParse({ ...rule, conditions: [{ kind: 'OBLIGATION' }] }).success).toBe(false);
  });
});

describe('attack 35: a birthday', () => {
  it('counts from midnight in Amsterdam: a second before it the child does not decide yet', async () => {
    const now = system.settings.gateway.domainNow ?? '';
    const birthday = new Date(Date.parse(now) - 86_400_000).toISOString().slice(0, 10);
    const openCells = async (moment: string): Promise<number> => {
      await system.moveClock(moment);
      const { body } = await system.example('jasper');
      const { extensions } = body as {
        extensions: { access: { opened: { holder: string; subjects: string[]; categories: string[] }[] } };
      }; // The gateway's own words.
      return extensions.access.opened
        .filter(({ holder }) => holder === system.oin('team-a'))
        .reduce((sum, { subjects, categories }) => sum + subjects.length * categories.length, 0);
    };
    const before = await openCells(`${birthday}T00:00:00+01:00`);
    const eve = new Date(Date.parse(`${birthday}T00:00:00+01:00`) - 2_000).toISOString();
    const justBefore = await openCells(eve);
    expect(justBefore).toBeGreaterThan(before);
    // The same two seconds, told in another zone.
    expect(await openCells(new Date(Date.parse(eve) + 60_000).toISOString())).toBe(before);
  });
});
