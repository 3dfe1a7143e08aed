// What a holder lets out under a grant, whatever the query asks and whatever its source gives.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import type { Note } from '../../subgraphs/kit/note.ts';
import { type RunningSubgraph, serveSubgraph } from '../../subgraphs/kit/serve.ts';
import { askPersons, ISSUER, OTHER, post, startTestGateway, subject, TEAM, type TestGateway } from './kit-gateway.ts';
import { type GivenRow, type TestSource, testSource } from './kit-source.ts';

const ANNA = 'key-of-anna-0001';
const BEN = 'key-of-ben-00001';
const CANARY = 'CANARY-4711';

const plan = (id: string, parts: object[], more: object = {}) => ({
  kind: 'plans',
  value: { recordId: id, kind: 'FAMILY', status: 'ADOPTED', validFrom: '2026-01-05', parts },
  ...more,
});

describe('rows and fields under a grant', () => {
  let gateway: TestGateway;
  let source: TestSource;
  let holder: RunningSubgraph;
  const notes: Note[] = [];

  beforeAll(async () => {
    gateway = await startTestGateway();
    source = testSource();
    holder = await serveSubgraph({
      holder: organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team Oost', region: 'oost' }),
      sdl: new URL('kit/team.graphql', import.meta.url),
      source,
      facts: {},
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: false,
      note: (note) => notes.push(note),
    });
  });
  afterAll(async () => {
    await holder.close();
    await gateway.close();
  });
  beforeEach(() => {
    notes.length = 0;
    source.rows = [];
    source.reads.length = 0;
    source.failing = false;
  });

  /** What the holder says about the persons, under a grant for these subjects. */
  async function ask(keys: string[], fields: string, subjects: object[], claims: object = {}) {
    const body = askPersons(keys, fields);
    const answer = await post(holder.url, '/graphql', body, gateway.grantFor(body, { subjects, ...claims }));
    expect(answer.status, answer.text).toBe(200);
    return answer.json.data._entities;
  }
  const give = (...rows: Omit<GivenRow, 'subject'>[]) => {
    source.rows.push(...rows.map((row) => ({ subject: ANNA, ...row }) as GivenRow));
  };

  it('a person who is not in the grant is answered null, even when the source has rows', async () => {
    give({ kind: 'birthDate', value: '2015-03-01' }, { kind: 'birthDate', value: CANARY, subject: BEN } as GivenRow);
    expect(await ask([ANNA, BEN, 'no key!'], 'id birthDate', [subject(ANNA, 'IDENTITY')])).toEqual([
      { id: ANNA, birthDate: '2015-03-01' },
      null,
      null,
    ]);
  });

  it('a category that is not open is null, and the source is not read for it', async () => {
    give({ kind: 'birthDate', value: CANARY }, plan('p1', []));
    const fields = 'birthDate localTeam { plans { status } safetyPlans { status } }';
    expect(await ask([ANNA], fields, [subject(ANNA, 'SAFETY_PLAN')])).toEqual([
      { birthDate: null, localTeam: [{ plans: null, safetyPlans: [] }] },
    ]);
    expect(source.reads.flat().map(({ kind }) => kind)).toEqual(['safetyPlans']);
  });

  it('aliases, fragments and repeated fields open nothing more', async () => {
    give({ kind: 'birthDate', value: CANARY });
    const fields = 'id: birthDate a: birthDate ...on Person { birthDate } localTeam { __typename }';
    expect(await ask([ANNA], fields, [subject(ANNA)])).toEqual([
      { id: null, a: null, birthDate: null, localTeam: [{ __typename: 'LocalTeamFile' }] },
    ]);
    expect(source.reads).toEqual([]);
  });

  it('shared types take the category of the field above them', async () => {
    give(plan('p1', []), { ...plan('p2', []), kind: 'safetyPlans' });
    const fields = 'localTeam { plans { recordId status } safetyPlans { recordId status } }';
    expect(await ask([ANNA], fields, [subject(ANNA, 'PLAN')])).toEqual([
      { localTeam: [{ plans: [{ recordId: 'p1', status: 'ADOPTED' }], safetyPlans: null }] },
    ]);
  });

  it('a field of another category inside an open row needs its own cell', async () => {
    give({ kind: 'support', value: { recordId: 's1', form: 'ambulant', reason: CANARY }, from: '2026-02-01' });
    const fields = 'localTeam { support { recordId form reason } }';
    expect(await ask([ANNA], fields, [subject(ANNA, 'SUPPORT')])).toEqual([
      { localTeam: [{ support: [{ recordId: 's1', form: 'ambulant', reason: null }] }] },
    ]);
    const open = [subject(ANNA, 'SUPPORT', 'HEALTH')];
    expect((await ask([ANNA], fields, open))[0].localTeam[0].support[0].reason).toBe(CANARY);
    const later = [subject(ANNA, 'SUPPORT', { category: 'HEALTH', from: '2026-03-01', until: '2026-12-31' })];
    give({
      kind: 'support',
      value: { recordId: 's0', form: 'ambulant', reason: CANARY },
      from: '2025-01-01',
      until: '2026-02-28',
    });
    expect((await ask([ANNA], fields, later))[0].localTeam[0].support).toEqual([
      { recordId: 's1', form: 'ambulant', reason: CANARY },
      { recordId: 's0', form: 'ambulant', reason: null },
    ]);
  });

  it('field limits leave the named fields and close the others', async () => {
    give(plan('p1', []));
    const cell = { category: 'PLAN', fields: ['Plan.status'] };
    expect(await ask([ANNA], 'localTeam { plans { recordId status validFrom } }', [subject(ANNA, cell)])).toEqual([
      { localTeam: [{ plans: [{ recordId: 'p1', status: 'ADOPTED', validFrom: null }] }] },
    ]);
  });

  it('attack 38: rows outside the period of the cell stay at the source; what is not certain stays too', async () => {
    const event = (recordId: string, from: string | null, until = from) => ({
      kind: 'events',
      from,
      until,
      value: { recordId },
    });
    give(
      event('inside', '2026-05-05'),
      event('first day', '2026-01-01'),
      event('last day', '2026-06-30'),
      event('too old', '2025-12-31'),
      event('too new', '2026-07-01'),
      event('no date', null),
      event('year only', '2026'),
      event('still running', '2020-01-01', null),
    );
    const cell = { category: 'SUPPORT', from: '2026-01-01', until: '2026-06-30' };
    const [person] = await ask([ANNA], 'localTeam { events { recordId } }', [subject(ANNA, cell)]);
    expect(person.localTeam[0].events.map((row: { recordId: string }) => row.recordId)).toEqual([
      'inside',
      'first day',
      'last day',
      'still running',
    ]);
    const [whole] = await ask([ANNA], 'localTeam { events { recordId } }', [subject(ANNA, 'SUPPORT')]);
    expect(whole.localTeam[0].events).toHaveLength(8);
  });

  it('from, to and first count among the rows that may leave', async () => {
    const event = (recordId: string, day: string, more = {}) => ({
      kind: 'events',
      from: day,
      until: day,
      value: { recordId },
      ...more,
    });
    give(
      event('held', '2026-05-09', { heldFrom: 'EVERYONE' }),
      event('received', '2026-05-08', { origin: OTHER }),
      event('b', '2026-05-07'),
      event('a', '2026-05-06'),
      event('old', '2024-05-06'),
    );
    const events = async (args: string) => {
      const [person] = await ask([ANNA], `localTeam { events${args} { recordId } }`, [subject(ANNA, 'SUPPORT')]);
      return person.localTeam[0].events.map((row: { recordId: string }) => row.recordId);
    };
    expect(await events('(first: 1)')).toEqual(['b']);
    expect(await events('(from: "2026-05-06", to: "2026-05-06")')).toEqual(['a']);
    expect(await events('(from: "2024", to: "2024")')).toEqual(['old']);
    expect(await events('(first: 0)')).toEqual([]);
    expect(await events('(first: -1)')).toEqual([]);
    expect(await events('')).toEqual(['b', 'a', 'old']);
  });

  it('rows of another origin leave only where the cell names that origin', async () => {
    give(plan('own', []), plan('own too', [], { origin: TEAM }), plan('received', [], { origin: OTHER }));
    const ids = async (origins: string[]) => {
      const [person] = await ask([ANNA], 'localTeam { plans { recordId } }', [
        subject(ANNA, { category: 'PLAN', origins }),
      ]);
      return person.localTeam[0].plans.map((row: { recordId: string }) => row.recordId);
    };
    expect(await ids([])).toEqual(['own', 'own too']);
    expect(await ids([OTHER])).toEqual(['own', 'own too', 'received']);
  });

  it('a part opens only if it opens for each person it is about', async () => {
    give(
      plan('p1', [
        { id: 'anna', about: [ANNA], text: 'a' },
        { id: 'both', about: [ANNA, BEN], text: CANARY },
        { id: 'ben', about: [BEN], text: CANARY },
      ]),
    );
    const parts = async (...subjects: object[]) => {
      const [person] = await ask([ANNA], 'localTeam { plans { partsMayBeMissing parts { id about text } } }', subjects);
      return person.localTeam[0].plans;
    };
    const onlyAnna = [{ partsMayBeMissing: true, parts: [{ id: 'anna', about: [ANNA], text: 'a' }] }];
    expect(await parts(subject(ANNA, 'PLAN'))).toEqual(onlyAnna);
    expect(await parts(subject(ANNA, 'PLAN'), subject(BEN, 'SUPPORT'))).toEqual(onlyAnna);
    expect((await parts(subject(ANNA, 'PLAN'), subject(BEN, 'PLAN')))[0].parts).toHaveLength(3);
    // Ben's cell has limits of its own: a part about both falls under them too.
    const benLater = subject(BEN, { category: 'PLAN', from: '2027-01-01', until: '2027-12-31' });
    give(plan('p2', [{ id: 'dated', about: [ANNA, BEN], from: '2026-01-01', until: '2026-02-01' }]));
    const [, second] = await parts(subject(ANNA, 'PLAN'), benLater);
    expect(second).toEqual({ partsMayBeMissing: true, parts: [] });
    // And a field limit of one of them closes the field for both.
    const benHeading = subject(BEN, { category: 'PLAN', fields: ['PlanPart.heading'] });
    const [limited] = await parts(subject(ANNA, 'PLAN'), benHeading);
    expect(limited.parts.map((one: { text: string | null }) => one.text)).toEqual(['a', null, null]);
  });

  it('attack 39: a row about somebody else leaves only if that person is open too', async () => {
    give({ kind: 'events', about: [ANNA, BEN], value: { recordId: 'both', title: CANARY } });
    const fields = 'localTeam { events { recordId } }';
    expect((await ask([ANNA], fields, [subject(ANNA, 'SUPPORT')]))[0].localTeam[0].events).toEqual([]);
    const both = [subject(ANNA, 'SUPPORT'), subject(BEN, 'SUPPORT')];
    expect((await ask([ANNA], fields, both))[0].localTeam[0].events).toEqual([{ recordId: 'both' }]);
  });

  it("a professional's hold keeps a row from other organisations, a secrecy from everyone", async () => {
    give(
      { kind: 'address', heldFrom: 'EVERYONE', value: { street: CANARY } },
      plan('held', [], { heldFrom: 'OTHER_ORGANISATIONS' }),
      plan('free', []),
    );
    const fields = 'address { street } localTeam { plans { recordId } }';
    const open = [subject(ANNA, 'ADDRESS', 'PLAN')];
    expect(await ask([ANNA], fields, open)).toEqual([
      { address: null, localTeam: [{ plans: [{ recordId: 'held' }, { recordId: 'free' }] }] },
    ]);
    expect(await ask([ANNA], fields, open, { sub: OTHER })).toEqual([
      { address: null, localTeam: [{ plans: [{ recordId: 'free' }] }] },
    ]);
  });

  describe('in an own view', () => {
    const OWN_VIEW = { sub: ANNA, role: 'DATA_SUBJECT', purpose: 'OWN_FILE' };
    const FIELDS = `birthDate localTeam { involvement { team } plans { recordId partsMayBeMissing parts { id text } }
      safetyPlans { recordId } events(first: 1) { recordId } support { recordId form reason } }`;
    const CATEGORIES = ['IDENTITY', 'INVOLVEMENT', 'PLAN', 'SAFETY_PLAN', 'SUPPORT', 'HEALTH'];
    const open = [subject(ANNA, ...CATEGORIES)];
    const shownTo = [ANNA];
    const closed = [
      { birthDate: null, localTeam: [{ involvement: [], plans: [], safetyPlans: [], events: [], support: [] }] },
    ];
    const everything = (more: object): void =>
      give(
        { kind: 'birthDate', value: '2015', ...more },
        { kind: 'involvement', value: { team: 'Oost' }, ...more },
        plan('p1', [{ id: 'part', about: [ANNA], text: 'a', ...more }], more),
        { ...plan('s1', [], more), kind: 'safetyPlans' },
        { kind: 'events', value: { recordId: 'e1' }, ...more },
        { kind: 'support', value: { recordId: 'h1', form: 'ambulant', reason: 'x' }, ...more },
      );

    it('a row leaves only to the person whom it was shown, of whatever category: a source that says nothing shows nothing', async () => {
      everything({});
      everything({ shownTo: [BEN] });
      expect(await ask([ANNA], FIELDS, open, OWN_VIEW)).toEqual(closed);
      source.rows = [];
      everything({ shownTo });
      expect(await ask([ANNA], FIELDS, open, OWN_VIEW)).toEqual([
        {
          birthDate: '2015',
          localTeam: [
            {
              involvement: [{ team: 'Oost' }],
              plans: [{ recordId: 'p1', partsMayBeMissing: true, parts: [{ id: 'part', text: 'a' }] }],
              safetyPlans: [{ recordId: 's1' }],
              events: [{ recordId: 'e1' }],
              support: [{ recordId: 'h1', form: 'ambulant', reason: 'x' }],
            },
          ],
        },
      ]);
    });

    it('shown to somebody or not is one to a professional', async () => {
      everything({});
      const said = await ask([ANNA], FIELDS, open);
      expect(said[0].localTeam[0].plans[0].parts).toHaveLength(1);
      source.rows = [];
      everything({ shownTo });
      expect(await ask([ANNA], FIELDS, open)).toEqual(said);
    });

    it('what was not shown counts in no first, and leaves no trace', async () => {
      give({ kind: 'events', value: { recordId: 'unseen' } }, { kind: 'events', value: { recordId: 'seen' }, shownTo });
      const [person] = await ask([ANNA], FIELDS, open, OWN_VIEW);
      expect(person.localTeam[0].events).toEqual([{ recordId: 'seen' }]);
    });

    it('of a plan that was signed the parts leave that are about the person alone and were signed too', async () => {
      give(
        plan(
          'p1',
          [
            { id: 'own', about: [ANNA], text: 'a', shownTo },
            { id: 'own twice', about: [ANNA, ANNA], text: 'a', shownTo },
            { id: 'unsigned', about: [ANNA], text: CANARY },
            { id: 'both', about: [ANNA, BEN], text: CANARY, shownTo: [ANNA, BEN] },
            { id: 'other', about: [BEN], text: CANARY, shownTo: [ANNA, BEN] },
          ],
          { shownTo },
        ),
      );
      // Also where a grant opens a child along: each part is about one person, in that person's file.
      for (const subjects of [open, [...open, subject(BEN, ...CATEGORIES)]]) {
        const [person] = await ask([ANNA], FIELDS, subjects, OWN_VIEW);
        expect(person.localTeam[0].plans[0].parts.map(({ id }: { id: string }) => id)).toEqual(['own', 'own twice']);
      }
    });

    it('of a child that the grant opens along leaves what was shown to the one who asks, and never a row about two people', async () => {
      const both = [...open, subject(BEN, ...CATEGORIES)];
      source.rows = [
        { subject: BEN, kind: 'birthDate', value: '2015', shownTo } as unknown as GivenRow,
        { subject: BEN, kind: 'events', value: { recordId: CANARY }, shownTo: [BEN] } as unknown as GivenRow,
        { subject: BEN, kind: 'events', about: [ANNA], value: { recordId: CANARY }, shownTo } as unknown as GivenRow,
      ];
      give({ kind: 'events', about: [ANNA, BEN], value: { recordId: CANARY }, shownTo: [ANNA, BEN] });
      const [own, other] = await ask([ANNA, BEN], FIELDS, both, OWN_VIEW);
      expect([own.localTeam[0].events, other.localTeam[0].events, other.birthDate]).toEqual([[], [], '2015']);
    });

    it('nobody else’s file opens that is not in the grant', async () => {
      source.rows = [{ subject: BEN, kind: 'birthDate', value: '2015', shownTo } as unknown as GivenRow];
      const [, other] = await ask([ANNA, BEN], FIELDS, open, OWN_VIEW);
      expect(other).toBeNull();
    });

    it('a grant for a person under another role, or for an organisation under this one, shows nothing more', async () => {
      everything({});
      expect(await ask([ANNA], FIELDS, open, { sub: ANNA })).toEqual(closed);
      expect(await ask([ANNA], FIELDS, open, { ...OWN_VIEW, sub: TEAM })).toEqual(closed);
      source.rows = [];
      everything({ shownTo });
      expect(await ask([ANNA], FIELDS, open, { ...OWN_VIEW, sub: TEAM })).toEqual(closed);
      expect(await ask([ANNA], FIELDS, open, { ...OWN_VIEW, sub: BEN })).toEqual(closed);
    });
  });

  it('keys of persons who are not in the grant do not leave', async () => {
    give(
      { kind: 'relations', value: { personId: BEN, kind: 'PARENT' } },
      { kind: 'relations', value: { personId: 'key-of-somebody-else', kind: 'CHILD' } },
      plan('p1', [{ id: 'x', about: [ANNA], agreedWith: [ANNA, 'key-of-somebody-else'] }]),
    );
    const fields = 'relations { personId kind } localTeam { plans { parts { agreedWith } } }';
    expect(await ask([ANNA], fields, [subject(ANNA, 'CUSTODY', 'PLAN'), subject(BEN)])).toEqual([
      {
        relations: [
          { personId: BEN, kind: 'PARENT' },
          { personId: null, kind: 'CHILD' },
        ],
        localTeam: [{ plans: [{ parts: [{ agreedWith: [ANNA] }] }] }],
      },
    ]);
  });

  it('no file and an empty file give the same bytes', async () => {
    const fields = `id birthDate address { street } localTeam { holder { oin name region } involvement { kind } contacts { fixed }
      plans { recordId } safetyPlans { recordId } events { recordId } support { form } }`;
    const categories = ['IDENTITY', 'ADDRESS', 'INVOLVEMENT', 'PLAN', 'SAFETY_PLAN', 'SUPPORT'];
    const text = async (key: string) => {
      const body = askPersons([key], fields);
      return (
        await post(holder.url, '/graphql', body, gateway.grantFor(body, { subjects: [subject(key, ...categories)] }))
      ).text;
    };
    give(plan('held', [], { heldFrom: 'EVERYONE' }));
    const empty =
      '{"oin":"00000001000000001000","name":"Team Oost","region":"oost"},"involvement":[],"contacts":[],"plans":[],"safetyPlans":[],"events":[],"support":[]';
    expect(await text(ANNA)).toBe(
      `{"data":{"_entities":[{"id":"${ANNA}","birthDate":null,"address":null,"localTeam":[{"holder":${empty}}]}]}}`,
    );
    expect(await text(BEN)).toBe((await text(ANNA)).replace(ANNA, BEN));
  });

  it('groups, aliases and persons go to the source in one read', async () => {
    give(plan('p1', []), { kind: 'birthDate', value: '2015' });
    const body = JSON.stringify({
      query: `query($r0: [_Any!]!, $r1: [_Any!]!, $r2: [_Any!]!) {
        g0: _entities(representations: $r0) { ... on Person { localTeam { plans { recordId } other: plans { status } } } }
        g1: _entities(representations: $r1) { ... on Person { birthDate localTeam { plans { recordId } } } }
        g2: _entities(representations: $r2) { ... on Person { birthDate } } }`,
      variables: {
        r0: [ANNA, BEN].map((id) => ({ __typename: 'Person', id })),
        r1: [{ __typename: 'Person', id: ANNA }],
        r2: [],
      },
    });
    const subjects = [subject(ANNA, 'PLAN', 'IDENTITY'), subject(BEN, 'PLAN')];
    const answer = await post(holder.url, '/graphql', body, gateway.grantFor(body, { subjects }));
    expect(answer.json.data).toEqual({
      g0: [
        { localTeam: [{ plans: [{ recordId: 'p1' }], other: [{ status: 'ADOPTED' }] }] },
        { localTeam: [{ plans: [], other: [] }] },
      ],
      g1: [{ birthDate: '2015', localTeam: [{ plans: [{ recordId: 'p1' }] }] }],
      g2: [],
    });
    expect(source.reads).toHaveLength(1);
    expect(source.reads[0]?.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual([
      `birthDate ${ANNA}`,
      `plans ${ANNA}`,
      `plans ${BEN}`,
    ]);
  });

  it('the limits of the grant go along to the source', async () => {
    const cell = { category: 'PLAN', from: '2025-01-01', until: '2026-11-22', origins: [OTHER] };
    await ask([ANNA], 'localTeam { plans { recordId } }', [subject(ANNA, cell)]);
    expect(source.reads).toEqual([
      [{ kind: 'plans', subject: ANNA, from: '2025-01-01', until: '2026-11-22', origins: [OTHER], internal: true }],
    ]);
  });

  const broken: [title: string, rows: Omit<GivenRow, 'subject'>[], event: string][] = [
    ['a part that does not say whom it is about', [plan('p1', [{ id: 'x', about: [] }])], 'internal-error'],
    [
      'a second row for one value',
      [
        { kind: 'birthDate', value: '2015' },
        { kind: 'birthDate', value: '2016' },
      ],
      'internal-error',
    ],
    [
      'a value outside its list of names',
      [plan('p1', [], { value: { recordId: 'p1', status: CANARY } })],
      'internal-error',
    ],
    ['a day that is none', [{ kind: 'birthDate', value: '2015-02-30' }], 'internal-error'],
  ];
  it.each(broken)('%s fails the whole call and tells nothing', async (_title, rows, event) => {
    give(...rows);
    const body = askPersons([ANNA], 'birthDate localTeam { plans { status parts { id } } }');
    const answer = await post(
      holder.url,
      '/graphql',
      body,
      gateway.grantFor(body, { subjects: [subject(ANNA, 'PLAN', 'IDENTITY')] }),
    );
    expect([answer.status, answer.json]).toEqual([
      500,
      { errors: [{ message: 'The holder could not answer.', extensions: { code: 'INTERNAL' } }] },
    ]);
    expect(notes).toEqual([{ event }]);
  });

  it('a source that fails is a failed call, not an empty file, and its message stays inside', async () => {
    source.failing = true;
    const body = askPersons([ANNA], 'id localTeam { plans { recordId } }');
    const answer = await post(
      holder.url,
      '/graphql',
      body,
      gateway.grantFor(body, { subjects: [subject(ANNA, 'PLAN')] }),
    );
    expect([answer.status, answer.text]).toEqual([
      503,
      '{"errors":[{"message":"The holder cannot read its own files now.","extensions":{"code":"SOURCE_UNREACHABLE"}}]}',
    ]);
    expect(notes).toEqual([{ event: 'source-failed' }]);
    expect((await fetch(`${holder.url}/health/ready`)).status).toBe(503);
    source.failing = false;
    expect((await fetch(`${holder.url}/health/ready`)).status).toBe(200);
  });

  it('outside demo mode the calls are not told', async () => {
    expect((await fetch(`${holder.url}/calls`)).status).toBe(404);
  });
});
