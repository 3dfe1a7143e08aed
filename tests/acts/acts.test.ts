// A mutation through the running system: what it writes, what the record says of it, and that neither is there without the other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { ACT_NAMES } from '../../subgraphs/access/acts/acts.ts';
import { readSdl, schemaOf } from '../../subgraphs/kit/sdl.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';

let system: System;
let sql: Sql;

beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const STATE = `mutation State($input: NecessityInput!) @access(purpose: SUPPORT_ACCESS) {
  said: stateNecessity(input: $input) { id until problems { code field message } }
}`;

const access = z.object({
  opened: z.array(z.object({ holder: z.string(), categories: z.array(z.string()) })),
  withheld: z.array(
    z.object({
      subjects: z.array(z.string()),
      holder: z.string().optional(),
      categories: z.array(z.string()),
      code: z.string(),
    }),
  ),
  recordId: z.string().nullable(),
});
const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
  extensions: z.object({ access }),
});
const said = z.object({
  id: z.string().nullable(),
  until: z.string().nullable(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })),
});

function saidIn(answer: Reply): z.infer<typeof said> {
  return said.parse(reply.parse(answer.body).data?.said);
}

/** What saskia cannot see of De Wissel until she says why: one person and one category of it. */
async function needed(): Promise<{ household: string; about: string; holder: string; category: string; more: number }> {
  const { withheld } = reply.parse((await system.example('saskia')).body).extensions.access;
  const closed = withheld.filter(({ code }) => code === 'NEEDS_NECESSITY');
  const [first] = closed;
  const about = first?.subjects[0];
  const category = first?.categories[0];
  if (first?.holder === undefined || about === undefined || category === undefined)
    throw new Error('nothing is needed');
  const household = String(system.persona('saskia').example.variables.id);
  const more = closed.reduce((sum, { subjects, categories }) => sum + subjects.length * categories.length, 0);
  return { household, about, holder: first.holder, category, more };
}

const WORDS = { code: 'YOUTH_CARE_DECISION', line: 'Nodig om over de hulp te beslissen.' };

async function inputFor(change: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { household, about, holder, category } = await needed();
  return { household, about, holder, purpose: 'SUPPORT_ACCESS', category, ...WORDS, ...change };
}

const count = async (table: string): Promise<number> => {
  const [row] = await sql`SELECT count(*)::int AS n FROM ${sql(table)}`;
  return Number(row?.n);
};

