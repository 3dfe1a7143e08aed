// The decision point of a running system: it says of each cell what a GraphQL answer reports, calls no holder for data, and records each call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type System, startSystem } from '../support/system.ts';
import { askPoint, batch, cellsIn, evaluated, professionalOf, results } from './asking.ts';

let system: System;
let sql: Sql;
beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await system.close();
});

const PERSONAS = [
  'lotte',
  'maarten',
  'saskia',
  'lotte-sam',
  'olaf',
  'floor',
  'floor-duo',
  'rosa',
  'iris',
  'victor',
  'esther',
  'niels',
  'mirjam',
  'femke',
];

async function askedBy(persona: string) {
  const { purposes, households, example } = system.persona(persona);
  const answer = await system.example(persona);
  const household = example.variables.id ?? households[0];
  return {
    cells: cellsIn(answer.body),
    subject: professionalOf(system, persona),
    action: { name: /purpose: (\w+)/.exec(example.query)?.[1] ?? purposes[0] },
    household,
  };
}

describe('the decision point', () => {
  it.each(PERSONAS)(
    'attack 26: says to %s of each cell what the GraphQL answer reports: open by the same rule, or closed for the same code',
    async (persona) => {
      const { cells, subject, action, household } = await askedBy(persona);
      expect(cells.length).toBeGreaterThan(3);
      for (let from = 0; from < cells.length; from += 50) {
        const some = cells.slice(from, from + 50);
        const evaluations = some.map(({ id }) => ({ resource: { type: 'cell', id, properties: { household } } }));
        const { status, body } = await askPoint(system, persona, 'evaluations', { subject, action, evaluations });
        expect(status).toBe(200);
        const said = batch.parse(body).evaluations.map(({ decision, context }) => ({
          decision,
          rule: context.rule ?? null,
          code: context.reason ?? null,
        }));
        expect(said).toEqual(some.map(({ rule, code }) => ({ decision: code === null, rule, code })));
      }
    },
  );

  it.each(PERSONAS)(
    'finds for %s every cell that the GraphQL answer opens and none that it closes, and each that it finds evaluates true',
    async (persona) => {
      const { cells, subject, action, household } = await askedBy(persona);
      const search = { subject, action, resource: { type: 'cell', properties: { household } } };
      const found = results.parse((await askPoint(system, persona, 'search/resource', search)).body).results;
      const ids = new Set(found.map(({ id }) => id));
      for (const { id, code } of cells) expect(ids.has(id), id).toBe(code === null);
      const evaluations = found.slice(0, 100).map(({ type, id }) => ({ resource: { type, id } }));
      const { body } = await askPoint(system, persona, 'evaluations', { subject, action, evaluations });
      expect(batch.parse(body).evaluations.every(({ decision }) => decision)).toBe(true);
    },
  );

  it('answers a batch of 50 in order, with one call to the own source', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    const asked = Array.from({ length: 50 }, (_, at) => cells[at % cells.length]?.id ?? '');
    const before = await system.calls('team-b');
    const { body } = await askPoint(system, 'lotte', 'evaluations', {
      subject,
      action,
      evaluations: asked.map((id) => ({ resource: { type: 'cell', id } })),
    });
    const after = await system.calls('team-b');
    const answers = batch.parse(body).evaluations.map(({ decision }) => decision);
    expect(answers).toEqual(asked.map((id) => cells.find((cell) => cell.id === id)?.code === null));
    expect(new Set(answers)).toEqual(new Set([true, false]));
    expect({ data: after.data - before.data, facts: after.facts - before.facts }).toEqual({ data: 0, facts: 1 });
  });

  it('calls no holder for data, and none but the own organisation and the register for facts', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    const slugs = ['register', 'team-a', 'team-b', 'vt-lindemeer', 'rvdk', 'gi-lindemeer'];
    const counts = () => Promise.all(slugs.map((slug) => system.calls(slug)));
    const before = await counts();
    await askPoint(system, 'lotte', 'evaluation', { subject, action, resource: { type: 'cell', id: cells[0]?.id } });
    await askPoint(system, 'lotte', 'search/resource', { subject, action, resource: { type: 'cell' } });
    const after = await counts();
    expect(
      slugs.map((slug, at) => [
        slug,
        (after[at]?.data ?? 0) - (before[at]?.data ?? 0),
        (after[at]?.facts ?? 0) > (before[at]?.facts ?? 0),
      ]),
    ).toEqual([
      ['register', 0, true],
      ['team-a', 0, false],
      ['team-b', 0, true],
      ['vt-lindemeer', 0, false],
      ['rvdk', 0, false],
      ['gi-lindemeer', 0, false],
    ]);
  });

  it('finds the purposes for which a cell is open, and the colleagues named who may see it', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    const own = cells.find(({ id, code }) => code === null && id.endsWith(`.${system.oin('team-b')}`));
    const resource = { type: 'cell', id: own?.id };
    const actions = results.parse((await askPoint(system, 'lotte', 'search/action', { subject, resource })).body);
    expect(actions.results).toContainEqual({ name: 'SUPPORT_PLAN' });
    expect(actions.results).not.toContainEqual({ name: 'VT_INVESTIGATION' });
    for (const { name } of actions.results) {
      const { body } = await askPoint(system, 'lotte', 'evaluation', { subject, action: { name }, resource });
      expect(evaluated.parse(body).decision, name).toBe(true);
    }
    const maarten = professionalOf(system, 'maarten').id;
    const bram = professionalOf(system, 'bram').id;
    const among = [subject.id, maarten, bram];
    const asked = { subject: { type: 'professional', properties: { among, role: 'TEAM_LEAD' } }, action, resource };
    const subjects = results.parse((await askPoint(system, 'lotte', 'search/subject', asked)).body);
    expect(subjects.results.map(({ id }) => id).sort()).toEqual([subject.id, maarten].sort());
    const alone = { subject: { type: 'professional' }, action, resource };
    expect(results.parse((await askPoint(system, 'lotte', 'search/subject', alone)).body).results).toEqual([
      { type: 'professional', id: subject.id, properties: { role: 'FAMILY_WORKER' } },
    ]);
  });

  it('gives the results of a search in pages that together are the whole', async () => {
    const { subject, action } = await askedBy('lotte');
    const search = { subject, action, resource: { type: 'cell' } };
    const whole = results.parse((await askPoint(system, 'lotte', 'search/resource', search)).body);
    expect(whole.page.total).toBeGreaterThan(20);
    const parts: unknown[] = [];
    let token = '';
    do {
      const page = { limit: 7, ...(token === '' ? {} : { token }) };
      const part = results.parse((await askPoint(system, 'lotte', 'search/resource', { ...search, page })).body);
      expect(part.results.length).toBeLessThanOrEqual(7);
      parts.push(...part.results);
      token = part.page.next_token;
    } while (token !== '');
    expect(parts).toEqual(whole.results);
  });

  it('takes the purpose only with its own entry of the register, where an entry is named (NLGov)', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    const open = cells.find(({ code }) => code === null);
    const ask = (processing_activity_id: string) =>
      askPoint(system, 'lotte', 'evaluation', {
        subject,
        action: { ...action, properties: { processing_activity_id, algorithm_id: 'https://algoritmes.example/1' } },
        resource: { type: 'cell', id: open?.id },
        context: { time: '2026-11-22T10:00:00+01:00' },
      });
    expect(evaluated.parse((await ask('https://samenzicht.example/register/hulp-gezinsplan')).body).decision).toBe(
      true,
    );
    expect(evaluated.parse((await ask('https://samenzicht.example/register/toeleiding')).body)).toMatchObject({
      decision: false,
      context: { reason: 'PURPOSE_NOT_ALLOWED' },
    });
  });
});

