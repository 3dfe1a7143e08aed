// A certified institution on a real PostgreSQL: what its file gives under a grant, its own cases with the orders in force, its seed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bsn } from '../../schema/identifiers.ts';
import { organisation } from '../../schema/organisation.ts';
import { loadCertifiedInstitution } from '../../subgraphs/certified-institutions/load.ts';
import { certifiedInstitutionSeed } from '../../subgraphs/certified-institutions/seed.ts';
import { serveCertifiedInstitution } from '../../subgraphs/certified-institutions/serve.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { keyOf, SEED } from './certified-institutions-seed.ts';
import { combinationsOf, type FileLeaves, leavesOf, valuesAt, wrongLeaves } from './file-leaves.ts';
import { OTHER, subject } from './kit-gateway.ts';
import { CANARY, ELSEWHERE } from './local-teams-seed.ts';
import { startViewsHolder, type ViewsHolder } from './views-holder.ts';

const SDL = new URL('../../subgraphs/certified-institutions/schema.graphql', import.meta.url);
const [SAM, BO, LISA, TOM] = [keyOf('sam'), keyOf('bo'), keyOf('lisa'), keyOf('tom')] as const;
const HOLDER = organisation.parse({
  oin: '00000004000000004000',
  kind: 'CERTIFIED_INSTITUTION',
  name: 'Jeugdbescherming Noord',
  region: 'midden',
});
const bsnOf = (slug: string) => (slug === 'sam' ? bsn.parse('999990019') : null);
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
  events: 'SUPPORT',
  measureEvents: 'MEASURE',
  safetyEvents: 'SAFETY',
  criminalEvents: 'CRIMINAL',
  measures: 'MEASURE',
  authorisations: 'MEASURE',
  instructions: 'MEASURE',
  'CertifiedInstitutionInstruction.parts': 'PLAN',
  prolongationRequests: 'MEASURE',
  'CertifiedInstitutionProlongationRequest.parts': 'PLAN',
  juvenileProbation: 'CRIMINAL',
  preventiveActivities: 'SUPPORT',
  safetyAssessments: 'SAFETY',
  'CertifiedInstitutionSafetyAssessment.assessedBy': 'INVOLVEMENT',
  safetyNotices: 'SAFETY_NOTICE',
};
const ALL = [...new Set(Object.values(CATEGORIES))];
const NOTHING = { leaked: [], missing: [] };
const opened = (key: string, categories: readonly string[]) =>
  subject(key, ...categories.map((category) => ({ category, origins: [ELSEWHERE] })));

