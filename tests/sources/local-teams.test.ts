// A local team on a real PostgreSQL: what its file gives under a grant, its own cases, its seed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bsn } from '../../schema/identifiers.ts';
import { organisation } from '../../schema/organisation.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/serve.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { loadLocalTeam } from '../../subgraphs/local-teams/load.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { serveLocalTeam } from '../../subgraphs/local-teams/serve.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { askPersons, ISSUER, OTHER, post, startTestGateway, subject, TEAM, type TestGateway } from './kit-gateway.ts';
import { BSNS, CANARY, ELSEWHERE, keyOf, SEED } from './local-teams-seed.ts';

const SAM = keyOf('sam');
const LISA = keyOf('lisa');
const TOM = keyOf('tom');
const HOLDER = organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team Oost', region: 'oost' });
const bsnOf = (slug: string) => (BSNS[slug] === undefined ? null : bsn.parse(BSNS[slug]));
const id = (slug: string) => stableId(HOLDER.oin, slug);

/** Every field of a file, each with all it has. */
const EVERYTHING = `localTeam {
  holder { oin kind name region }
  involvement { kind team from until professional { name role phone email } }
  contacts { recordId holder { oin } fixed team professional { name } }
  plans { recordId holder { oin } kind status validFrom validUntil partsMayBeMissing parts { id about heading text agreedWith } }
  safetyPlans { recordId kind status parts { id about heading text agreedWith } }
  events { recordId holder { oin } date kind title partsMayBeMissing }
  intakes { recordId date referrer reason }
  support { recordId startedOn endedOn form perspective crisis endReason }
  allocations { recordId product volume validFrom validUntil stopReason }
  careAllocations { product } protectionAllocations { product } probationAllocations { product } safetyEvents { title }
  safetyAssessments { recordId date instrument version validUntil partsMayBeMissing parts { id about outcome text } }
  safetyNotices { recordId about instruction call { name phone } validFrom validUntil }
  journal { recordId about date kind text }
  finances { date score text } workAndEducation { score } timeUse { score } housing { score } domesticRelations { score }
  mentalHealth { date score text } physicalHealth { score } substanceUse { score } basicDailyLiving { score }
  instrumentalDailyLiving { score } socialNetwork { score } communityParticipation { score } justice { score } parenthood { score }
}`;
const ALL = [
  'INVOLVEMENT',
  'PLAN',
  'SAFETY_PLAN',
  'SUPPORT',
  'SAFETY',
  'SAFETY_NOTICE',
  'JOURNAL',
  'HEALTH',
  'CRIMINAL',
  'FINANCIAL',
  'LIFE_DOMAINS',
  'MEASURE',
];