describe('the record of a call', () => {
  const rowsOf = async (recordId: string) =>
    sql<{ kind: string; body: string }[]>`SELECT kind, body FROM audit_row WHERE record_id = ${recordId} ORDER BY seq`;

  it('is one decision, in its own words, and one line for each person decided about', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    const person = cells[0]?.id.split('.')[0];
    const ofOne = cells.filter(({ id }) => id.startsWith(`${person}.`)).slice(0, 3);
    const asked = { subject, action, evaluations: ofOne.map(({ id }) => ({ resource: { type: 'cell', id } })) };
    const trace = 'ab'.repeat(16);
    const context = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    const { body, text } = await askPoint(system, 'lotte', 'evaluations', { ...asked, context });
    const [first] = batch.parse(body).evaluations;
    const rows = await rowsOf(first?.context.record_id ?? '');
    expect(rows.map(({ kind }) => kind)).toEqual(['DECISION', 'PROCESSING']);
    const [decision, line] = rows.map((row) => JSON.parse(row.body));
    expect(decision).toMatchObject({
      trace_id: trace,
      parent_span_id: '00f067aa0ba902b7',
      event_name: 'adl.access_evaluations',
      body: {
        'adl.core.request': { who: { role: 'FAMILY_WORKER' }, parts: [{ purpose: 'SUPPORT_PLAN' }] },
        'adl.core.response': { refusal: null, answers: batch.parse(body).evaluations.map((one) => one.decision) },
      },
    });
    expect(line).toMatchObject({
      trace_id: trace,
      parent_span_id: decision.span_id,
      name: 'access decision for SUPPORT_PLAN',
    });
    expect(line.attributes['dpl.core.processing_activity_id']).toBe(
      'https://samenzicht.example/register/hulp-gezinsplan',
    );
    expect(Object.keys(line.attributes).filter((name) => name.includes('nen7513'))).toEqual([]);
    // Neither who was asked about nor by whom, in words that anybody else uses.
    const written = rows.map((row) => row.body).join();
    for (const name of [person ?? text, subject.id, '9999']) expect(written).not.toContain(name);
  });

  it.each<[string, string, unknown]>([
    ['adl.access_evaluation', 'evaluation', {}],
    ['adl.search_subject', 'search/subject', '{'],
    ['adl.search_resource', 'search/resource', []],
    ['adl.search_action', 'search/action', { subject: 5 }],
  ])('of %s is there too when the call could not be read', async (event, path, body) => {
    const requestId = `unread-${path.replace('/', '-')}`;
    expect((await askPoint(system, 'lotte', path, body, { 'x-request-id': requestId })).status).toBe(400);
    const rows = await sql<{ kind: string; body: string }[]>`
      SELECT kind, body FROM audit_row WHERE body LIKE ${`%"request_id":"${requestId}"%`}`;
    expect(rows.map(({ kind }) => kind)).toEqual(['DECISION']);
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({
      event_name: event,
      body: { 'adl.core.response': { refusal: { code: 'BAD_USER_INPUT' }, answers: null } },
    });
  });

  it('that cannot be written keeps the decision inside', async () => {
    const { cells, subject, action } = await askedBy('lotte');
    await sql`ALTER TABLE audit_row RENAME TO audit_row_away`;
    try {
      const asked = { subject, action, resource: { type: 'cell', id: cells[0]?.id } };
      const { status, text } = await askPoint(system, 'lotte', 'evaluation', asked);
      expect(status).toBe(503);
      expect(JSON.parse(text)).toMatch(/^AUDIT_UNAVAILABLE: /);
      expect(text).not.toContain('decision');
    } finally {
      await sql`ALTER TABLE audit_row_away RENAME TO audit_row`;
    }
  });
});
