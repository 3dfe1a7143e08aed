// The ways of writing one question that have opened closed fields elsewhere: a field that is closed stays closed, is never asked of its holder, and its
// neighbours keep their values. Of this family the journal of the municipal team is closed to the asker, that of her own team is open.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Reply, type System, startSystem } from '../support/system.ts';

const SECRET = 'Gebeld over de ochtenden';
const OPEN = 'Noor vertelde over haar nieuwe juf';

let system: System;
let id: string;
beforeAll(async () => {
  system = await startSystem();
  id = system.persona('lotte').households[0] ?? '';
});
afterAll(() => system?.close());

const created = z.object({ request: z.object({ origin: z.string(), path: z.string(), body: z.unknown() }) });

/** The answer, and every body that went to the municipal team for data. */
async function ask(
  query: string,
  variables: object = {},
  persona = 'lotte',
): Promise<Reply & { readonly sent: readonly string[] }> {
  const port = system.settings.holders.holders.find(({ holder }) => holder.oin === system.oin('team-a'))?.port;
  const sent: string[] = [];
  const hear = (message: unknown): void => {
    const { request } = created.parse(message);
    if (request.path === '/graphql' && request.origin.endsWith(`:${port}`)) sent.push(String(request.body));
  };
  subscribe('undici:request:create', hear);
  const reply = await system.ask(persona, query, { id, ...variables });
  unsubscribe('undici:request:create', hear);
  return { ...reply, sent };
}

const inPerson = (fields: string, more = '') =>
  `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { ${fields} } } } } ${more}`;
const files = z.object({
  data: z.object({
    household: z.object({
      members: z.array(z.object({ person: z.record(z.string(), z.unknown()) })).length(3),
    }),
  }),
  extensions: z.object({
    access: z.object({
      withheld: z.array(
        z.object({ source: z.string(), categories: z.array(z.string()), paths: z.array(z.array(z.unknown())) }),
      ),
    }),
  }),
});

describe('attacks 1, 2, 3, 10 and 16: a closed field, written another way', () => {
  const ways: readonly (readonly [string, string, object])[] = [
    ['an alias', inPerson('localTeam { plans { status } events: journal { text } }'), {}],
    ['the alias of another, open field', inPerson('localTeam { plans: journal { text: text } }'), {}],
    ['an alias of its file', inPerson('a: localTeam { plans { status } } b: localTeam { journal { text } }'), {}],
    [
      'a named fragment',
      inPerson(
        'localTeam { ...F }',
        'fragment F on LocalTeamFile { journal { ...G } } fragment G on LocalTeamJournalEntry { text }',
      ),
      {},
    ],
    ['an inline fragment', inPerson('localTeam { ... on LocalTeamFile { ... { journal { text } } } }'), {}],
    [
      'a fragment on the interface',
      inPerson('localTeam { ... on SourceFile { plans { status } ... on LocalTeamFile { journal { text } } } }'),
      {},
    ],
    [
      '@include by a default',
      `query Q($id: ID!, $on: Boolean = true) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { localTeam { journal @include(if: $on) { text } } } } } }`,
      {},
    ],
    [
      '@skip by a variable',
      `query Q($id: ID!, $off: Boolean!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { localTeam { journal @skip(if: $off) { text } } } } } }`,
      { off: false },
    ],
    ['twice, merged', inPerson('localTeam { journal { date } } localTeam { journal { text } }'), {}],
    ['a name of every object', inPerson('__proto__: localTeam { constructor: journal { toString: text } }'), {}],
    [
      'variables that are called so',
      `query Q($id: ID!, $__proto__: Boolean = true, $constructor: Boolean = true) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { localTeam { journal @include(if: $__proto__) { text @include(if: $constructor) } } } } } }`,
      {},
    ],
  ];

  it.each(ways)(
    'by %s: null, withheld at its place, never asked of its holder; the own team’s is there',
    async (_way, query, variables) => {
      const { status, text, body, sent } = await ask(query, variables);
      expect(status).toBe(200);
      expect(text).not.toContain(SECRET);
      expect(text).toContain(OPEN);
      for (const asked of sent) expect(asked).not.toContain('journal');
      const { withheld } = files.parse(body).extensions.access;
      const journal = withheld.filter(
        ({ source, categories }) => source === 'LOCAL_TEAM' && categories.includes('JOURNAL'),
      );
      expect(journal.flatMap(({ paths }) => paths).length).toBe(3);
      expect(Object.hasOwn(Object.prototype, 'text')).toBe(false);
    },
  );

  it('skipped by a variable it is not asked about, so that nothing is said of it', async () => {
    const query = `query Q($id: ID!, $off: Boolean!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { members { person { localTeam { plans { status } journal @skip(if: $off) { text } } } } } }`;
    const { text, body } = await ask(query, { off: true });
    expect(text).not.toMatch(/journal|JOURNAL/);
    expect(files.parse(body).data.household.members).toHaveLength(3);
  });
});

