// Guarantees G1, G3 and G7 at one holder, on random files and random grants: what may not leave changes nothing, less never shows more.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { organisation } from '../../schema/organisation.ts';
import { type RunningSubgraph, serveSubgraph } from '../../subgraphs/kit/serve.ts';
import { askPersons, ISSUER, OTHER, post, startTestGateway, subject, TEAM, type TestGateway } from './kit-gateway.ts';
import { type GivenRow, type TestSource, testSource } from './kit-source.ts';

const PEOPLE = ['key-of-anna-0001', 'key-of-ben-00001', 'key-of-cato-0001', 'key-of-dirk-0001'];
const CATEGORY_OF = { plans: 'PLAN', safetyPlans: 'SAFETY_PLAN', events: 'SUPPORT' } as const;
const KINDS = ['plans', 'safetyPlans', 'events'] as const;
const FIELDS = `localTeam { plans { recordId parts { id heading } } safetyPlans { recordId parts { id heading } } events { recordId title } }`;

const person = fc.constantFrom(...PEOPLE);
const day = fc.constantFrom('2024-01-01', '2025', '2025-06-15', '2026-01-01', '2026-11-22', null);
const limits = {
  from: day,
  origin: fc.constantFrom(null, TEAM, OTHER),
  heldFrom: fc.oneof(
    { arbitrary: fc.constant('NOBODY' as const), weight: 6 },
    { arbitrary: fc.constantFrom('OTHER_ORGANISATIONS' as const, 'EVERYONE' as const), weight: 1 },
  ),
  about: fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.uniqueArray(person, { maxLength: 2 }), weight: 1 },
  ),
};
/** Every value tells whose it is, so that an answer can be read without asking the kit. */
const row = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    subject: person,
    ...limits,
    parts: fc.array(fc.uniqueArray(person, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
    number: fc.nat({ max: 1_000_000 }),
  })
  .map(({ kind, subject: whose, parts, number, about, ...rest }): GivenRow => {
    const tag = `${CATEGORY_OF[kind]}|${[whose, ...about].join(',')}|${rest.origin ?? TEAM}|${number}`;
    const value =
      kind === 'events'
        ? { recordId: tag, title: tag }
        : {
            recordId: tag,
            parts: parts.map((of, at) => ({
              id: `${CATEGORY_OF[kind]}|${[whose, ...about, ...of].join(',')}|${rest.origin ?? TEAM}|${number}.${at}`,
              about: of,
              heading: tag,
            })),
          };
    return { kind, subject: whose, about, until: rest.from, ...rest, value } as GivenRow;
  });

const parted = z.object({
  recordId: z.string(),
  title: z.string().optional(),
  parts: z.array(z.looseObject({ id: z.string() })).optional(),
});

/** The same row, shown to these people, with their names at the end of each of its tags. */
function tagged({ value }: GivenRow, shownTo: readonly string[]): Partial<GivenRow> {
  const named = (tag: string): string => [tag, ...shownTo].join('|');
  const { recordId, title, parts } = parted.parse(value);
  return {
    shownTo,
    value: {
      recordId: named(recordId),
      ...(title === undefined ? {} : { title }),
      ...(parts === undefined ? {} : { parts: parts.map((one) => ({ ...one, id: named(one.id), shownTo })) }),
    },
  } as unknown as Partial<GivenRow>;
}

const cell = (category: string) =>
  fc.oneof(
    {
      arbitrary: fc.record({ category: fc.constant(category), origins: fc.constantFrom<string[]>([], [OTHER]) }),
      weight: 4,
    },
    {
      arbitrary: fc.record({
        category: fc.constant(category),
        origins: fc.constantFrom<string[]>([], [OTHER]),
        from: fc.constantFrom('2025-01-01', '2026-01-01'),
        until: fc.constantFrom('2026-06-30', '2026-12-31'),
      }),
      weight: 1,
    },
  );
/** Most people are in it, with most of the categories. */
const subjects: fc.Arbitrary<Subjects> = fc
  .tuple(
    fc.subarray(PEOPLE, { minLength: 2 }),
    fc.array(fc.tuple(cell('PLAN'), cell('SAFETY_PLAN'), cell('SUPPORT')), { minLength: 4, maxLength: 4 }),
    fc.array(fc.nat({ max: 5 }), { minLength: 12, maxLength: 12 }),
  )
  .map(([people, cells, dropped]) =>
    people.map((id, at) => ({ id, cells: (cells[at] ?? []).filter((_, index) => dropped[at * 3 + index] !== 0) })),
  );
const recipient = fc.constantFrom(TEAM, OTHER);
type Subjects = { id: string; cells: { category: string; origins: string[] }[] }[];

