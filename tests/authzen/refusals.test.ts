// How a call ends that the rooms cannot decide: a no with its reason, or no answer at all. Never a yes, and never an empty list that says nothing is open.
import { describe, expect, it } from 'vitest';
import { createDecisionPoint } from '../../gateway/authzen/decision-point.ts';
import { NO_CAPABILITIES } from '../../gateway/authzen/metadata.ts';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import type { Gather } from '../../gateway/gather/gather.ts';
import { noOwnCases, ownSourceUnreachable, storeUnreadable } from '../../gateway/gather/refusals.ts';
import type { CallEnd, Recorded } from '../../gateway/vocabulary/record.ts';
import type { Refusal } from '../../gateway/vocabulary/refusal.ts';
import { beginVisit } from '../../gateway/vocabulary/visit.ts';
import { callerWith, HOLDERS, NOW, OWN, policyWith, ruleWith, TEAM } from '../rooms/decide-world.ts';

const visit = beginVisit(
  { authorization: undefined, requestId: undefined, traceparent: undefined, signal: new AbortController().signal },
  { domain: () => NOW, wall: () => NOW },
);
const subject = { type: 'professional', id: 'asker', properties: {} };
const action = { name: 'SUPPORT_PLAN', properties: {} };
const resource = { type: 'cell', id: `somebody.PLAN.${TEAM}`, properties: {} };
const ask = { subject, action, resource, context: {} };
const set = policyWith([ruleWith()]);

function pointWith(gathered: Refusal | Error, caller = callerWith(), unrecorded: Refusal | null = null) {
  const ends: CallEnd[] = [];
  const gather: Gather = async () => {
    if (gathered instanceof Error) throw gathered;
    return gathered;
  };
  const open = createDecisionPoint({
    gatherFor: () => gather,
    policy: () => compilePolicy(set),
    store: { shields: async () => [] },
    audit: async (end) => {
      ends.push(end);
      // Only audit makes the proof; this one keeps the end instead.
      return unrecorded ?? ({ recordId: end.recordId } as Recorded);
    },
    ids: { seal: (_kind, inner) => inner, open: () => 'somebody-in-a-case' },
    registry: {
      registrations: () => HOLDERS,
      holder: (oin) => HOLDERS.find(({ organisation }) => organisation.oin === oin),
      issuer: () => undefined,
    },
    policySet: () => set,
    capabilities: NO_CAPABILITIES,
  });
  return { ends, point: open(visit, caller, 'adl.access_evaluation', { kind: 'EVALUATION', ask }) };
}
const search = { subject, action, resource, context: {}, page: {} };

describe('an own source that cannot be reached', () => {
  it('is a no with its reason, and no answer to a search', async () => {
    const { point } = pointWith(ownSourceUnreachable());
    expect(await point.evaluate(ask)).toMatchObject({ decision: false, context: { reason: 'FACT_UNAVAILABLE' } });
    expect(await point.resources(search)).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    expect(await point.actions(search)).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    expect(await point.subjects(search)).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
  });
});

describe('a store that cannot be read', () => {
  it('ends the call: nothing is decided on what may have been withdrawn', async () => {
    const { point, ends } = pointWith(storeUnreadable());
    const refusal = await point.evaluate(ask);
    expect(refusal).toMatchObject({ code: 'GATEWAY_STALE' });
    expect(await point.resources(search)).toMatchObject({ code: 'GATEWAY_STALE' });
    expect(await point.end(null, storeUnreadable())).toBeNull();
    expect(ends).toMatchObject([
      { refusal: { code: 'GATEWAY_STALE' }, parts: [{ refusal: { code: 'GATEWAY_STALE' } }] },
    ]);
  });
});

describe('who is asked about', () => {
  it('without own cases is a no like any other', async () => {
    const { point } = pointWith(noOwnCases());
    expect(await point.evaluate(ask)).toEqual({ decision: false, context: { record_id: visit.recordId } });
    expect(await point.resources(search)).toEqual([]);
    expect(await point.actions(search)).toEqual([]);
    expect(await point.subjects(search)).toEqual([]);
  });
});

describe('who asks', () => {
  it.each(['ANALYST', 'AUDITOR', 'FG', 'LOG_KEEPER', 'MANDATE_HOLDER', 'PRIVACY_OFFICER'])(
    'in the role %s, which has no cases, is not answered at all',
    async (role) => {
      const { point } = pointWith(new Error('nobody may be asked'), callerWith({ role }));
      for (const answer of [
        point.evaluate(ask),
        point.resources(search),
        point.actions(search),
        point.subjects(search),
      ]) {
        expect(await answer).toMatchObject({ code: 'CALLER_NOT_ALLOWED' });
      }
    },
  );
});

describe('a record that cannot be written', () => {
  it('is what the end of the call says, whatever was decided', async () => {
    const { point } = pointWith(noOwnCases(), callerWith(), storeUnreadable());
    await point.evaluate(ask);
    expect(await point.end([false], null)).toMatchObject({ kind: 'REFUSAL' });
  });
});

describe('a resource', () => {
  it.each([
    `PLAN.${OWN}`,
    'a.PLAN',
    `a.NONE.${OWN}`,
    `a.PLANS.${OWN}`,
    `a.PLAN.${OWN}.b`,
    `.PLAN.${OWN}`,
    'a.PLAN.1',
    '',
  ])('named %s is no cell: the answer says how one is named, whether or not anything exists', async (id) => {
    const { point } = pointWith(new Error('nobody is asked'));
    expect(await point.evaluate({ ...ask, resource: { ...resource, id } })).toEqual({
      decision: false,
      context: {
        record_id: visit.recordId,
        error: { status: 400, message: 'resource.id: a cell is named PERSON.CATEGORY.OIN' },
      },
    });
  });

  it('at a holder that is not registered, or a consent at another than the own organisation, is a no without asking', async () => {
    const { point } = pointWith(new Error('nobody is asked'));
    for (const id of [`a.PLAN.${'7'.repeat(20)}`, `a.CONSENT_RECORD.${TEAM}`]) {
      expect(await point.evaluate({ ...ask, resource: { ...resource, id } })).toEqual({
        decision: false,
        context: { record_id: visit.recordId },
      });
    }
  });
});
