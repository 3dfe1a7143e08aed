// The Raad voor de Kinderbescherming on a real PostgreSQL: what its file gives under a grant, its own cases, its seed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bsn } from '../../schema/identifiers.ts';
import { organisation } from '../../schema/organisation.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { loadRvdk } from '../../subgraphs/rvdk/load.ts';
import { rvdkSeed } from '../../subgraphs/rvdk/seed.ts';
import { serveRvdk } from '../../subgraphs/rvdk/serve.ts';
import { combinationsOf, type FileLeaves, leavesOf, valuesAt, wrongLeaves } from './file-leaves.ts';
import { OTHER, subject } from './kit-gateway.ts';
import { BSNS, CANARY, ELSEWHERE, keyOf } from './local-teams-seed.ts';
import { SEED } from './rvdk-seed.ts';
import { startViewsHolder, type ViewsHolder } from './views-holder.ts';

const SDL = new URL('../../subgraphs/rvdk/schema.graphql', import.meta.url);
const SAM = keyOf('sam');
const LISA = keyOf('lisa');
const TOM = keyOf('tom');
const HOLDER = organisation.parse({ oin: '00000003000000003000', kind: 'RVDK', name: 'RvdK', region: 'midden' });
const bsnOf = (slug: string) => (BSNS[slug] === undefined ? null : bsn.parse(BSNS[slug]));
const id = (slug: string) => stableId(HOLDER.oin, slug);

/** What each field of the file is, and what below it is something else. */
const CATEGORIES: Record<string, string> = {
  involvement: 'INVOLVEMENT',
  criminalInvolvement: 'CRIMINAL',
  contacts: 'INVOLVEMENT',
  criminalContacts: 'CRIMINAL',
  plans: 'PLAN',
  criminalPlans: 'CRIMINAL',
  safetyPlans: 'SAFETY_PLAN',
  events: 'INVESTIGATION',
  measureEvents: 'MEASURE',
  safetyEvents: 'SAFETY',
  criminalEvents: 'CRIMINAL',
  requests: 'INVESTIGATION',
  'RvdkRequest.submittingOrganisation': 'SAFETY_REPORT',
  investigations: 'INVESTIGATION',
  reviews: 'MEASURE',
  'RvdkReview.parts': 'INVESTIGATION',
  notifications: 'INVESTIGATION',
  measureNotifications: 'MEASURE',
  criminalInvestigations: 'CRIMINAL',
  safetyAssessments: 'SAFETY',
  'RvdkSafetyAssessment.assessedBy': 'INVOLVEMENT',
  safetyNotices: 'SAFETY_NOTICE',
  contactDetails: 'CONTACT_DETAILS',
  health: 'HEALTH',
  finances: 'FINANCIAL',
  judicialRecords: 'CRIMINAL',
  reporters: 'REPORTER',
};
const ALL = [...new Set(Object.values(CATEGORIES))];
const NOTHING = { leaked: [], missing: [] };
const opened = (key: string, categories: readonly string[]) =>
  subject(key, ...categories.map((category) => ({ category, origins: [ELSEWHERE] })));