describe('one holder, any file, any grant', () => {
  let gateway: TestGateway;
  let source: TestSource;
  let holder: RunningSubgraph;

  beforeAll(async () => {
    gateway = await startTestGateway();
    source = testSource();
    holder = await serveSubgraph({
      holder: organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team', region: null }),
      sdl: new URL('kit/team.graphql', import.meta.url),
      source,
      facts: {},
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: false,
      note: () => {},
    });
  });
  afterAll(async () => {
    await holder.close();
    await gateway.close();
  });

  async function ask(
    rows: readonly GivenRow[],
    granted: Subjects,
    sub: string,
    role = 'FAMILY_WORKER',
  ): Promise<string> {
    source.rows = [...rows];
    const body = askPersons(PEOPLE, FIELDS);
    const answer = await post(holder.url, '/graphql', body, gateway.grantFor(body, { subjects: granted, sub, role }));
    expect(answer.status, answer.text).toBe(200);
    return answer.text;
  }
  const tagsIn = (text: string): string[] =>
    [...text.matchAll(/"(?:recordId|id)":"([^"]+)"/g)].map(([, tag]) => tag ?? '');

  it('whatever leaves is open for each person whose data it is, and from an origin that each cell names', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 4, maxLength: 12 }),
        subjects,
        recipient,
        async (rows, granted, sub) => {
          for (const tag of tagsIn(await ask(rows, granted, sub))) {
            const [category, people = '', origin] = tag.split('|');
            seen += 1;
            for (const one of people.split(',')) {
              const open = granted.find(({ id }) => id === one)?.cells.find((c) => c.category === category);
              expect(open, tag).toBeDefined();
              if (origin !== TEAM) expect(open?.origins, tag).toContain(origin);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('rows that may not leave change no byte, wherever they stand', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        fc.array(row, { minLength: 1, maxLength: 4 }),
        subjects,
        recipient,
        fc.nat(),
        async (rows, others, granted, sub, place) => {
          const before = await ask(rows, granted, sub);
          // Of a person who is not in the grant; held; or about somebody without a cell.
          const hidden = others.map((other, at): GivenRow => {
            if (at % 3 === 0) return { ...other, subject: 'key-of-nobody-01' } as unknown as GivenRow;
            if (at % 3 === 1) return { ...other, heldFrom: 'EVERYONE' };
            return { ...other, about: ['key-of-nobody-01'] } as unknown as GivenRow;
          });
          const at = place % (rows.length + 1);
          expect(await ask([...rows.slice(0, at), ...hidden, ...rows.slice(at)], granted, sub)).toBe(before);
          compared += 1;
        },
      ),
      { numRuns: 100 },
    );
    expect(compared).toBe(100);
  });

  it('a cell less, a period more or a person less never shows more', async () => {
    let narrowed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 4, maxLength: 12 }),
        subjects,
        recipient,
        fc.nat(),
        async (rows, granted, sub, pick) => {
          const wide = tagsIn(await ask(rows, granted, sub));
          const at = pick % granted.length;
          const ways: Subjects[] = [
            granted.filter((_, index) => index !== at),
            granted.map((one, index) => (index === at ? { ...one, cells: one.cells.slice(1) } : one)),
            granted.map((one) => ({ ...one, cells: one.cells.map((c) => ({ ...c, origins: [] })) })),
            granted.map((one) => ({
              ...one,
              cells: one.cells.map((c) => ({ ...c, from: '2026-01-01', until: '2026-06-30' })),
            })),
          ];
          for (const narrow of ways) {
            const shown = tagsIn(await ask(rows, narrow, sub));
            expect(wide).toEqual(expect.arrayContaining(shown));
            if (shown.length < wide.length) narrowed += 1;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(narrowed).toBeGreaterThan(20);
  });

  it('in an own view a row leaves only as a row that was shown to its viewer and is about one person of the grant alone; all others change no byte', async () => {
    let [seen, unseen] = [0, 0];
    const shownTo = fc.array(fc.subarray(PEOPLE), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 4, maxLength: 12 }),
        shownTo,
        subjects,
        person,
        async (rows, shown, granted, sub) => {
          const told = rows.map((one, at): GivenRow => ({ ...one, ...tagged(one, shown[at] ?? []) }) as GivenRow);
          const answer = await ask(told, granted, sub, 'DATA_SUBJECT');
          for (const tag of tagsIn(answer)) {
            const [, people = '', , , ...names] = tag.split('|');
            const [about, ...others] = new Set(people.split(','));
            expect(others, tag).toEqual([]);
            expect(granted.map(({ id }) => id as string)).toContain(about);
            expect(names, tag).toContain(sub);
            seen += 1;
          }
          const toViewer = told.filter((_, at) => (shown[at] ?? []).includes(sub));
          unseen += told.length - toViewer.length;
          expect(await ask(toViewer, granted, sub, 'DATA_SUBJECT')).toBe(answer);
        },
      ),
      { numRuns: 150 },
    );
    expect([seen > 30, unseen > 100]).toEqual([true, true]);
  });

  it('the grant of nobody shows nobody', async () => {
    const rows = fc.sample(row, 20);
    expect(await ask(rows, [], TEAM)).toBe('{"data":{"_entities":[null,null,null,null]}}');
    expect(tagsIn(await ask(rows, [subject(PEOPLE[0] ?? '')] as Subjects, TEAM))).toEqual([]);
  });
});