describe('a certified institution', () => {
  let institution: ViewsHolder;
  let file: FileLeaves;
  const load = (databaseUrl: string, seed: object) =>
    loadCertifiedInstitution({ databaseUrl, holder: HOLDER, seed: certifiedInstitutionSeed.parse(seed), keyOf, bsnOf });
  const people = [SAM, BO, LISA, TOM];
  const everyone = (categories: readonly string[]) => people.map((key) => opened(key, categories));
  const filesUnder = async (categories: readonly string[]) => {
    const answer = await institution.ask(people, file.selection, everyone(categories));
    return answer.json.data._entities.map(
      (person: { certifiedInstitution: unknown[] }) => person.certifiedInstitution[0],
    );
  };

  beforeAll(async () => {
    file = await leavesOf(SDL, 'CertifiedInstitutionFile', CATEGORIES);
    institution = await startViewsHolder(
      HOLDER,
      'certifiedInstitution',
      (url) => load(url, SEED),
      serveCertifiedInstitution,
    );
  });
  afterAll(async () => {
    await institution?.close();
  });

  it('gives each field of the file a category of the table, and has no other fields', () => {
    const fields = Object.keys(CATEGORIES).filter((name) => !name.includes('.'));
    expect([...file.fields].sort()).toEqual([...fields, 'holder'].sort());
    expect(file.leaves.length).toBeGreaterThan(120);
  });

  it('answers every field where its categories are open, and nothing of another category', async () => {
    const combinations = combinationsOf(file);
    expect(combinations).toHaveLength(10);
    for (const categories of combinations) {
      expect(wrongLeaves(file, await filesUnder(categories), categories), categories.join(' ')).toEqual(NOTHING);
    }
  });

  it('gives an own view, whatever is open, the plan that its person signed, and else what no file gives: nobody was told anything', async () => {
    const ownView = async (key: string) => {
      const claims = { sub: key, role: 'DATA_SUBJECT', purpose: 'OWN_FILE' };
      return institution.fileOf(key, file.selection, [opened(key, ALL)], claims);
    };
    const nobody = await ownView('key-of-nobody-0001');
    expect(Object.keys(nobody)).toHaveLength(file.fields.length);
    const own = await ownView(SAM);
    expect(own).toEqual({ ...nobody, criminalPlans: own.criminalPlans });
    expect(own.criminalPlans).toMatchObject([{ parts: [{ heading: 'Delict', about: [SAM], agreedWith: [SAM] }] }]);
    expect(await ownView(LISA)).toEqual(nobody);
    const toProfessionals = await institution.fileOf(SAM, file.selection, [opened(SAM, ALL)]);
    expect(toProfessionals).not.toEqual(nobody);
  });

  it('answers no field whose own category is the only one that is closed', async () => {
    expect(wrongLeaves(file, await filesUnder(ALL), ALL)).toEqual(NOTHING);
    expect(ALL).toHaveLength(8);
    for (const closed of ALL) {
      const rest = ALL.filter((category) => category !== closed);
      expect(wrongLeaves(file, await filesUnder(rest), rest), closed).toEqual(NOTHING);
    }
  });

  it('a measure, with its orders newest first, stands in the file of its child alone', async () => {
    const fields =
      'measures { recordId holder { name } kind startedOn endedOn firstContactOn receivedByTransfer endReason orders { number court decidedOn validFrom validUntil } }';
    expect(await institution.fileOf(SAM, fields, [opened(SAM, ['MEASURE'])])).toEqual({
      measures: [
        {
          recordId: id('ots'),
          holder: { name: 'Jeugdbescherming Noord' },
          kind: 'SUPERVISION_ORDER',
          startedOn: '2025-02-01',
          endedOn: null,
          firstContactOn: '2025-02-06',
          receivedByTransfer: true,
          endReason: null,
          orders: [
            {
              number: 'C/16/2',
              court: 'Midden-Nederland',
              decidedOn: '2026-01-25',
              validFrom: '2026-02-01',
              validUntil: '2027-02-01',
            },
            {
              number: 'C/16/1',
              court: 'Midden-Nederland',
              decidedOn: '2025-01-28',
              validFrom: '2025-02-01',
              validUntil: '2026-02-01',
            },
          ],
        },
      ],
    });
    const bo = await institution.fileOf(BO, 'measures { kind endReason }', [opened(BO, ['MEASURE'])]);
    expect(bo.measures).toEqual([
      { kind: 'GUARDIANSHIP', endReason: null },
      { kind: 'TEMPORARY_GUARDIANSHIP', endReason: null },
      { kind: 'INTERIM_SUPERVISION_ORDER', endReason: 'INTERIM_BECAME_ORDER' },
    ]);
    expect(await institution.fileOf(LISA, 'measures { kind } authorisations { kind }', everyone(['MEASURE']))).toEqual({
      measures: [],
      authorisations: [],
    });
  });

  it('that an instruction or request was made is a measure; what it says is planning, in parts', async () => {
    const fields =
      'instructions { givenOn validUntil withdrawnOn parts { about text } } prolongationRequests { kind requestedOn parts { text } }';
    const instruction = { givenOn: '2025-05-01', validUntil: '2025-08-01', withdrawnOn: '2025-07-01' };
    const request = { kind: 'SUPERVISION_ORDER', requestedOn: '2025-12-15' };
    expect(await institution.fileOf(SAM, fields, [opened(SAM, ['MEASURE'])])).toEqual({
      instructions: [{ ...instruction, parts: null }],
      prolongationRequests: [{ ...request, parts: null }],
    });
    const categories = ['MEASURE', 'PLAN'];
    expect(await institution.fileOf(SAM, fields, [opened(SAM, categories)])).toEqual({
      instructions: [{ ...instruction, parts: [] }],
      prolongationRequests: [{ ...request, parts: [{ text: 'Nog niet veilig genoeg' }] }],
    });
    const both = await institution.fileOf(SAM, fields, [opened(SAM, categories), opened(LISA, categories)]);
    expect(both.instructions[0].parts).toEqual([
      { about: [LISA], text: 'Lisa laat de jeugdbeschermer binnen' },
      { about: [SAM, LISA], text: 'Lisa brengt Sam' },
    ]);
  });

  it('of juvenile probation nothing shows outside criminal data, not even who works on it', async () => {
    const fields = `involvement { professional { role } } contacts { team } plans { recordId } events { kind } measures { kind } measureEvents { kind }
      juvenileProbation { kind endManner } criminalInvolvement { professional { role } until } criminalContacts { team }
      criminalPlans { recordId } criminalEvents { kind }`;
    const usual = ['INVOLVEMENT', 'PLAN', 'SUPPORT', 'MEASURE', 'SAFETY'];
    expect(await institution.fileOf(SAM, fields, [opened(SAM, usual)])).toEqual({
      involvement: [{ professional: { role: 'YOUTH_PROTECTOR' } }],
      contacts: [{ team: 'Noord' }],
      plans: [{ recordId: id('pva') }],
      events: [{ kind: 'eerste contact met het gezin' }],
      measures: [{ kind: 'SUPERVISION_ORDER' }],
      measureEvents: [{ kind: 'maatregel gestart' }],
      juvenileProbation: null,
      criminalInvolvement: null,
      criminalContacts: null,
      criminalPlans: null,
      criminalEvents: null,
    });
    expect(await institution.fileOf(SAM, fields, [opened(SAM, ['CRIMINAL'])])).toEqual({
      involvement: null,
      contacts: null,
      plans: null,
      events: null,
      measures: null,
      juvenileProbation: [
        { kind: 'COMPULSORY_SUPERVISION', endManner: 'LOWER_RISK' },
        { kind: 'VOLUNTARY_SUPERVISION', endManner: null },
      ],
      criminalInvolvement: [{ professional: { role: 'JUVENILE_PROBATION_OFFICER' }, until: '2026-08-01' }],
      criminalContacts: [{ team: 'Reclassering' }],
      criminalPlans: [{ recordId: id('jr-plan') }],
      criminalEvents: [{ kind: 'zitting' }, { kind: 'gezinsgesprek' }, { kind: 'jeugdreclassering gestart' }],
      measureEvents: null,
    });
  });

  it('preventive work shows as help, without any measure', async () => {
    const fields = 'preventiveActivities { kind startedOn endedOn } measures { kind }';
    expect(await institution.fileOf(LISA, fields, [opened(LISA, ['SUPPORT'])], { sub: OTHER })).toEqual({
      preventiveActivities: [{ kind: 'PREVENTIVE', startedOn: '2024-10-01', endedOn: '2025-01-31' }],
      measures: null,
    });
  });

  it('what was received, and what is about two people, opens only where it would from its origin and for each', async () => {
    const categories = ['SAFETY_PLAN', 'SAFETY_NOTICE'];
    const fields = 'safetyPlans { recordId } safetyNotices { instruction call { name } }';
    expect(await institution.fileOf(SAM, fields, [subject(SAM, ...categories)])).toMatchObject({ safetyPlans: [] });
    expect(await institution.fileOf(SAM, fields, [opened(SAM, categories)])).toMatchObject({
      safetyPlans: [{ recordId: id('vp') }],
    });
    expect(await institution.fileOf(TOM, fields, [opened(TOM, categories)])).toMatchObject({ safetyNotices: [] });
    expect(await institution.fileOf(TOM, fields, [opened(TOM, categories), opened(LISA, categories)])).toMatchObject({
      safetyNotices: [{ instruction: 'KEEP_APART', call: { name: 'Jo Bakker' } }],
    });
  });

  it('whatever is asked, what its author did not mark shareable never leaves', async () => {
    const answer = await institution.ask(people, file.selection, everyone(ALL));
    expect(answer.text).toContain('Sam mist school');
    expect(valuesAt(answer.json, ['data', '_entities', 'certifiedInstitution', 'safetyAssessments'])).toHaveLength(1);
    expect(answer.text).not.toContain(CANARY);
  });

  it('no file and an empty file give the same bytes, for every field', async () => {
    const categories = ALL.filter((category) => category !== 'INVOLVEMENT');
    const [empty, none] = await Promise.all(
      [keyOf('bump'), 'key-of-nobody-0001'].map((key) =>
        institution.ask([key], file.selection, [opened(key, categories)]),
      ),
    );
    expect(empty?.text).toContain('"measures":[]');
    expect(none?.text).toBe(empty?.text);
  });

  it('any number of persons and fields is one SQL statement', async () => {
    institution.statements.length = 0;
    await institution.ask(people, file.selection, everyone(ALL));
    expect(institution.statements).toHaveLength(1);
  });

  it('tells its own cases, each court order about its child as a claim that ends with it', async () => {
    const [wit, ...others] = await institution.ownCases('j.bakker', { all: true });
    expect(others).toEqual([]);
    expect(wit).toMatchObject({ id: id('wit'), kind: 'MEASURE', region: 'midden', closedOn: null });
    const claim = (kind: string, number: string, about: string, date: string, from: string, until: string | null) => ({
      kind,
      number,
      date,
      about,
      recordedBy: 'j.bakker',
      reviewedBy: 't.lead',
      contested: false,
      from,
      until,
    });
    expect(wit.claims).toEqual([
      claim('SUPERVISION_ORDER', 'C/16/1', SAM, '2025-01-28', '2025-02-01', '2026-02-01'),
      // Lifted before its last day: the claim ends with the measure.
      claim('INTERIM_SUPERVISION_ORDER', 'C/16/3', BO, '2025-02-01', '2025-02-01', '2025-04-01'),
      claim('GUARDIANSHIP', 'C/16/4', BO, '2025-05-20', '2025-06-01', null),
      {
        ...claim('SUPERVISION_ORDER', 'C/16/2', SAM, '2026-01-25', '2026-02-01', '2027-02-01'),
        reviewedBy: null,
        contested: true,
      },
    ]);
  });

  it('only compulsory probation is a claim, and a voluntary case has none', async () => {
    const [jr] = await institution.ownCases('r.klas', { bsn: '999990019', on: '2026-11-22' });
    expect(jr.claims).toEqual([
      {
        kind: 'JUVENILE_PROBATION',
        number: '16/9',
        date: '2025-08-20',
        about: SAM,
        recordedBy: 'j.bakker',
        reviewedBy: 't.lead',
        contested: false,
        from: '2025-09-01',
        // The case was closed a month before the measure ended.
        until: '2026-08-01',
      },
    ]);
    expect(await institution.ownCases('r.klas', { household: id('wit') })).toEqual([]);
  });

  it('a team of the institution works on a voluntary case as long as one is a member of it', async () => {
    const [preventive, ...others] = await institution.ownCases('t.lead', { all: true });
    expect(others).toEqual([]);
    expect(preventive).toMatchObject({
      id: id('preventief'),
      kind: 'PLAN',
      claims: [],
      region: 'oost',
      involvement: [{ professional: 't.lead', team: 'Noord', kind: 'TEAM', from: '2025-01-01', until: null }],
    });
  });

  it('loading the same seed again gives the same bytes; a bad one is refused with every path, and what was there stays', async () => {
    const before = (await institution.ask(people, file.selection, everyone(ALL))).text;
    await load(institution.databaseUrl, SEED);
    const [wit] = SEED.cases;
    const [ots] = wit?.measures ?? [];
    const bad = {
      ...SEED,
      cases: [
        {
          ...wit,
          measures: [{ ...ots, person: 'stranger', orders: [{ ...ots?.orders[0], recordedBy: 'ghost' }] }],
          authorisations: [
            { ...ots, kind: 'CLOSED_YOUTH_CARE', firstContactOn: undefined, receivedByTransfer: undefined },
          ],
        },
      ],
    };
    const shape = certifiedInstitutionSeed.safeParse(bad);
    expect(shape.error?.issues.map(({ path }) => path.join('.'))).toEqual(['cases.0.authorisations.0']);
    await expect(
      load(institution.databaseUrl, { ...bad, cases: [{ ...bad.cases[0], authorisations: [] }] }),
    ).rejects.toMatchObject({
      problems: [
        { path: ['cases', 0, 'measures', 0, 'person'], why: 'there is no person stranger' },
        {
          path: ['cases', 0, 'measures', 0, 'orders', 0, 'recordedBy'],
          why: 'ghost is not among the professionals',
        },
      ],
    });
    expect((await institution.ask(people, file.selection, everyone(ALL))).text).toBe(before);
  });

  it('a guardianship does not end for the reason of a supervision order, nor the reverse', () => {
    const endedBy = (kind: string, endReason: string) =>
      certifiedInstitutionSeed.safeParse({
        cases: [
          {
            ...SEED.cases[0],
            measures: [{ slug: 'm', person: 'sam', kind, startedOn: '2025-01-01', endReason }],
          },
        ],
      }).success;
    expect(endedBy('SUPERVISION_ORDER', 'CUSTODY_ENDED')).toBe(true);
    expect(endedBy('SUPERVISION_ORDER', 'CUSTODY_RESTORED')).toBe(false);
    expect(endedBy('GUARDIANSHIP', 'CUSTODY_RESTORED')).toBe(true);
    expect(endedBy('TEMPORARY_GUARDIANSHIP', 'LIFTED')).toBe(false);
  });
});