describe('a local team', () => {
  let gateway: TestGateway;
  let database: TestDatabase;
  let team: RunningSubgraph;
  const statements: string[] = [];

  const load = (seed: object) =>
    loadLocalTeam({ databaseUrl: database.url, holder: HOLDER, seed: localTeamSeed.parse(seed), keyOf, bsnOf });

  beforeAll(async () => {
    gateway = await startTestGateway();
    database = await createTestDatabase();
    await load(SEED);
    team = await serveLocalTeam({
      holder: HOLDER,
      databaseUrl: database.url,
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: true,
      note: () => {},
      onStatement: (text) => statements.push(text),
    });
  });
  afterAll(async () => {
    await team?.close();
    await database?.drop();
    await gateway?.close();
  });

  async function ask(keys: string[], fields: string, subjects: object[], claims: object = {}) {
    const body = askPersons(keys, fields);
    const answer = await post(team.url, '/graphql', body, gateway.grantFor(body, { subjects, ...claims }));
    expect(answer.status, answer.text).toBe(200);
    return answer;
  }
  async function fileOf(key: string, fields: string, subjects: object[], claims: object = {}) {
    return (await ask([key], `localTeam { ${fields} }`, subjects, claims)).json.data._entities[0].localTeam[0];
  }

  it('gives plans in parts, dated by their validity, newest first', async () => {
    const fields =
      'plans { recordId holder { name } kind status validFrom validUntil partsMayBeMissing parts { about heading text agreedWith } }';
    expect(await fileOf(SAM, fields, [subject(SAM, 'PLAN')])).toEqual({
      plans: [
        {
          recordId: id('held-plan'),
          holder: { name: 'Team Oost' },
          kind: 'FAMILY',
          status: 'DRAFT',
          validFrom: '2026-04-01',
          validUntil: null,
          partsMayBeMissing: true,
          parts: [],
        },
        {
          recordId: id('gezinsplan'),
          holder: { name: 'Team Oost' },
          kind: 'FAMILY',
          status: 'ADOPTED',
          validFrom: '2026-02-01',
          validUntil: null,
          partsMayBeMissing: true,
          parts: [{ about: [SAM], heading: 'School', text: 'Sam gaat naar school', agreedWith: [SAM] }],
        },
        {
          recordId: id('oud-plan'),
          holder: { name: 'Team Oost' },
          kind: 'ACTION',
          status: 'CLOSED',
          validFrom: '2020-01-01',
          validUntil: '2021-01-01',
          partsMayBeMissing: true,
          parts: [],
        },
      ],
    });
    const both = await fileOf(SAM, 'plans { parts { heading } }', [subject(SAM, 'PLAN'), subject(LISA, 'PLAN')]);
    expect(both.plans[1].parts.map((part: { heading: string }) => part.heading)).toEqual(['School', 'Werk', 'Samen']);
  });

  it('a hold, another origin and an older period keep rows at the source', async () => {
    const cell = (more: object) => [subject(SAM, { category: 'PLAN', ...more }, { category: 'SAFETY_PLAN', ...more })];
    const ids = async (more: object, claims: object = {}) => {
      const file = await fileOf(SAM, 'plans { recordId } safetyPlans { recordId }', cell(more), claims);
      return [...file.plans, ...file.safetyPlans].map(({ recordId }: { recordId: string }) => recordId);
    };
    expect(await ids({})).toEqual(['held-plan', 'gezinsplan', 'oud-plan', 'vp-own'].map(id));
    expect(await ids({}, { sub: OTHER })).toEqual(['gezinsplan', 'oud-plan', 'vp-own'].map(id));
    expect(await ids({ origins: [ELSEWHERE] }, { sub: OTHER })).toEqual(
      ['gezinsplan', 'oud-plan', 'vp-received', 'vp-own'].map(id),
    );
    expect(await ids({ from: '2024-11-22', until: '2026-11-22' }, { sub: OTHER })).toEqual(
      ['gezinsplan', 'vp-own'].map(id),
    );
  });

  it('each life domain opens by its own category', async () => {
    const fields =
      'finances { score } mentalHealth { score text } justice { score } socialNetwork { score } housing { score }';
    expect(await fileOf(LISA, fields, [subject(LISA, 'LIFE_DOMAINS')])).toEqual({
      finances: null,
      mentalHealth: null,
      justice: null,
      socialNetwork: [{ score: 'SUFFICIENT' }],
      housing: [],
    });
    expect(await fileOf(LISA, fields, [subject(LISA, 'HEALTH', 'CRIMINAL', 'FINANCIAL')])).toEqual({
      finances: [{ score: 'LIMITED' }],
      mentalHealth: [{ score: 'NOT_SELF_SUFFICIENT', text: 'slaapt slecht' }],
      justice: [{ score: 'FULLY' }],
      socialNetwork: null,
      housing: null,
    });
  });

  it('an allocation or event that tells more than help stands in a field of that category', async () => {
    const lists = ['allocations', 'careAllocations', 'protectionAllocations', 'probationAllocations'];
    const fields = `${lists.map((list) => `${list} { product }`).join(' ')} events { title } safetyEvents(first: 5) { title kind }`;
    expect(await fileOf(SAM, fields, [subject(SAM, 'SUPPORT')])).toEqual({
      allocations: [{ product: 'AMBULATORY' }],
      careAllocations: null,
      protectionAllocations: null,
      probationAllocations: null,
      events: [{ title: 'aanmelding' }],
      safetyEvents: null,
    });
    expect(await fileOf(SAM, fields, [subject(SAM, 'HEALTH', 'MEASURE', 'CRIMINAL', 'SAFETY')])).toEqual({
      allocations: null,
      careAllocations: [{ product: 'YOUTH_MENTAL_HEALTH' }],
      protectionAllocations: [],
      probationAllocations: [{ product: 'JUVENILE_PROBATION' }],
      events: null,
      safetyEvents: [{ title: 'veiligheid beoordeeld', kind: 'veiligheid beoordeeld' }],
    });
  });

  it('text about two people opens only if it opens for both', async () => {
    const fields = 'journal { text about } events(first: 1) { title }';
    const one = await fileOf(SAM, fields, [subject(SAM, 'JOURNAL', 'SUPPORT')]);
    expect(one).toEqual({
      journal: [{ text: 'Gesproken over school', about: [SAM] }],
      events: [{ title: 'aanmelding' }],
    });
    const two = await fileOf(SAM, fields, [subject(SAM, 'JOURNAL', 'SUPPORT'), subject(LISA, 'JOURNAL', 'SUPPORT')]);
    expect(two.journal).toHaveLength(2);
    expect(two.events).toEqual([{ title: 'Gesprek met moeder' }]);
  });

  it('a safety notice says what to do and whom to call, to whom both are open', async () => {
    const fields = 'safetyNotices { about instruction call { name phone } validFrom }';
    expect(await fileOf(LISA, fields, [subject(LISA, 'SAFETY_NOTICE')])).toEqual({ safetyNotices: [] });
    const both = [subject(LISA, 'SAFETY_NOTICE'), subject(TOM, 'SAFETY_NOTICE')];
    expect(await fileOf(LISA, fields, both)).toEqual({
      safetyNotices: [
        {
          about: [LISA, TOM],
          instruction: 'KEEP_APART',
          call: { name: 'Wil Jansen', phone: '030-1234567' },
          validFrom: '2026-02-01',
        },
      ],
    });
  });

  it('involvement runs while the person is in the case', async () => {
    const fields = 'involvement { kind team from until professional { name role } }';
    expect(await fileOf(TOM, fields, [subject(TOM, 'INVOLVEMENT')])).toEqual({
      involvement: [
        {
          kind: 'LEAD',
          team: null,
          from: '2026-02-01',
          until: '2026-05-01',
          professional: { name: 'Wil Jansen', role: 'FAMILY_WORKER' },
        },
        { kind: 'TEAM', team: 'Team Oost', from: '2026-02-01', until: '2026-05-01', professional: null },
      ],
    });
    const sam = await fileOf(SAM, fields, [
      subject(SAM, { category: 'INVOLVEMENT', from: '2024-11-22', until: '2026-11-22' }),
    ]);
    expect(sam.involvement.map((row: { from: string }) => row.from)).toEqual(['2026-01-10', '2026-01-10']);
  });

  it('an own view has what its person was told of and signed: no consult, no draft, no part that another signed, no other file', async () => {
    const categories = ALL.map((category) => ({ category, origins: [ELSEWHERE] }));
    const ownView = async (key: string) =>
      (await ask([key], EVERYTHING, [subject(key, ...categories)], { sub: key, role: 'DATA_SUBJECT' })).json.data
        ._entities[0].localTeam[0];
    const nothing = await ownView('key-of-nobody-0001');
    expect(Object.values(nothing).filter((list) => Array.isArray(list) && list.length === 0)).toHaveLength(29);
    const plan = { recordId: id('gezinsplan'), kind: 'FAMILY', validFrom: '2026-02-01', partsMayBeMissing: true };
    expect(await ownView(LISA)).toMatchObject({
      ...nothing,
      involvement: [{ kind: 'LEAD', team: null, professional: { name: 'Wil Jansen' } }],
      contacts: [{ recordId: id('vast'), professional: { name: 'Wil Jansen' } }],
      plans: [{ ...plan, parts: [{ about: [LISA], heading: 'Werk', text: 'Lisa zoekt werk', agreedWith: [LISA] }] }],
    });
    // Tom signed a part about his son in a plan that does not stand in his file, and left the case.
    expect(await ownView(TOM)).toMatchObject({
      ...nothing,
      involvement: [{ kind: 'LEAD', until: '2026-05-01' }],
    });
    // Sam signed, and was told of nothing.
    expect(await ownView(SAM)).toMatchObject({
      ...nothing,
      plans: [{ ...plan, parts: [{ heading: 'School', agreedWith: [SAM] }] }],
    });
  });

  it('whatever is asked, what its author did not mark shareable never leaves', async () => {
    const everyone = [SAM, LISA, TOM].map((key) =>
      subject(key, ...ALL.map((category) => ({ category, origins: [ELSEWHERE] }))),
    );
    const answer = await ask([SAM, LISA, TOM], EVERYTHING, everyone);
    expect(answer.text).toContain('Sam gaat naar school');
    expect(answer.text).not.toContain(CANARY);
  });

  it('no file and an empty file give the same bytes, for every field', async () => {
    const bump = keyOf('bump');
    const stranger = 'key-of-nobody-0001';
    const categories = ALL.filter((category) => category !== 'INVOLVEMENT');
    // Bump is in the case and has no records; the stranger is in no case at all.
    const [empty, none] = await Promise.all(
      [bump, stranger].map((key) => ask([key], EVERYTHING, [subject(key, ...categories)])),
    );
    expect(empty?.text).toContain('"plans":[]');
    expect(none?.text).toBe(empty?.text);
  });

  it('any number of persons and fields is one SQL statement', async () => {
    statements.length = 0;
    await ask(
      [SAM, LISA, TOM],
      EVERYTHING,
      [SAM, LISA, TOM].map((key) => subject(key, ...ALL)),
    );
    expect(statements).toHaveLength(1);
    statements.length = 0;
    await ask([], EVERYTHING, []);
    expect(statements).toHaveLength(0);
  });

  it('the database connection of the source can only read', async () => {
    const { readOnlySql } = await import('../../subgraphs/kit/sql-source.ts');
    const sql = readOnlySql(database.url);
    await expect(sql`delete from case_system.entry`).rejects.toMatchObject({ code: '25006' });
    await sql.end();
  });

  describe('its own cases', () => {
    async function cases(question: object) {
      const body = JSON.stringify({ ask: 'OWN_CASES', ...question });
      const answer = await post(team.url, '/facts', body, gateway.grantFor(body, { use: 'FACTS' }));
      expect(answer.status, answer.text).toBe(200);
      return answer.json.cases;
    }

    it('tells persons, capacities, claims and the involvement of the one who asks', async () => {
      expect(await cases({ professional: 'w.jansen', select: { all: true } })).toEqual([
        {
          id: id('wit'),
          kind: 'PLAN',
          householdKind: 'WITH_CHILDREN',
          openedOn: '2026-01-10',
          closedOn: null,
          region: 'oost',
          involvement: [
            { professional: 'w.jansen', team: null, kind: 'LEAD', from: '2026-01-10', until: null },
            { professional: 'w.jansen', team: 'Team Oost', kind: 'TEAM', from: '2026-01-10', until: '2026-06-30' },
          ],
          persons: [
            { id: keyOf('bump'), registered: false, capacities: ['CHILD'], from: '2026-01-10', until: null },
            { id: LISA, registered: true, capacities: ['PARENT'], from: '2026-01-10', until: null },
            { id: SAM, registered: true, capacities: ['CHILD'], from: '2026-01-10', until: null },
            {
              id: TOM,
              registered: true,
              capacities: ['PARENT', 'OTHER_INVOLVED'],
              from: '2026-02-01',
              until: '2026-05-01',
            },
          ],
          claims: [
            {
              kind: 'COLLEGE_DESIGNATION',
              number: 'B-17',
              date: '2026-01-11',
              about: SAM,
              recordedBy: 'w.jansen',
              reviewedBy: 'k.smit',
              contested: false,
              from: '2026-01-11',
              until: null,
            },
          ],
        },
      ]);
    });

    it('a case is found by household, by BSN, or among all; a closed one too', async () => {
      const ids = async (professional: string, select: object) =>
        (await cases({ professional, select })).map((one: { id: string }) => one.id);
      expect(await ids('k.smit', { all: true })).toEqual([id('wit'), id('oud')]);
      expect(await ids('k.smit', { household: id('oud') })).toEqual([id('oud')]);
      expect(await ids('k.smit', { bsn: BSNS.lisa, on: '2026-11-22' })).toEqual([id('wit')]);
      expect(await ids('k.smit', { bsn: '999990044', on: '2026-11-22' })).toEqual([]);
      expect(await ids('w.jansen', { household: id('oud') })).toEqual([]);
      expect(await ids('x.other', { all: true })).toEqual([]);
      // Left the team before it took on the case.
      expect(await ids('p.past', { all: true })).toEqual([]);
      expect(await ids('x.other', { household: id('wit') })).toEqual([]);
      expect(await ids('nobody', { bsn: BSNS.sam, on: '2026-11-22' })).toEqual([]);
    });

    it('a BSN finds a case on the days on which its person is in it: an ex-partner who left finds nothing', async () => {
      const found = async (on: string) =>
        (await cases({ professional: 'k.smit', select: { bsn: BSNS.tom, on } })).map((one: { id: string }) => one.id);
      expect(await found('2026-01-31')).toEqual([]);
      expect(await found('2026-02-01')).toEqual([id('wit')]);
      expect(await found('2026-05-01')).toEqual([id('wit')]);
      expect(await found('2026-05-02')).toEqual([]);
    });

    it('a question by BSN that names no day is not answered', async () => {
      const body = JSON.stringify({ ask: 'OWN_CASES', professional: 'k.smit', select: { bsn: BSNS.tom } });
      const answer = await post(team.url, '/facts', body, gateway.grantFor(body, { use: 'FACTS' }));
      expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    });

    it('is one SQL statement', async () => {
      statements.length = 0;
      await cases({ professional: 'k.smit', select: { all: true } });
      expect(statements).toHaveLength(1);
    });
  });

  it('loading the same seed again gives the same bytes', async () => {
    const all = [SAM, LISA, TOM].map((key) => subject(key, ...ALL));
    const before = (await ask([SAM, LISA, TOM], EVERYTHING, all)).text;
    await load(SEED);
    expect((await ask([SAM, LISA, TOM], EVERYTHING, all)).text).toBe(before);
  });

  it('a bad seed is refused with every path and reason, and what was there stays', async () => {
    const [wit] = SEED.cases;
    const bad = {
      ...SEED,
      cases: [
        {
          ...wit,
          persons: [...(wit?.persons ?? []), { person: 'nobody', capacities: ['CHILD'] }],
          involvement: [{ professional: 'ghost', kind: 'LEAD', from: '2026-01-10' }],
          plans: [{ slug: 'intake', parts: [{ about: ['stranger'] }] }],
        },
      ],
    };
    await expect(load(bad)).rejects.toMatchObject({
      problems: [
        { path: ['cases', 0, 'persons', 4, 'person'], why: 'there is no person nobody' },
        { path: ['cases', 0, 'involvement', 0, 'professional'], why: 'ghost is not among the professionals' },
        { path: ['cases', 0, 'plans', 0, 'parts', 0, 'about', 0], why: 'there is no person stranger' },
        { path: ['cases', 0, 'plans', 0, 'slug'], why: 'intake is used twice at this organisation' },
      ],
    });
    await expect(load(bad)).rejects.toThrow(
      '- cases[0].involvement[0].professional: ghost is not among the professionals',
    );
    expect((await fileOf(SAM, 'plans { recordId }', [subject(SAM, 'PLAN')])).plans).toHaveLength(3);

    const shape = localTeamSeed.safeParse({ cases: [{ ...wit, kind: 'FILE', openedOn: '10-01-2026', colour: 'red' }] });
    expect(shape.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
      'cases.0',
      'cases.0.kind',
      'cases.0.openedOn',
    ]);
  });
});
