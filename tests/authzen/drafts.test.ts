// What answers carry beyond AuthZEN 1.0: nothing, until an installation switches it on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCells } from '../../gateway/answer/cells.ts';
import type { Capabilities } from '../../gateway/authzen/metadata.ts';
import { NO_CAPABILITIES } from '../../gateway/authzen/metadata.ts';
import type { CellAsked } from '../../gateway/authzen/question.ts';
import { denied, evaluatedOf } from '../../gateway/authzen/verdict.ts';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { shield } from '../../gateway/shield/shield.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import { beginVisit } from '../../gateway/vocabulary/visit.ts';
import {
  ask,
  asking,
  CHILD,
  child,
  factsWith,
  LAW,
  NOW,
  policyWith,
  rowWith,
  ruleWith,
  TEAM,
} from '../rooms/decide-world.ts';
import { serveFixture } from './fixture.ts';

const ON: Capabilities = { obligations: true, accessRequests: true };
const bound = (_cell: unknown, reason: string) => (reason === 'PENDING_RELEASE' ? 'the binding token' : null);
const law = [...LAW.filter(({ id }) => id !== 'duty'), rowWith({ id: 'duty', force: 'MUST', informs: true })];
const cell: CellAsked = { person: CHILD, category: 'PLAN', holder: TEAM, source: 'LOCAL_TEAM', ownCase: undefined };
const visit = beginVisit(
  { authorization: undefined, requestId: undefined, traceparent: undefined, signal: new AbortController().signal },
  { domain: () => NOW, wall: () => NOW },
);

function evaluate(rule: PolicyRule, capabilities: Capabilities) {
  const facts = factsWith();
  const decision = compilePolicy(
    policyWith([rule, ruleWith({ id: 'own', source: { kind: 'LOCAL_TEAM', whose: 'OWN' }, disclosure: [] })], { law }),
  ).decide(facts, asking([ask('LOCAL_TEAM', 'PLAN')]));
  const wording = {
    visit,
    capabilities,
    law: new Map(law.map((row) => [row.id as string, row])),
    binding: capabilities.accessRequests ? bound : () => null,
  };
  return evaluatedOf(readCells(shield(decision, facts, [])), [child], cell, wording);
}
const byDuty = ruleWith({ fields: ['Plan.kind'] });

describe('a permission', () => {
  it('says by what and within which limits', () => {
    expect(evaluate(byDuty, NO_CAPABILITIES)).toEqual({
      decision: true,
      context: {
        record_id: visit.recordId,
        rule: 'rule',
        bases: ['own-task', 'duty'],
        regime: 'CONSENT',
        via: 'DUTY',
        period: { from: '2024-03-31', until: null },
        fields: ['Plan.kind'],
      },
    });
  });

  it('carries the limits and the duty to inform as obligations, when that is switched on', () => {
    expect(evaluate(byDuty, ON).context?.obligations).toEqual([
      {
        id: 'limits',
        type: 'custom',
        properties: { name: 'limits', period: { from: '2024-03-31', until: null }, fields: ['Plan.kind'] },
      },
      { id: 'inform', type: 'custom', properties: { name: 'inform-data-subject', bases: ['duty'] } },
    ]);
    expect(evaluate(ruleWith({ processing: ['own-task'], disclosure: ['may'] }), ON).context).not.toHaveProperty(
      'obligations',
    );
  });
});

describe('a denial', () => {
  it('that waits for a release says how to ask and until when, when that is switched on', () => {
    const rule = ruleWith({ disclosure: ['may'] });
    const reason_user = { nl: expect.any(String), en: expect.any(String) };
    expect(evaluate(rule, NO_CAPABILITIES).context).toEqual({
      record_id: visit.recordId,
      reason: 'PENDING_RELEASE',
      reason_user,
    });
    expect(evaluate(rule, ON).context).toEqual({
      record_id: visit.recordId,
      reason: 'PENDING_RELEASE',
      reason_user,
      evaluation_id: visit.recordId,
      evaluated_at: '2026-11-20T09:00:00.000Z',
      access_request: {
        expires_at: '2026-11-20T09:15:00.000Z',
        template: 'release',
        binding_token: 'the binding token',
        display: { title: 'Verzoek om vrijgave', description: expect.stringContaining('your') },
      },
    });
  });

  it('that a release cannot lift has none of it, switched on or not', () => {
    for (const [rule, reason] of [
      [ruleWith({ disclosure: ['consent'] }), 'NO_VALID_CONSENT'],
      [ruleWith({ regime: 'POWERS' }), 'NEEDS_NECESSITY'],
    ] as const) {
      const { context } = evaluate(rule, ON);
      expect(context).toMatchObject({ reason });
      expect(context).not.toHaveProperty('access_request');
    }
    expect(denied(null, { visit, binding: bound })).toEqual({
      decision: false,
      context: { record_id: visit.recordId },
    });
  });
});

describe('the metadata', () => {
  let fixture: Awaited<ReturnType<typeof serveFixture>>;
  beforeAll(async () => {
    fixture = await serveFixture(ON);
  });
  afterAll(() => fixture.close());

  it('says what was switched on', async () => {
    const response = await fetch(`${fixture.url}/.well-known/authzen-configuration`);
    expect(await response.json()).toMatchObject({
      policy_decision_point: 'https://pdp.example',
      supported_obligations: ['custom'],
      access_request_endpoint: 'https://pdp.example/access/v1/requests',
      capabilities: ['urn:openid:authzen:capability:access-request'],
    });
  });
});