describe('An act', () => {
  test('has a mutation field, and every mutation field has an act', async () => {
    const schema = schemaOf(await readSdl(new URL('../../subgraphs/access/schema.graphql', import.meta.url)));
    const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(fields.length).toBeGreaterThan(0);
    expect([...ACT_NAMES].sort()).toEqual(fields.sort());
  });

  test('writes, opens what it should and nothing else, and stands in the record by its name', async () => {
    const before = await needed();
    const input = await inputFor();
    const answer = await system.ask('saskia', STATE, { input });
    expect(answer.status).toBe(200);
    const { id, until, problems } = saidIn(answer);
    expect({ problems, until }).toEqual({ problems: [], until: '2026-12-22' });
    expect(id).toMatch(/^[A-Za-z0-9_-]{30,}$/);
    expect((await needed()).more).toBe(before.more - 1);

    const { recordId } = reply.parse(answer.body).extensions.access;
    const rows = await sql`SELECT kind, body FROM audit_row WHERE record_id = ${recordId} ORDER BY seq`;
    expect(rows.map(({ kind }) => kind)).toEqual(['DECISION', 'PROCESSING']);
    const decision = z
      .object({ body: z.object({ 'adl.core.response': z.object({ act: z.object({ name: z.string() }) }) }) })
      .parse(JSON.parse(rows[0]?.body));
    expect(decision.body['adl.core.response'].act.name).toBe('stateNecessity');
    expect(JSON.stringify(rows)).not.toContain(WORDS.line);
    const [row] = await sql`SELECT sealed FROM necessity WHERE origin = 'OFFICE'`;
    expect(String(row?.sealed)).not.toContain('Nodig');
  });

  test('a second time says that it was done already, and writes nothing', async () => {
    const input = await inputFor();
    expect(saidIn(await system.ask('saskia', STATE, { input })).problems).toEqual([]);
    const before = await count('necessity');
    const again = saidIn(await system.ask('saskia', STATE, { input }));
    expect(again).toEqual({
      id: null,
      until: null,
      problems: [{ code: 'ALREADY_DONE', field: null, message: 'Dit is al vastgelegd. U hoeft niets te doen.' }],
    });
    expect(await count('necessity')).toBe(before);
  });

  test.each([
    ['an own case of somebody else', { household: 'A'.repeat(40) }, 'NOT_FOUND', 'about'],
    ['a person of no own case', { about: 'A'.repeat(40) }, 'NOT_FOUND', 'about'],
    ['an organisation that is not registered', { holder: '00000000000000000001' }, 'NOT_VALID', 'holder'],
    ['a holder that is no OIN', { holder: 'Veilig Thuis' }, 'NOT_VALID', 'holder'],
    ['an empty line', { line: '  ' }, 'ELEMENT_MISSING', 'line'],
  ])('about %s is not done: %o', async (_what, change, code, field) => {
    const before = await count('necessity');
    const { id, problems } = saidIn(await system.ask('saskia', STATE, { input: await inputFor(change) }));
    expect(id).toBeNull();
    expect(problems.map((one) => [one.code, one.field])).toContainEqual([code, field]);
    expect(await count('necessity')).toBe(before);
  });

  test('about a category that this role never sees is refused as a value that does not exist', async () => {
    const answers = [];
    for (const category of ['REPORTER', 'NO_SUCH_CATEGORY']) {
      const { status, body } = await system.ask('saskia', STATE, { input: await inputFor({ category }) });
      answers.push([status, reply.parse(body).errors?.map(({ extensions }) => extensions.code)]);
    }
    expect(answers).toEqual([
      [400, ['BAD_USER_INPUT']],
      [400, ['BAD_USER_INPUT']],
    ]);
  });

  test('is one per request, so that it is done whole or not at all', async () => {
    const input = await inputFor();
    const two = STATE.replace('said:', 'other: stateNecessity(input: $other) { id } said:').replace(
      '($input',
      '($other: NecessityInput!, $input',
    );
    const other = { ...input, line: 'Een andere reden.' };
    const answer = await system.ask('saskia', two, { input, other });
    expect([answer.status, reply.parse(answer.body).errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('keeps its words out of the text of the operation', async () => {
    const { household, about, holder, category } = await needed();
    const text = `mutation @access(purpose: SUPPORT_ACCESS) { stateNecessity(input: { household: "${household}", about: "${about}",
      holder: "${holder}", purpose: SUPPORT_ACCESS, category: ${category}, code: "X_Y", line: "omdat" }) { id } }`;
    const answer = await system.ask('saskia', text);
    expect([answer.status, reply.parse(answer.body).errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('is not kept when its record cannot be written', async () => {
    const input = await inputFor();
    const before = await count('necessity');
    await sql`REVOKE INSERT ON audit_row FROM CURRENT_USER`;
    try {
      const answer = await system.ask('saskia', STATE, { input });
      expect([answer.status, reply.parse(answer.body).errors?.[0]?.extensions.code]).toEqual([
        503,
        'AUDIT_UNAVAILABLE',
      ]);
      expect(await count('necessity')).toBe(before);
    } finally {
      await sql`GRANT INSERT ON audit_row TO CURRENT_USER`;
    }
  });

  test('without a purpose is refused as any operation', async () => {
    const answer = await system.ask('saskia', STATE.replace(' @access(purpose: SUPPORT_ACCESS)', ''), { input: {} });
    expect([answer.status, reply.parse(answer.body).errors?.[0]?.extensions.code]).toEqual([400, 'PURPOSE_MISSING']);
  });
});

describe('The tasks', () => {
  const TASKS = 'query @access(purpose: SUPPORT_ACCESS) { tasks { id kind about state note } }';
  const add = async (change: Record<string, unknown>): Promise<void> => {
    await sql`INSERT INTO task ${sql({
      id: crypto.randomUUID(),
      kind: 'CONSENT_ENDED',
      organisation: null,
      person: null,
      roles: [],
      about: null,
      reference: 'consent-1',
      state: 'OPEN',
      created_at: '2026-11-22T10:00:00Z',
      ...change,
    })}`;
  };
  const tasks = z.object({ tasks: z.array(z.object({ kind: z.string(), about: z.string().nullable() })) });

  test('are those of the own organisation about people in own cases, or for the own role', async () => {
    const oin = system.oin('team-a');
    const { household, about } = await needed();
    const [row] = await sql`SELECT about FROM necessity WHERE origin = 'OFFICE' LIMIT 1`;
    expect(household).not.toBe('');
    await add({ organisation: oin, about: row?.about });
    await add({ organisation: oin, about: 'somebody-in-no-case-of-hers' });
    await add({ organisation: system.oin('team-b'), about: row?.about });
    await add({ organisation: oin, roles: ['PRIVACY_OFFICER'] });
    const { data } = reply.parse((await system.ask('saskia', TASKS)).body);
    // Her questions above brought duties to inform.
    const found = tasks.parse(data).tasks.filter(({ kind }) => kind !== 'DUTY_TO_INFORM');
    expect(found).toHaveLength(1);
    expect(found[0]?.kind).toBe('CONSENT_ENDED');
    expect(found[0]?.about).toMatch(/^[A-Za-z0-9_-]{22,}$/);
    expect(about).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  });
});

describe('What the personas of the demo can do', () => {
  const acted = z.object({ problems: z.array(z.object({ code: z.string() })) });

  test('is done as it stands there, in the order in which it stands', async () => {
    const fresh = await startSystem();
    try {
      const acts = fresh.personas.flatMap(({ id, acts: some }) => some.map((act) => ({ id, ...act })));
      expect(acts.length).toBeGreaterThan(0);
      for (const { id, says, query, variables, problems } of acts) {
        const answer = reply.parse((await fresh.ask(id, query, variables)).body);
        const [result] = Object.values(answer.data ?? {});
        const found = query.includes('mutation') ? acted.parse(result).problems.map(({ code }) => code) : [];
        expect([says.en, answer.errors, found]).toEqual([says.en, undefined, problems]);
      }
    } finally {
      await fresh.close();
    }
  });
});
