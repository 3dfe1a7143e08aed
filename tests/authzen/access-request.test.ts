// Access requests (ARAP draft 1) through the running system: asked over AuthZEN, answered in the graph, asked again; and what the status never tells.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseWorld } from '../../demo/world/read-world.ts';
import { questionIn } from '../../gateway/access-requests/access-request.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import type { ProfessionalCaller } from '../../gateway/vocabulary/caller.ts';
import { professionalId } from '../../schema/identifiers.ts';
import { type Asking, createAsking } from '../release/asking.ts';
import { createPeople, type People } from '../release/people.ts';
import { DEFAULT_WORLD, type System, startSystem } from '../support/system.ts';
import { askPoint, type PointReply, professionalOf } from './asking.ts';

const { now } = parseWorld('default.yaml', DEFAULT_WORLD);
let system: System;
let asking: Asking;
let people: People;
let sql: Sql;
beforeAll(async () => {
  system = await startSystem({ authzen: { obligations: false, accessRequests: true } });
  asking = createAsking(system);
  people = createPeople(system);
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(() => system.moveClock(now));

const denial = z.object({
  decision: z.literal(false),
  context: z.object({
    reason: z.string(),
    evaluation_id: z.string(),
    access_request: z.object({ expires_at: z.string(), template: z.string(), binding_token: z.string() }),
  }),
});
const task = z.object({
  task: z.object({
    id: z.string(),
    status: z.string(),
    status_endpoint: z.string(),
    expires_at: z.string().optional(),
  }),
  result: z.object({ mode: z.string(), approval: z.object({ id: z.string(), approved_until: z.string() }) }).optional(),
});
const PURPOSE = 'VT_INVESTIGATION';

const cellOf = (person: string, category: string, holder: string): string =>
  `${people.person(person, 'vt-lindemeer')}.${category}.${people.at(holder)}`;

function evaluate(id: string, context: object = {}): Promise<PointReply> {
  const subject = professionalOf(system, 'esther');
  const question = { subject, action: { name: PURPOSE }, resource: { type: 'cell', id }, context };
  return askPoint(system, 'esther', 'evaluation', question);
}

async function submission(id: string, more: object = {}): Promise<Record<string, unknown>> {
  const { context } = denial.parse((await evaluate(id)).body);
  const { binding_token, expires_at } = context.access_request;
  return {
    subject: professionalOf(system, 'esther'),
    action: { name: PURPOSE },
    resource: { type: 'cell', id },
    context: { business_justification: 'Nodig voor het onderzoek.', discloses_own_case: true },
    denial: { evaluation_id: context.evaluation_id, binding_token, expires_at },
    requested_access: { requested_until: '2026-12-31T12:00:00Z' },
    ...more,
  };
}

const submit = (body: unknown, headers: Readonly<Record<string, string>> = {}, persona: string | null = 'esther') =>
  askPoint(system, persona, 'requests', body, headers);

async function statusOf(id: string, persona = 'esther'): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${system.url}/access/v1/requests/${id}`, {
    headers: { authorization: `Bearer ${await system.token(persona)}` },
  });
  return { status: response.status, body: await response.json() };
}

const PROBLEM = 'urn:openid:authzen:access-request:error:';

describe('an access request', () => {
  it('is announced in the metadata and on what waits for a release, and on nothing else', async () => {
    const metadata = await (await fetch(`${system.url}/.well-known/authzen-configuration`)).json();
    expect(metadata).toMatchObject({
      access_request_endpoint: expect.stringMatching(/\/access\/v1\/requests$/),
      capabilities: ['urn:openid:authzen:capability:access-request'],
    });
    const waits = denial.parse((await evaluate(cellOf('sem', 'SUPPORT', 'team-a'))).body);
    expect(waits.context).toMatchObject({ reason: 'PENDING_RELEASE', access_request: { template: 'release' } });
    const needs = (await evaluate(cellOf('sem', 'PLAN', 'team-a'))).text;
    expect(needs).toContain('NEEDS_NECESSITY');
    expect(needs).not.toContain('access_request');
  });

  it('is asked, waits, is released by who has the case there, and opens at the fresh question', async () => {
    const id = cellOf('sem', 'SUPPORT', 'team-a');
    const body = await submission(id);
    const reply = await submit(body, { 'idempotency-key': 'first-of-sem' });
    expect(reply.status).toBe(202);
    const { task: made } = task.parse(reply.body);
    expect(made.status).toBe('pending');
    expect(reply.headers.get('location')).toBe(made.status_endpoint);
    expect(made.status_endpoint.endsWith(`/access/v1/requests/${made.id}`)).toBe(true);
    expect(made.expires_at).toBe('2026-11-27T23:00:00.000Z');
    expect((await statusOf(made.id)).body).toEqual({ task: made });
    // It is the request of the graph, and the other way round.
    expect((await asking.list('esther')).made.map((one) => one.id)).toContain(made.id);

    // Repeated: the same task. With another body: refused.
    expect(task.parse((await submit(body, { 'idempotency-key': 'first-of-sem' })).body).task.id).toBe(made.id);
    const other = { ...body, context: { business_justification: 'Iets anders.', discloses_own_case: true } };
    const conflict = await submit(other, { 'idempotency-key': 'first-of-sem' });
    expect([conflict.status, conflict.body]).toMatchObject([409, { type: `${PROBLEM}duplicate_request` }]);
    expect(conflict.headers.get('content-type')).toContain('application/problem+json');
    const [row] = await sql`SELECT count(*)::int AS n FROM release_request`;
    expect(row?.n).toBe(1);

    const [asked] = (await asking.list('mirjam')).toAnswer;
    const household = people.household('gezin-kromwaarder', 'team-a');
    const said = { household, request: asked?.id, answer: 'RELEASE', until: '2026-12-31' };
    expect((await asking.act('mirjam', 'answerRelease', said)).problems).toEqual([]);

    const done = task.parse((await statusOf(made.id)).body);
    expect(done).toMatchObject({
      task: { id: made.id, status: 'approved' },
      result: { mode: 'reevaluate', approval: { approved_until: '2026-12-31T23:00:00.000Z' } },
    });
    const fresh = await evaluate(id, { approval: done.result?.approval });
    expect(fresh.body).toMatchObject({
      decision: true,
      context: { via: 'RELEASE', approval: done.result?.approval },
    });

    // The approval of one cell is none of another, and a made-up one is nothing at all.
    const scope = (await evaluate(cellOf('sem', 'SAFETY', 'team-a'), { approval: done.result?.approval })).body;
    expect(scope).toMatchObject({
      decision: false,
      context: { reason: 'out_of_scope', next_action: 'request', code: 'PENDING_RELEASE' },
    });
    const made_up = (await evaluate(cellOf('sem', 'SAFETY', 'team-a'), { approval: { id: 'A'.repeat(64) } })).body;
    expect(made_up).toMatchObject({
      decision: false,
      context: { reason: 'approval_unverifiable', next_action: 'none' },
    });

    // Ended: it was approved and stays so; the decision is that of today.
    const [given] = (await asking.list('mirjam')).given.filter(({ about }) => about === people.person('sem', 'team-a'));
    expect((await asking.act('mirjam', 'endRelease', { household, release: given?.id })).problems).toEqual([]);
    expect(task.parse((await statusOf(made.id)).body).task.status).toBe('approved');
    expect((await evaluate(id, { approval: done.result?.approval })).body).toMatchObject({
      decision: false,
      context: { reason: 'approval_expired', next_action: 'request', code: 'PENDING_RELEASE' },
    });
  });

  it('that was refused and one that nobody sees have the same status, always', async () => {
    // Iris has a case with Anouk; at the other team nobody has a file of these people.
    const refused = task.parse(
      (await submit(await submission(cellOf('anouk', 'INVOLVEMENT', 'gi-lindemeer')))).body,
    ).task;
    const unseen = task.parse((await submit(await submission(cellOf('anouk', 'INVOLVEMENT', 'team-b')))).body).task;
    const [asked] = (await asking.list('iris')).toAnswer;
    const household = people.household('preventief-kromwaarder', 'gi-lindemeer');
    const said = { household, request: asked?.id, answer: 'REFUSE' };
    expect((await asking.act('iris', 'answerRelease', said)).problems).toEqual([]);

    const told = async (): Promise<string[]> => {
      const both = [await statusOf(refused.id), await statusOf(unseen.id)];
      return both.map((one, at) => JSON.stringify(one).replaceAll([refused.id, unseen.id][at] ?? '', 'ID'));
    };
    for (const [moment, status] of [
      [now, 'pending'],
      ['2026-11-27T23:59:00+01:00', 'pending'],
      ['2026-11-28T00:01:00+01:00', 'expired'],
    ] as const) {
      await system.moveClock(moment);
      const [one, other] = await told();
      expect(one).toBe(other);
      expect(one).toContain(`"status":"${status}"`);
    }
  });

  it.each([
    ['about another cell', { resource: 'isa' }, 400, 'invalid_denial_binding'],
    [
      'by another subject',
      { subject: { type: 'professional', id: 'vt-lindemeer:niels' } },
      400,
      'invalid_denial_binding',
    ],
    ['for another purpose', { action: { name: 'SAFETY_ASSESSMENT' } }, 400, 'invalid_denial_binding'],
    [
      'with a later end of the denial',
      { denial: { expires_at: '2099-01-01T00:00:00Z' } },
      400,
      'invalid_denial_binding',
    ],
    ['with a made-up token', { denial: { binding_token: 'A'.repeat(200) } }, 400, 'invalid_denial_binding'],
  ])('%s is bound to no denial', async (_what, change, status, kind) => {
    const body = await submission(cellOf('sem', 'SAFETY', 'team-a'));
    const resource =
      'resource' in change ? { type: 'cell', id: cellOf('isa', 'MEASURE', 'gi-lindemeer') } : body.resource;
    const merged = {
      ...body,
      ...change,
      resource,
      denial: { ...Object(body.denial), ...('denial' in change ? change.denial : {}) },
    };
    const reply = await submit(merged);
    expect([reply.status, reply.body]).toMatchObject([status, { type: `${PROBLEM}${kind}` }]);
  });

  it.each([
    ['without saying that it discloses the own case', { context: { business_justification: 'Nodig.' } }],
    ['without a reason', { context: { discloses_own_case: true } }],
    ['without a denial', { denial: undefined }],
  ])('%s is not read', async (_what, change) => {
    const reply = await submit({ ...(await submission(cellOf('sem', 'SAFETY', 'team-a'))), ...change });
    expect([reply.status, reply.body]).toMatchObject([400, { type: 'about:blank', status: 400 }]);
  });

  it('comes too late once the denial has ended, whatever it says itself', async () => {
    const body = await submission(cellOf('sem', 'SAFETY', 'team-a'));
    const { expires_at } = z.object({ denial: z.object({ expires_at: z.string() }) }).parse(body).denial;
    const ids = createOutwardIds(Buffer.from(system.settings.gateway.keys.outwardIds, 'base64'));
    const made: Omit<ProfessionalCaller, symbol> = {
      kind: 'PROFESSIONAL',
      professional: professionalId.parse(professionalOf(system, 'esther').id),
      organisation: { oin: people.at('vt-lindemeer'), kind: 'VEILIG_THUIS', name: 'Veilig Thuis', region: null },
      motherOrganisation: null,
      role: 'VT_INVESTIGATOR',
      assurance: 'high',
      client: 'test',
    };
    // Only authenticate makes a caller; here a test does.
    const caller = made as ProfessionalCaller;
    const at = (wall: number) => questionIn(body, undefined, caller, { wall, domain: Date.parse(now) }, ids);
    expect(at(Date.parse(expires_at))).toMatchObject({
      variables: { input: { until: '2026-12-31', understood: true } },
    });
    expect(at(Date.parse(expires_at) + 1)).toMatchObject({
      problem: { status: 410, body: { type: `${PROBLEM}expired_denial` } },
    });
  });

  it('is a 404 to whoever has no case with that person, as one that does not exist', async () => {
    const made = task.parse((await submit(await submission(cellOf('isa', 'MEASURE', 'gi-lindemeer')))).body).task;
    const unknown = { status: 404, body: expect.objectContaining({ type: `${PROBLEM}unknown_task` }) };
    expect(await statusOf('A'.repeat(64))).toEqual(unknown);
    expect(await statusOf(made.id, 'niels')).toEqual(unknown);
    expect(await statusOf(made.id, 'mirjam')).toEqual(unknown);
    expect((await statusOf(made.id)).status).toBe(200);
  });

  it('is for professionals with a token, and each is recorded once, also what cannot be read', async () => {
    const count = async (): Promise<number> => {
      const [row] = await sql`SELECT count(*)::int AS n FROM audit_row WHERE kind = 'DECISION'`;
      return Number(row?.n);
    };
    const before = await count();
    expect((await submit({})).status).toBe(400);
    expect((await submit('no JSON')).status).toBe(400);
    expect((await submit({}, {}, null)).status).toBe(401);
    expect((await submit({}, {}, 'elin')).status).toBe(403);
    expect((await statusOf('x')).status).toBe(404);
    expect(await count()).toBe(before + 5);
  });
});