describe('the Raad voor de Kinderbescherming', () => {
  let raad: ViewsHolder;
  let file: FileLeaves;
  const load = (databaseUrl: string, seed: object) =>
    loadRvdk({ databaseUrl, holder: HOLDER, seed: rvdkSeed.parse(seed), keyOf, bsnOf });
  const everyone = (categories: readonly string[]) => [SAM, LISA, TOM].map((key) => opened(key, categories));

  const filesUnder = async (categories: readonly string[]) => {
    const answer = await raad.ask([SAM, LISA, TOM], file.selection, everyone(categories));
    return answer.json.data._entities.map((person: { rvdk: unknown[] }) => person.rvdk[0]);
  };

  beforeAll(async () => {
    file = await leavesOf(SDL, 'RvdkFile', CATEGORIES);
    raad = await startViewsHolder(HOLDER, 'rvdk', (url) => load(url, SEED), serveRvdk);
  });
  afterAll(async () => {
    await raad?.close();
  });

  it('gives each field of the file a category of the table, and has no other fields', () => {
    const fields = Object.keys(CATEGORIES).filter((name) => !name.includes('.'));
    expect([...file.fields].sort()).toEqual([...fields, 'holder'].sort());
    expect(file.leaves.length).toBeGreaterThan(150);
  });

  it('answers every field where its categories are open, and nothing of another category', async () => {
    const combinations = combinationsOf(file);
    expect(combinations).toHaveLength(15);
    for (const categories of combinations) {
      expect(wrongLeaves(file, await filesUnder(categories), categories), categories.join(' ')).toEqual(NOTHING);
    }
  });

  it('gives an own view, whatever is open, the plan that its person signed, and else what no file gives: nobody was told anything', async () => {
    const ownView = async (key: string) => {
      const claims = { sub: key, role: 'DATA_SUBJECT', purpose: 'OWN_FILE' };
      return raad.fileOf(key, file.selection, [opened(key, ALL)], claims);
    };
    const nobody = await ownView('key-of-nobody-0001');
    expect(Object.keys(nobody)).toHaveLength(file.fields.length);
    const own = await ownView(SAM);
    expect(own).toEqual({ ...nobody, criminalPlans: own.criminalPlans });
    expect(own.criminalPlans).toMatchObject([{ parts: [{ heading: 'Taakstraf', about: [SAM], agreedWith: [SAM] }] }]);
    expect(await ownView(LISA)).toEqual(nobody);
    const toProfessionals = await raad.fileOf(SAM, file.selection, [opened(SAM, ALL)]);
    expect(toProfessionals).not.toEqual(nobody);
  });

  it('answers no field whose own category is the only one that is closed', async () => {
    expect(wrongLeaves(file, await filesUnder(ALL), ALL)).toEqual(NOTHING);
    expect(ALL).toHaveLength(13);
    for (const closed of ALL) {
      const rest = ALL.filter((category) => category !== closed);
      expect(wrongLeaves(file, await filesUnder(rest), rest), closed).toEqual(NOTHING);
    }
  });

  it('tells what kind of organisation asked; that it was Veilig Thuis only where its reports are open', async () => {
    const fields =
      'requests { recordId number receivedOn closedOn submitter submittingOrganisation viaCorv urgent familyInformed familyInformedOn }';
    const second = {
      recordId: id('vto-2'),
      number: 'VTO-2',
      receivedOn: '2026-10-01',
      closedOn: null,
      submitter: 'COLLEGE',
      viaCorv: false,
      urgent: false,
      familyInformed: false,
      familyInformedOn: null,
    };
    const first = {
      recordId: id('vto'),
      number: 'VTO-1',
      receivedOn: '2026-01-05',
      closedOn: '2026-09-01',
      submitter: 'PROFESSIONAL_ORGANISATION',
      viaCorv: true,
      urgent: true,
      familyInformed: true,
      familyInformedOn: '2026-01-08',
    };
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['INVESTIGATION'])])).toEqual({
      requests: [
        { ...second, submittingOrganisation: null },
        { ...first, submittingOrganisation: null },
      ],
    });
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['INVESTIGATION', 'SAFETY_REPORT'])])).toEqual({
      requests: [
        { ...second, submittingOrganisation: 'COLLEGE' },
        { ...first, submittingOrganisation: 'VEILIG_THUIS' },
      ],
    });
  });

  it('gives a part to whom it opens for everyone it is about', async () => {
    const fields = 'requests { parts { about text } } investigations { parts { kind about text } }';
    const sam = opened(SAM, ['INVESTIGATION']);
    const alone = await raad.fileOf(SAM, fields, [sam], { sub: OTHER });
    expect(alone).toEqual({
      requests: [
        { parts: [] },
        {
          parts: [
            { about: [SAM], text: 'Sam is vaak alleen' },
            { about: [SAM], text: null },
          ],
        },
      ],
      investigations: [{ parts: [{ kind: 'QUESTION', about: [SAM], text: 'Is Sam veilig?' }] }],
    });
    const both = await raad.fileOf(SAM, fields, [sam, opened(LISA, ['INVESTIGATION'])], { sub: OTHER });
    expect(valuesAt(both, ['requests', 'parts', 'text'])).toEqual(['Sam is vaak alleen', 'Lisa is overbelast']);
    expect(valuesAt(both, ['investigations', 'parts', 'text'])).toEqual(['Is Sam veilig?', 'Ondertoezichtstelling']);
  });

  it('who reported or informed, and what tells it, stays inside the Raad whatever a grant says', async () => {
    const fields = 'reporters { kind ofRecord capacity name phone approvedOn } requests { parts { text } }';
    const grant = [opened(SAM, ['REPORTER', 'INVESTIGATION'])];
    const inside = await raad.fileOf(SAM, fields, grant);
    expect(inside.reporters).toEqual([
      {
        kind: 'INFORMANT',
        ofRecord: id('onderzoek'),
        capacity: 'leerkracht',
        name: 'Juf Els',
        phone: '030-2',
        approvedOn: '2026-03-01',
      },
      {
        kind: 'REPORTER',
        ofRecord: id('vto'),
        capacity: 'buurvrouw',
        name: `Buur ${CANARY}`,
        phone: '06-1',
        approvedOn: null,
      },
    ]);
    expect(valuesAt(inside, ['requests', 'parts', 'text'])).toContain('Gezien vanuit het huis ernaast');
    const outside = await raad.fileOf(SAM, fields, grant, { sub: OTHER });
    expect(outside.reporters).toEqual([]);
    expect(valuesAt(outside, ['requests', 'parts', 'text'])).toEqual(['Sam is vaak alleen']);
  });

  it('a notification or review says of a measure only where measures are open; a review its text only with the investigation', async () => {
    const fields =
      'notifications { date status } measureNotifications { date status } reviews { kind startedOn parts { text } } measureEvents { title }';
    const review = { kind: 'END_OF_PLACEMENT', startedOn: '2026-08-01' };
    const notifications = [
      { date: '2026-01-21', status: 'INVESTIGATION' },
      { date: '2026-01-06', status: 'INTAKE' },
    ];
    const measures = {
      measureNotifications: [{ date: '2026-05-02', status: 'MEASURE' }],
      measureEvents: [{ title: 'beschikking van de kinderrechter' }],
    };
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['INVESTIGATION'])])).toEqual({
      notifications,
      measureNotifications: null,
      reviews: null,
      measureEvents: null,
    });
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['MEASURE'])])).toEqual({
      notifications: null,
      ...measures,
      reviews: [{ ...review, parts: null }],
    });
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['MEASURE', 'INVESTIGATION'])])).toEqual({
      notifications,
      ...measures,
      reviews: [{ ...review, parts: [{ text: 'Terug naar huis kan' }] }],
    });
  });

  it('of a criminal case even who works on it is criminal data', async () => {
    const fields = `involvement { team } contacts { team } plans { recordId } events { kind }
      criminalInvolvement { team from until } criminalContacts { team } criminalPlans { recordId } criminalEvents { kind }`;
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['INVOLVEMENT', 'PLAN', 'INVESTIGATION'])])).toEqual({
      involvement: [{ team: 'Raad Midden' }],
      contacts: [{ team: 'Raad Midden' }],
      plans: [{ recordId: id('plan') }],
      events: [{ kind: 'verzoek tot onderzoek ontvangen' }],
      criminalInvolvement: null,
      criminalContacts: null,
      criminalPlans: null,
      criminalEvents: null,
    });
    expect(await raad.fileOf(SAM, fields, [opened(SAM, ['CRIMINAL'])])).toMatchObject({
      involvement: null,
      criminalInvolvement: [{ team: 'Team straf', from: '2026-06-01', until: '2026-12-31' }],
      criminalContacts: [{ team: 'Team straf' }],
      criminalPlans: [{ recordId: id('straf-plan') }],
      criminalEvents: [{ kind: 'strafonderzoek gestart' }],
    });
  });

  it('text about two people, and what was received, opens only where it would for each and from its origin', async () => {
    const one = await raad.fileOf(LISA, 'finances { text } safetyNotices { instruction }', [
      opened(LISA, ['FINANCIAL', 'SAFETY_NOTICE']),
    ]);
    expect(one).toEqual({ finances: [], safetyNotices: [] });
    const two = await raad.fileOf(LISA, 'finances { text about } safetyNotices { instruction call { name } }', [
      opened(LISA, ['FINANCIAL', 'SAFETY_NOTICE']),
      opened(TOM, ['FINANCIAL', 'SAFETY_NOTICE']),
    ]);
    expect(two).toEqual({
      finances: [{ text: 'Schulden', about: [LISA, TOM] }],
      safetyNotices: [{ instruction: 'KEEP_APART', call: { name: 'Ria Visser' } }],
    });
    expect(await raad.fileOf(SAM, 'safetyPlans { recordId }', [subject(SAM, 'SAFETY_PLAN')])).toEqual({
      safetyPlans: [],
    });
  });

  it('whatever is asked, what its author did not mark shareable never leaves', async () => {
    const answer = await raad.ask([SAM, LISA, TOM], file.selection, everyone(ALL), { sub: OTHER });
    expect(answer.text).toContain('Sam is vaak alleen');
    expect(answer.text).not.toContain(CANARY);
  });

  it('no file and an empty file give the same bytes, for every field', async () => {
    const categories = ALL.filter((category) => category !== 'INVOLVEMENT');
    const [empty, none] = await Promise.all(
      [keyOf('bump'), 'key-of-nobody-0001'].map((key) => raad.ask([key], file.selection, [opened(key, categories)])),
    );
    expect(empty?.text).toContain('"requests":[]');
    expect(none?.text).toBe(empty?.text);
  });

  it('any number of persons and fields is one SQL statement', async () => {
    raad.statements.length = 0;
    await raad.ask([SAM, LISA, TOM], file.selection, everyone(ALL));
    expect(raad.statements).toHaveLength(1);
  });

  it('tells its own cases, each request as the claim on which it may ask others', async () => {
    const person = (slug: string, capacity: string) => ({
      id: keyOf(slug),
      registered: slug !== 'bump',
      capacities: [capacity],
      from: '2026-01-05',
      until: null,
    });
    expect(await raad.ownCases('r.visser', { bsn: BSNS.sam, on: '2026-11-22' })).toEqual([
      {
        id: id('wit'),
        kind: 'REQUEST',
        householdKind: 'WITH_CHILDREN',
        openedOn: '2026-01-05',
        closedOn: null,
        region: 'midden',
        involvement: [
          { professional: 'r.visser', team: 'Raad Midden', kind: 'LEAD', from: '2026-01-05', until: '2026-12-31' },
        ],
        persons: [person('bump', 'CHILD'), person('lisa', 'PARENT'), person('sam', 'CHILD'), person('tom', 'PARENT')],
        claims: [
          {
            kind: 'CHILD_PROTECTION_REQUEST',
            number: 'VTO-1',
            date: '2026-01-05',
            about: null,
            recordedBy: 'r.visser',
            reviewedBy: 'b.mol',
            contested: false,
            from: '2026-01-05',
            until: '2026-09-01',
          },
          {
            kind: 'CHILD_PROTECTION_REQUEST',
            number: 'VTO-2',
            date: '2026-10-01',
            about: null,
            recordedBy: 'r.visser',
            reviewedBy: null,
            contested: true,
            from: '2026-10-01',
            until: null,
          },
        ],
      },
    ]);
    const [criminal, ...others] = await raad.ownCases('b.mol', { all: true });
    expect(criminal).toMatchObject({ id: id('straf'), kind: 'REQUEST', claims: [] });
    expect(others).toEqual([]);
    expect(await raad.ownCases('r.visser', { household: id('straf') })).toEqual([]);
  });

  it('loading the same seed again gives the same bytes; a bad one is refused with every path, and what was there stays', async () => {
    const before = (await raad.ask([SAM, LISA, TOM], file.selection, everyone(ALL))).text;
    await load(raad.databaseUrl, SEED);
    const [wit] = SEED.cases;
    const bad = {
      ...SEED,
      cases: [
        {
          ...wit,
          requests: [{ ...wit?.requests?.[0], recordedBy: 'ghost' }],
          reviews: [{ slug: 'vto', person: 'stranger', kind: 'END_OF_PLACEMENT', startedOn: '2026-01-01' }],
        },
      ],
    };
    await expect(load(raad.databaseUrl, bad)).rejects.toMatchObject({
      problems: [
        { path: ['cases', 0, 'requests', 0, 'recordedBy'], why: 'ghost is not among the professionals' },
        { path: ['cases', 0, 'reviews', 0, 'slug'], why: 'vto is used twice at this organisation' },
        { path: ['cases', 0, 'reviews', 0, 'person'], why: 'there is no person stranger' },
      ],
    });
    expect((await raad.ask([SAM, LISA, TOM], file.selection, everyone(ALL))).text).toBe(before);
  });
});