describe('attack 7: a selection of __typename alone', () => {
  it('in a closed field proves nothing: null, as with all its fields', async () => {
    const { body, sent } = await ask(inPerson('localTeam { holder { oin } plans { status } journal { __typename } }'));
    const [{ person } = { person: {} }] = files.parse(body).data.household.members;
    const teams = z
      .array(z.object({ holder: z.object({ oin: z.string() }), journal: z.unknown() }))
      .parse(person.localTeam);
    expect(teams.find(({ holder }) => holder.oin === system.oin('team-a'))?.journal).toBeNull();
    for (const asked of sent) expect(asked).not.toContain('journal');
  });

  it('attack 20: of what does not exist is null, as of what may not be known', async () => {
    const query = 'query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { __typename } }';
    const of = async (given: string) =>
      (await ask(query, { id: given })).text.replace(/"(record|request)Id":"[^"]+"/g, '');
    const other = system.persona('rosa').households[0] ?? '';
    expect(await of(other)).toBe(await of('no-such-household'));
    expect(await of(other)).toContain('"household":null');
  });
});

describe('attack 8: a closed record by a second way', () => {
  it('is closed there as well: what a file does not open is not in the folded list', async () => {
    const query = `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { safetyPlans { holder { oin } parts { text } } plans { holder { oin } } } }`;
    const { status, text, sent } = await ask(query);
    expect(status).toBe(200);
    expect(text).not.toContain(SECRET);
    for (const asked of sent) expect(asked).not.toContain('journal');
  });

  it('is not found by `me`, which is a data subject’s own', async () => {
    const { status, text } = await ask(
      'query Q @access(purpose: SUPPORT_PLAN) { me { person { localTeam { journal { text } } } } }',
    );
    expect([status, text.includes('CALLER_NOT_ALLOWED'), text.includes(SECRET)]).toEqual([403, true, false]);
  });
});

describe('attacks 32 and 34: many at once', () => {
  it('of one text, with other variables and other askers, each get their own answer and nothing of another’s', async () => {
    const query = inPerson('localTeam { holder { oin } journal { text } }');
    const other = system.persona('jasper').households[0];
    const askers = [
      { persona: 'lotte', id },
      { persona: 'jasper', id: other },
      { persona: 'rosa', id },
      { persona: 'lotte', id: other },
    ];
    const alone = await Promise.all(
      askers.map(async (one) => bare((await system.ask(one.persona, query, { id: one.id })).text)),
    );
    expect(new Set(alone).size).toBeGreaterThan(2);
    const rounds = await Promise.all(
      Array.from({ length: 10 }, () =>
        Promise.all(askers.map(async (one) => bare((await system.ask(one.persona, query, { id: one.id })).text))),
      ),
    );
    for (const round of rounds) expect(round).toEqual(alone);
    expect(alone.filter((text) => text.includes(OPEN))).toHaveLength(1);
  });
});

describe('attack 6c: somebody’s number in the text', () => {
  it.each([
    ['as a literal', 'query Q @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: "999990019") { id } }'],
    ['as a default', 'query Q($b: BSN! = "999990019") @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $b) { id } }'],
    ['as an alias', 'query Q @access(purpose: SUPPORT_PLAN) { a999990019: caseload { nodes { id } } }'],
    ['in a comment', 'query Q @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } } # 999990019'],
    ['in other digits', 'query Q @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: "９９９９９００１９") { id } }'],
    ['with dots', 'query Q @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: "9999.90.019") { id } }'],
  ])('%s is refused with advice, and is not repeated', async (_as, query) => {
    const { status, text } = await ask(query);
    expect([status, text.includes('IDENTIFIER_IN_TEXT')]).toEqual([400, true]);
    expect(text).toContain('Give it as a variable');
    expect(text).not.toMatch(/999990019|９９９/);
  });
});

function bare(text: string): string {
  return text.replace(/"(recordId|requestId|asOf)":"[^"]*"/g, '');
}
