// Access as the fetch room asks it: a fetch of Apollo's plan under root keys of our own, answered from facts and decision alone.
import { execute, type GraphQLSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStore } from '../../gateway/adapters/store/read.ts';
import { writeWorld } from '../../gateway/adapters/store/world.ts';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Opened, Verdict } from '../../gateway/vocabulary/decision.ts';
import type { Facts, OwnCase, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import { innerKey, localDate, type Oin } from '../../schema/identifiers.ts';
import { createAccess } from '../../subgraphs/access/access.ts';
import { type ConsentSettings, createConsentsAbout } from '../../subgraphs/access/consents.ts';
import type { AccessContext } from '../../subgraphs/access/context.ts';
import {
  askedOf,
  CASE,
  child,
  citizen,
  closed,
  decisionOf,
  factsOf,
  mother,
  opened,
  SECOND_CASE,
  subjectIn,
  worker,
} from '../rooms/audit-walk-end.ts';
import { openTestStore, type TestStore } from '../store/a-store.ts';
import { CHILD, OTHER_TEAM, sampleWorld, TEAM } from '../store/sample-world.ts';

const internal: Opened = { ...opened, via: 'INTERNAL', evidence: null };
const stranger = subjectIn(CASE, innerKey.parse('person-stranger-0001'));

const ownCase: OwnCase = {
  id: CASE,
  kind: 'PLAN',
  householdKind: 'WITH_CHILDREN',
  openedOn: localDate.parse('2026-01-05'),
  region: 'noord',
  members: [child.key, mother.key, stranger.key],
  claims: [],
};

type Row = Parameters<typeof decisionOf>[0][number];

/** The stranger has no basis: in the case, in no answer. */
function request(
  rows: readonly Row[],
  change: Partial<Facts> = {},
  people: readonly SubjectFacts[] = [child, mother, stranger],
) {
  const base = decisionOf(rows);
  const decision = { ...base, present: new Set([child.key, mother.key]) };
  const facts: Facts = { ...factsOf(people), cases: new Map([[CASE, ownCase]]), ...change };
  const cells = [...decision.cells].filter(([, { verdict }]) => verdict.outcome === 'ALLOW');
  const asked: Asked = {
    ...askedOf(decision),
    opened: new Set(cells.map(([key]) => key)),
    asked: new Map(cells.map(([key]) => [key, { opened: internal, withoutLocating: false, origins: [] }])),
  };
  return { facts, asked };
}

const consentRow = (subject: SubjectFacts, verdict: Verdict, holder: Oin = TEAM): Row => [
  subject.key,
  holder,
  'ACCESS',
  'CONSENT_RECORD',
  verdict,
];

describe('access', () => {
  let store: TestStore;
  let schema: GraphQLSchema;
  let settings: ConsentSettings;
  beforeAll(async () => {
    store = await openTestStore();
    await writeWorld(store.sql, store.sealing, sampleWorld);
    schema = await createAccess();
    settings = {
      store: createStore(store.sql, store.sealing),
      organisationOf: (oin) =>
        sampleWorld.registrations.find(({ organisation }) => organisation.oin === oin)?.organisation ?? null,
    };
  });
  afterAll(() => store.drop());
  async function ask(text: string, { facts, asked } = request([]), variables = {}, given = settings) {
    const contextValue: AccessContext = {
      facts,
      decision: asked.decision,
      requestFor: ({ category }, code) => (code === 'NOT_AVAILABLE' ? null : `request for ${category}`),
      consentsAbout: createConsentsAbout(facts, asked, given),
      unreviewedEmergencies: async () => [],
      dutiesToInform: async () => [],
      tasks: async () => [],
      releases: async () => ({ made: [], toAnswer: [], given: [] }),
      offered: async () => [],
      organisationOf: given.organisationOf,
      accessLog: async () => null,
      ownRequests: async () => [],
    };
    const { data, errors } = await execute({ schema, document: parse(text), variableValues: variables, contextValue });
    if (errors !== undefined) throw errors[0];
    return data;
  }

  test('tells of a household what the own case says, and of its members those who are present', async () => {
    const data = await ask(
      '{ r0_household: household(id: "x") { id kind caseKind openedOn members { person { __typename id } capacities } } }',
    );
    expect(data).toEqual({
      r0_household: {
        id: CASE,
        kind: 'WITH_CHILDREN',
        caseKind: 'PLAN',
        openedOn: '2026-01-05',
        members: [
          { person: { __typename: 'Person', id: child.key }, capacities: ['CHILD'] },
          { person: { __typename: 'Person', id: mother.key }, capacities: ['CHILD'] },
        ],
      },
    });
  });

  test('looks at the root key that read gave, not at the id in the document', async () => {
    expect(await ask(`{ r1_household: household(id: "${CASE}") { id } }`)).toEqual({ r1_household: null });
    expect(await ask(`{ household(id: "${CASE}") { id } }`)).toEqual({ household: null });
    expect(await ask('{ r1_householdsOf: householdsOf(bsn: "999990019") { id } }')).toEqual({ r1_householdsOf: [] });
    expect(await ask('{ r0_household: householdsOf(bsn: "999990019") { id } }')).toEqual({
      r0_household: [{ id: CASE }],
    });
  });

  test('knows no household outside the own cases, also when it is asked for as an entity', async () => {
    const text = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Household { id kind members { capacities } } } }`;
    const representations = [
      { __typename: 'Household', id: CASE },
      { __typename: 'Household', id: SECOND_CASE },
    ];
    expect(await ask(text, request([]), { r: representations })).toEqual({
      _entities: [
        { id: CASE, kind: 'WITH_CHILDREN', members: [{ capacities: ['CHILD'] }, { capacities: ['CHILD'] }] },
        { id: SECOND_CASE, kind: null, members: [] },
      ],
    });
  });

  test('gives the caseload a cursor of its last case and whether there is more', async () => {
    const roots = new Map([['r0_caseload', { cases: [CASE], hasNextPage: true }]]);
    expect(
      await ask(
        '{ r0_caseload: caseload { nodes { id } pageInfo { hasNextPage endCursor } } }',
        request([], { roots }),
      ),
    ).toEqual({ r0_caseload: { nodes: [{ id: CASE }], pageInfo: { hasNextPage: true, endCursor: CASE } } });
    expect(await ask('{ r9: caseload { nodes { id } pageInfo { hasNextPage endCursor } } }')).toEqual({
      r9: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
    });
  });

  test('tells a data subject who he or she is, and a professional nothing', async () => {
    const self = { ...mother, isCaller: true };
    const roots = new Map([['r0_me', { cases: [CASE], hasNextPage: false }]]);
    const text = '{ r0_me: me { person { id } } }';
    expect(await ask(text, request([], { roots }, [child, self]))).toEqual({ r0_me: { person: { id: mother.key } } });
    expect(await ask(text, request([], { roots }))).toEqual({ r0_me: null });
  });

  describe('every decision', () => {
    const text =
      '{ r0_household: household(id: "x") { access { subject holder { name } source category outcome code rule bases request message } } }';
    const about = { subject: child.key, source: 'LOCAL_TEAM', request: null };

    test('is told as the caller may know it: reported codes, rule and bases only where opened', async () => {
      const rows: Row[] = [
        [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', opened],
        [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'HEALTH', { ...closed, code: 'SPECIAL_DATA' }],
      ];
      expect(await ask(text, request(rows))).toEqual({
        r0_household: {
          access: [
            {
              ...about,
              holder: { name: 'Lokaal team Zuid' },
              category: 'PLAN',
              outcome: 'ALLOW',
              code: null,
              rule: 'team-plan-by-consent',
              bases: ['jw-7.3.11-1'],
              message: null,
            },
            {
              ...about,
              holder: { name: 'Lokaal team Zuid' },
              category: 'HEALTH',
              outcome: 'DENY',
              code: 'NOT_AVAILABLE',
              rule: null,
              bases: null,
              message: 'niet beschikbaar',
            },
          ],
        },
      });
    });

    test('about the reporter is not told, nor any about a member who is left out', async () => {
      const rows: Row[] = [
        [child.key, TEAM, 'LOCAL_TEAM', 'REPORTER', opened],
        [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'REPORTER', closed],
        [stranger.key, TEAM, 'LOCAL_TEAM', 'PLAN', closed],
      ];
      expect(await ask(text, request(rows))).toEqual({ r0_household: { access: [] } });
    });
  });

  describe('consents', () => {
    const text = '{ r0_household: household(id: "x") { members { person { id consents { id status } } } } }';
    const of = (data: unknown) =>
      JSON.parse(JSON.stringify(data)).r0_household.members.map(
        (member: { person: { consents: unknown } }) => member.person.consents,
      );
    const adult = { ...child, age: { state: 'KNOWN', value: 40 } } as const;
    const people = [adult, mother, stranger];

    test('are told of whom they are open, and of nobody else', async () => {
      const rows = [consentRow(child, internal), consentRow(mother, closed)];
      expect(of(await ask(text, request(rows, {}, people)))).toEqual([
        [{ id: 'consent-0001', status: 'NOT_VALID' }],
        null,
      ]);
      expect(of(await ask(text, request([], {}, people)))).toEqual([null, null]);
    });

    test('under a shield are an empty list, like those of somebody who gave none', async () => {
      const rows = [consentRow(child, internal), consentRow(mother, internal)];
      const { facts, asked } = request(rows, {}, people);
      expect(of(await ask(text, { facts, asked: { ...asked, asked: new Map() } }))).toEqual([[], []]);
    });

    test('that a child gave are the child’s and the recorder’s only', async () => {
      const rows = [consentRow(child, internal)];
      const recorder = { ...worker, professional: sampleWorld.consents[0]?.recordedBy ?? worker.professional };
      for (const age of [{ state: 'KNOWN', value: 13 }, { state: 'UNKNOWN' }] as const) {
        const minor = [{ ...child, age }, mother, stranger];
        expect(of(await ask(text, request(rows, {}, minor)))[0]).toEqual([]);
        expect(of(await ask(text, request(rows, { caller: recorder }, minor)))[0]).toHaveLength(1);
        const own = [{ ...child, age, isCaller: true }, mother, stranger];
        const ownRows = [consentRow(child, internal, OTHER_TEAM)];
        const ownFacts = { caller: citizen, organisation: null };
        expect(of(await ask(text, request(ownRows, ownFacts, own)))[0]).toHaveLength(1);
      }
    });

    test('in an own view are told per holder whose cell is open', async () => {
      const own = [{ ...adult, isCaller: true }, mother, stranger];
      const ownFacts = { caller: citizen, organisation: null };
      expect(of(await ask(text, request([consentRow(child, internal, OTHER_TEAM)], ownFacts, own)))[0]).toHaveLength(1);
      expect(of(await ask(text, request([consentRow(child, internal, TEAM)], ownFacts, own)))[0]).toEqual([]);
    });

    test('say valid only when gather found them so today', async () => {
      const rows = [consentRow(child, internal)];
      const [stored] = sampleWorld.consents;
      if (stored === undefined) throw new Error('the sample world has a consent');
      const { id, about, holder, roles, purposes, categories, from, until } = stored;
      const fact = { id, about, holder, roles, purposes, categories, from, until, valid: true };
      const statusWith = async (change: Partial<Facts>) =>
        of(await ask(text, request(rows, change, people)))[0][0].status;
      expect(await statusWith({ consents: [fact] })).toBe('VALID');
      expect(await statusWith({ consents: [{ ...fact, valid: false }] })).toBe('NOT_VALID');
      const clock = { domain: 0, wall: 0, today: localDate.parse('2027-02-01') };
      expect(await statusWith({ clock })).toBe('ENDED');
    });

    test('are told in full to whom may see them', async () => {
      const full = `{ r0_household: household(id: "x") { members { person { consents {
        id about holder { oin } recipient { oin } roles purposes categories from until evidence recordedOn } } } } }`;
      expect(of(await ask(full, request([consentRow(child, internal)], {}, people)))[0]).toEqual([
        {
          id: 'consent-0001',
          about: child.key,
          holder: { oin: OTHER_TEAM },
          recipient: { oin: TEAM },
          roles: ['FAMILY_WORKER'],
          purposes: ['SUPPORT_PLAN'],
          categories: ['PLAN', 'INVOLVEMENT'],
          from: '2026-01-01',
          until: '2026-12-31',
          evidence: 'CANARY-evidence',
          recordedOn: '2026-01-01T10:00:00+01:00',
        },
      ]);
      expect(child.person).toBe(CHILD);
    });
  });

  test('gives no half answer when the consents cannot be read', async () => {
    const gone = { ...settings, store: { givenTo: () => Promise.reject(new Error('the store is gone')) } };
    const text = '{ r0_household: household(id: "x") { id members { person { consents { id } } } } }';
    await expect(ask(text, request([consentRow(child, internal)]), {}, gone)).rejects.toThrow('the store is gone');
  });
});
