// What a Veilig Thuis organisation answers under a grant: real holder, real case system, real PostgreSQL.
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subject } from './kit-gateway.ts';
import {
  BO,
  EMPTY,
  idOf,
  LISA,
  NOOR,
  OTHER_VEILIG_THUIS,
  RIA,
  STRANGER,
  TOM,
  YOUTH_PROTECTION,
} from './veilig-thuis-file.ts';
import { type CaseSystem, startCaseSystem, startHolder, type TestHolder } from './veilig-thuis-holder.ts';

const CATEGORIES = [
  'INVOLVEMENT',
  'PLAN',
  'SAFETY_PLAN',
  'SAFETY_REPORT',
  'SAFETY',
  'CRIMINAL',
  'HEALTH',
  'SAFETY_NOTICE',
  'REPORTER',
];
const ALL_BUT_REPORTER = CATEGORIES.filter((category) => category !== 'REPORTER');

const EVERYTHING = `veiligThuis {
  holder { oin name }
  involvement { kind team from until professional { name role phone email } }
  contacts { recordId holder { oin } fixed team professional { name } }
  plans { recordId kind status validFrom validUntil partsMayBeMissing parts { id about heading text agreedWith } }
  safetyPlans { recordId kind status validFrom validUntil partsMayBeMissing parts { id about heading text agreedWith } }
  events { recordId date kind title partsMayBeMissing }
  reports { recordId number receivedOn partsMayBeMissing parts { id about reason natures heading text }
    triage { decidedOn decision transfers { about to } shelterTransfers { about to } careTransfers { about to } justiceTransfers { about to } } }
  assessments { recordId date instrument version validUntil assessedBy { name } parts { id about outcome text } }
  investigations { recordId number startedOn completedOn parts { id about outcome heading text } }
  followUps { recordId service startedOn endedOn decision contactMoments { id about date kind text } }
  restrainingOrders { recordId about decidedOn endsOn extended riskOutcome }
  medicalFindings { recordId about date text }
  safetyNotices { recordId about instruction call { name phone } validFrom validUntil }
  reporters { recordId ofRecord kind capacity name phone }
}`;

/** Another organisation: a grant to a certified institution. */
const ELSEWHERE = { sub: YOUTH_PROTECTION, role: 'YOUTH_PROTECTOR', purpose: 'SUPERVISION_ORDER' };

/** A stretch of wire between holder and case system on which every question can be read. */
async function startWire(
  target: URL,
): Promise<{ url: URL; questions: { path: string; body: string }[]; server: Server }> {
  const questions: { path: string; body: string }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    questions.push({ path: incoming.url ?? '', body: body.toString() });
    const options = { method: incoming.method, headers: incoming.headers };
    httpRequest(new URL(incoming.url ?? '/', target), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), questions, server };
}

describe('the file of a Veilig Thuis organisation', () => {
  let caseSystem: CaseSystem;
  let wire: Awaited<ReturnType<typeof startWire>>;
  let holder: TestHolder;

  beforeAll(async () => {
    caseSystem = await startCaseSystem();
    wire = await startWire(caseSystem.url);
    holder = await startHolder(wire.url);
  });
  afterAll(async () => {
    await holder.close();
    await new Promise((resolve) => wire.server.close(resolve));
    await caseSystem.close();
  });
  beforeEach(() => {
    wire.questions.length = 0;
  });

  describe('the protected part', () => {
    it('within the own organisation, with a cell for it, the reporter is told', async () => {
      const answer = await holder.ask([LISA], 'veiligThuis { reporters { ofRecord kind capacity name } }', {
        subjects: [subject(LISA, 'REPORTER')],
      });
      expect(answer.json.data._entities[0].veiligThuis[0].reporters).toEqual([
        {
          ofRecord: idOf('investigation-2026'),
          kind: 'INFORMANT',
          capacity: 'SCHOOL',
          name: 'CANARY name of an informant',
        },
        { ofRecord: idOf('report-2026'), kind: 'REPORTER', capacity: 'NEIGHBOUR', name: 'CANARY name of the reporter' },
      ]);
    });

    it('without a cell for it the reporter never leaves, nor is the case system asked', async () => {
      const answer = await holder.ask([LISA, NOOR], EVERYTHING, {
        subjects: [subject(LISA, ...ALL_BUT_REPORTER), subject(NOOR, ...ALL_BUT_REPORTER)],
      });
      expect(answer.status).toBe(200);
      expect(answer.json.data._entities[0].veiligThuis[0].reporters).toBe(null);
      expect(answer.text).toContain('M-2026-0001');
      expect(answer.text).not.toMatch(/CANARY (name|phone)|NEIGHBOUR|buurtbewoner/);
      expect(wire.questions).toHaveLength(1);
      expect(wire.questions[0]?.body).not.toContain('"onderdeel":"beschermdDeel"');
      expect(wire.questions[0]?.body).toContain('"beschermdDeelOpenen":false');
    });

    it('to another organisation it stays closed even under a grant that has a cell for it', async () => {
      const answer = await holder.ask([LISA, NOOR], EVERYTHING, {
        ...ELSEWHERE,
        subjects: [subject(LISA, ...CATEGORIES), subject(NOOR, ...CATEGORIES)],
      });
      expect(answer.status).toBe(200);
      expect(answer.json.data._entities[0].veiligThuis[0].reporters).toEqual([]);
      expect(answer.text).not.toMatch(/CANARY (name|phone)|NEIGHBOUR|buurtbewoner/);
      expect(wire.questions[0]?.body).not.toContain('"onderdeel":"beschermdDeel"');
      expect(wire.questions[0]?.body).toContain('"namens":null');
    });
  });

  it('a part that tells who reported stays within the own organisation, whatever the grant opens', async () => {
    const fields = 'veiligThuis { reports { parts { text } } followUps { contactMoments { text } } }';
    const subjects = [LISA, NOOR, TOM].map((one) => subject(one, ...CATEGORIES));
    const within = await holder.ask([LISA], fields, { subjects });
    expect(within.text).toContain('CANARY: de buurvrouw hoort alles door de muur.');
    expect(within.text).toContain('CANARY: de buurvrouw belde weer.');
    const elsewhere = await holder.ask([LISA], fields, { ...ELSEWHERE, subjects });
    expect(elsewhere.text).toContain('Noor hoort ruzie.');
    expect(elsewhere.text).toContain('Over Tom.');
    expect(elsewhere.text).not.toContain('buurvrouw');
    const oneself = await holder.ask([LISA], fields, {
      sub: LISA,
      role: 'DATA_SUBJECT',
      purpose: 'OWN_FILE',
      subjects,
    });
    expect(oneself.json.data._entities[0].veiligThuis).toEqual([{ reports: [], followUps: [] }]);
  });

  it('an own view has what its person was told of and signed, and no draft; whoever was told of nothing has nothing', async () => {
    const fields = `veiligThuis { involvement { kind professional { name } } contacts { recordId }
      plans { recordId } safetyPlans { recordId parts { heading } } assessments { recordId } events { recordId } }`;
    const ownView = async (key: string) => {
      const subjects = [subject(key, ...CATEGORIES)];
      const answer = await holder.ask([key], fields, { sub: key, role: 'DATA_SUBJECT', purpose: 'OWN_FILE', subjects });
      return answer.json.data._entities[0].veiligThuis[0];
    };
    const nothing = { involvement: [], contacts: [], plans: [], safetyPlans: [], assessments: [], events: [] };
    expect(await ownView(LISA)).toEqual({
      ...nothing,
      involvement: [{ kind: 'LEAD', professional: { name: 'Maaike Visser' } }],
      contacts: [{ recordId: idOf('contact-visser') }],
      safetyPlans: [{ recordId: idOf('safety-plan-2026'), parts: [{ heading: 'Zelf' }] }],
    });
    // He signed a part that is about his daughter, and was told of nothing.
    expect(await ownView(TOM)).toEqual({
      ...nothing,
      safetyPlans: [{ recordId: idOf('safety-plan-2026'), parts: [] }],
    });
    expect(await ownView(EMPTY)).toEqual(nothing);
  });

  it('internal texts and personal notes leave for nobody, whatever is open', async () => {
    const people = [LISA, NOOR, TOM];
    const answer = await holder.ask(people, EVERYTHING, { subjects: people.map((one) => subject(one, ...CATEGORIES)) });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('CANARY name of the reporter');
    expect(answer.text).not.toMatch(/CANARY (internal|a personal note)/);
    // The heading of a part is part of its text.
    expect(answer.text).not.toContain('Alleen intern');
  });

  it('one call of the gateway, however many persons and fields, is one call to the case system', async () => {
    const people = [LISA, NOOR, TOM, EMPTY, STRANGER];
    const answer = await holder.ask(people, EVERYTHING, { subjects: people.map((one) => subject(one, ...CATEGORIES)) });
    expect(answer.status).toBe(200);
    expect(wire.questions.map(({ path }) => path)).toEqual(['/dossiers/opvragen']);
  });

  it('a person who is not in the grant is not asked of the case system', async () => {
    const answer = await holder.ask([LISA, TOM], EVERYTHING, { subjects: [subject(LISA, 'SAFETY_REPORT')] });
    expect(answer.json.data._entities[1]).toBe(null);
    expect(wire.questions).toHaveLength(1);
    expect(wire.questions[0]?.body).toContain(LISA);
    expect(wire.questions[0]?.body).not.toContain(TOM);
  });

  describe('what a record says about several people', () => {
    const parts = 'veiligThuis { reports { number parts { about reason natures text } } }';

    it('a part opens when it opens for everyone it is about', async () => {
      const answer = await holder.ask([NOOR], parts, {
        subjects: [LISA, NOOR, TOM].map((one) => subject(one, 'SAFETY_REPORT')),
      });
      expect(answer.json.data._entities[0].veiligThuis[0].reports[0].parts.slice(0, 2)).toEqual([
        {
          about: [LISA, NOOR],
          reason: 'CHILD_ABUSE_OTHER',
          natures: ['WITNESS_OF_VIOLENCE'],
          text: 'Noor hoort ruzie.',
        },
        { about: [NOOR, TOM], reason: 'CHILD_ABUSE_OTHER', natures: ['PHYSICAL_ABUSE'], text: 'Over Tom en Noor.' },
      ]);
    });

    it('closed for one of them, the part is absent and so is the reason of the report', async () => {
      const answer = await holder.ask([NOOR], parts, {
        subjects: [subject(NOOR, 'SAFETY_REPORT'), subject(LISA, 'SAFETY'), subject(TOM, 'SAFETY_REPORT')],
      });
      const [report] = answer.json.data._entities[0].veiligThuis[0].reports;
      expect(report.number).toBe('M-2026-0001');
      expect(report.parts.map((one: { text: string }) => one.text)).toEqual(['Over Tom en Noor.']);
      expect(answer.text).not.toContain(LISA);
    });

    it('conditions of the safety plan: agreement names only persons of the grant', async () => {
      const answer = await holder.ask(
        [NOOR],
        'veiligThuis { safetyPlans { status parts { heading text agreedWith } } }',
        {
          ...ELSEWHERE,
          subjects: [subject(NOOR, 'SAFETY_PLAN'), subject(LISA, 'INVOLVEMENT')],
        },
      );
      expect(answer.json.data._entities[0].veiligThuis[0].safetyPlans).toEqual([
        {
          status: 'ADOPTED',
          parts: [{ heading: 'Noodplan', text: 'Noor belt oma.', agreedWith: [LISA, NOOR] }],
        },
      ]);
    });

    it('contact moments and assessments come in parts as well', async () => {
      const fields = 'veiligThuis { assessments { parts { outcome } } followUps { contactMoments { text } } }';
      const answer = await holder.ask([LISA], fields, {
        ...ELSEWHERE,
        subjects: [LISA, NOOR].map((one) => subject(one, 'SAFETY', 'SAFETY_REPORT')),
      });
      expect(answer.json.data._entities[0].veiligThuis[0]).toEqual({
        assessments: [{ parts: [{ outcome: 'structureel onveilig' }] }],
        followUps: [{ contactMoments: [{ text: 'Het gaat beter.' }] }],
      });
    });

    it('a finding about two people opens when health is open for both', async () => {
      const texts = async (...open: string[]) => {
        const subjects = [
          ...open.map((one) => subject(one, 'HEALTH')),
          ...[LISA, NOOR].filter((one) => !open.includes(one)).map((one) => subject(one, 'SAFETY')),
        ];
        const answer = await holder.ask([NOOR], 'veiligThuis { medicalFindings { text } }', { ...ELSEWHERE, subjects });
        return answer.json.data._entities[0].veiligThuis[0].medicalFindings;
      };
      expect(await texts(NOOR, LISA)).toEqual([{ text: 'Over Noor en Lisa.' }, { text: 'Geen letsel.' }]);
      expect(await texts(NOOR)).toEqual([{ text: 'Geen letsel.' }]);
      expect(await texts(LISA)).toBe(null);
    });

    it('a restraining order and a safety notice open whole or not at all', async () => {
      const fields = 'veiligThuis { restrainingOrders { decidedOn } safetyNotices { instruction } }';
      const cells = ['CRIMINAL', 'SAFETY_NOTICE'];
      const alone = await holder.ask([LISA], fields, { ...ELSEWHERE, subjects: [subject(LISA, ...cells)] });
      expect(alone.json.data._entities[0].veiligThuis[0]).toEqual({ restrainingOrders: [], safetyNotices: [] });
      const both = await holder.ask([LISA], fields, {
        ...ELSEWHERE,
        subjects: [subject(LISA, ...cells), subject(TOM, ...cells)],
      });
      expect(both.json.data._entities[0].veiligThuis[0]).toEqual({
        restrainingOrders: [{ decidedOn: '2026-01-06' }],
        safetyNotices: [{ instruction: 'KEEP_APART' }],
      });
    });
  });

  it('a safety notice says what to do and whom to call, and no more', async () => {
    const fields =
      'veiligThuis { safetyNotices { recordId about instruction validFrom validUntil call { name role phone email } } }';
    const answer = await holder.ask([TOM], fields, {
      ...ELSEWHERE,
      subjects: [subject(LISA, 'SAFETY_NOTICE'), subject(TOM, 'SAFETY_NOTICE')],
    });
    expect(answer.json.data._entities[0].veiligThuis[0].safetyNotices).toEqual([
      {
        recordId: idOf('notice-2026'),
        about: [LISA, TOM],
        instruction: 'KEEP_APART',
        validFrom: '2026-01-06',
        validUntil: null,
        call: {
          name: 'Maaike Visser',
          role: 'VT_INVESTIGATOR',
          phone: '088-0000001',
          email: 'm.visser@example.org',
        },
      },
    ]);
  });

  it('a transfer that tells of health or criminal law opens with that category', async () => {
    const fields =
      'veiligThuis { reports { triage { decision transfers { to } careTransfers { to } justiceTransfers { to } } } }';
    const first = async (...cells: string[]) => {
      const subjects = [LISA, TOM, NOOR].map((one) => subject(one, ...cells));
      const answer = await holder.ask([NOOR], fields, { ...ELSEWHERE, subjects });
      return answer.json.data._entities[0].veiligThuis[0].reports[0].triage;
    };
    expect(await first('SAFETY_REPORT')).toEqual({
      decision: 'INVESTIGATION',
      transfers: [{ to: 'LOCAL_FIELD' }],
      careTransfers: null,
      justiceTransfers: null,
    });
    expect(await first('SAFETY_REPORT', 'HEALTH', 'CRIMINAL')).toEqual({
      decision: 'INVESTIGATION',
      transfers: [{ to: 'LOCAL_FIELD' }],
      careTransfers: [{ to: 'ADDICTION_CARE' }, { to: 'ADULT_MENTAL_HEALTH_CARE' }],
      justiceTransfers: [{ to: 'POLICE_OR_PROSECUTION' }],
    });
  });

  describe('rows', () => {
    const numbers = 'veiligThuis { reports { number } }';
    const numbersOf = (answer: {
      json: { data: { _entities: { veiligThuis: { reports: { number: string }[] }[] }[] } };
    }) => answer.json.data._entities[0]?.veiligThuis[0]?.reports.map(({ number }) => number);

    it('a row that a professional holds back stays within the own organisation', async () => {
      const subjects = [subject(LISA, 'SAFETY_REPORT')];
      expect(numbersOf(await holder.ask([LISA], numbers, { subjects }))).toEqual([
        'M-2026-0003',
        'M-2026-0001',
        'M-2023-0009',
      ]);
      expect(numbersOf(await holder.ask([LISA], numbers, { ...ELSEWHERE, subjects }))).toEqual([
        'M-2026-0001',
        'M-2023-0009',
      ]);
    });

    it('a row received from another organisation opens where that origin is named', async () => {
      const subjects = [subject(LISA, { category: 'SAFETY_REPORT', origins: [OTHER_VEILIG_THUIS] })];
      expect(numbersOf(await holder.ask([LISA], numbers, { ...ELSEWHERE, subjects }))).toEqual([
        'M-2026-0002',
        'M-2026-0001',
        'M-2023-0009',
      ]);
    });

    it('a row before the period of the cell stays behind, at the case system already', async () => {
      const subjects = [subject(LISA, { category: 'SAFETY_REPORT', from: '2024-11-22' })];
      expect(numbersOf(await holder.ask([LISA], numbers, { ...ELSEWHERE, subjects }))).toEqual(['M-2026-0001']);
      expect(wire.questions[0]?.body).toContain('"vanaf":"2024-11-22"');
    });

    it('what still runs counts for every day since it started', async () => {
      const fields = 'veiligThuis { investigations { number } involvement { kind } }';
      const limits = { from: '2026-06-01', until: '2026-06-30' };
      const subjects = [
        subject(NOOR, { category: 'SAFETY_REPORT', ...limits }, { category: 'INVOLVEMENT', ...limits }),
      ];
      const answer = await holder.ask([NOOR], fields, { ...ELSEWHERE, subjects });
      expect(answer.json.data._entities[0].veiligThuis[0]).toEqual({
        investigations: [{ number: 'O-2026-0001' }],
        involvement: [{ kind: 'LEAD' }],
      });
    });

    it('a contact moment has a day of its own within what still runs', async () => {
      const subjects = [LISA, NOOR].map((one) =>
        subject(one, { category: 'SAFETY_REPORT', from: '2026-03-21', until: '2026-03-31' }),
      );
      const answer = await holder.ask([LISA], 'veiligThuis { followUps { startedOn contactMoments { date } } }', {
        ...ELSEWHERE,
        subjects,
      });
      expect(answer.json.data._entities[0].veiligThuis[0].followUps).toEqual([
        { startedOn: '2026-03-20', contactMoments: [] },
      ]);
    });

    it('a team’s involvement names nobody, and an ended contact is no contact', async () => {
      const fields =
        'veiligThuis { involvement { kind team until professional { name } } contacts { professional { name } } }';
      const answer = await holder.ask([LISA], fields, { ...ELSEWHERE, subjects: [subject(LISA, 'INVOLVEMENT')] });
      expect(answer.json.data._entities[0].veiligThuis[0]).toEqual({
        involvement: [
          { kind: 'LEAD', team: 'Onderzoek', until: null, professional: { name: 'Maaike Visser' } },
          { kind: 'TEAM', team: 'Triage', until: '2026-03-01', professional: null },
        ],
        contacts: [{ professional: { name: 'Maaike Visser' } }],
      });
    });

    it('of whom an ended involvement was, nobody is told', async () => {
      const answer = await holder.ask([RIA], 'veiligThuis { involvement { kind from until professional { name } } }', {
        subjects: [subject(RIA, 'INVOLVEMENT')],
      });
      expect(answer.json.data._entities[0].veiligThuis[0].involvement).toEqual([
        { kind: 'COVER', from: '2024-11-01', until: '2025-03-01', professional: null },
      ]);
    });

    it('an involvement that ended before somebody came into the case is not in that file', async () => {
      const answer = await holder.ask([BO], 'veiligThuis { involvement { kind } }', {
        subjects: [subject(BO, 'INVOLVEMENT')],
      });
      expect(answer.json.data._entities[0].veiligThuis[0].involvement).toEqual([{ kind: 'LEAD' }]);
    });
  });

  it('somebody of whom there is no file is answered with the bytes of an empty file', async () => {
    const claims = (person: string) => ({ ...ELSEWHERE, subjects: [subject(person, ...CATEGORIES)] });
    const stranger = await holder.ask([STRANGER], EVERYTHING, claims(STRANGER));
    const empty = await holder.ask([EMPTY], EVERYTHING, claims(EMPTY));
    expect(stranger.text).toBe(empty.text);
    expect(stranger.json.data._entities[0].veiligThuis).toEqual([
      {
        holder: { oin: '00000004031000000000', name: 'Veilig Thuis Oost' },
        involvement: [],
        contacts: [],
        plans: [],
        safetyPlans: [],
        events: [],
        reports: [],
        assessments: [],
        investigations: [],
        followUps: [],
        restrainingOrders: [],
        medicalFindings: [],
        safetyNotices: [],
        reporters: [],
      },
    ]);
  });

  it("another holder's grant is refused, and nothing is asked of the case system", async () => {
    const answer = await holder.ask([LISA], EVERYTHING, {
      aud: OTHER_VEILIG_THUIS,
      subjects: [subject(LISA, ...CATEGORIES)],
    });
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({
      errors: [{ message: 'This grant is not accepted.', extensions: { code: 'GRANT_INVALID' } }],
    });
    expect(wire.questions).toEqual([]);
  });

  describe('own cases', () => {
    it('an employee has the own cases, with persons, involvement and claims', async () => {
      const answer = await holder.facts({ ask: 'OWN_CASES', professional: 'm.visser', select: { all: true } });
      expect(answer.json).toEqual({
        cases: [
          {
            id: idOf('case-lisa'),
            kind: 'REPORT',
            householdKind: 'WITH_CHILDREN',
            openedOn: '2026-01-05',
            closedOn: null,
            region: 'Oost',
            involvement: [
              { professional: 'm.visser', team: 'Onderzoek', kind: 'LEAD', from: '2026-01-12', until: null },
            ],
            persons: [
              { id: LISA, registered: true, capacities: ['PARENT'], from: '2026-01-05', until: null },
              { id: NOOR, registered: true, capacities: ['CHILD'], from: '2026-01-05', until: null },
              { id: TOM, registered: true, capacities: ['PARENT', 'PARTNER'], from: '2026-01-05', until: '2026-05-01' },
              { id: BO, registered: false, capacities: ['CHILD'], from: '2026-04-20', until: null },
            ],
            claims: [
              {
                kind: 'REPORT_RECEIVED',
                number: 'M-2023-0009',
                date: '2023-02-01',
                about: null,
                recordedBy: 'k.bakker',
                reviewedBy: null,
                contested: false,
                from: '2023-02-01',
                until: null,
              },
              {
                kind: 'REPORT_RECEIVED',
                number: 'M-2026-0001',
                date: '2026-01-05',
                about: null,
                recordedBy: 'k.bakker',
                reviewedBy: 'm.visser',
                contested: false,
                from: '2026-01-05',
                until: null,
              },
              {
                kind: 'REPORT_RECEIVED',
                number: 'M-2026-0002',
                date: '2026-02-10',
                about: null,
                recordedBy: 'k.bakker',
                reviewedBy: null,
                contested: true,
                from: '2026-02-10',
                until: null,
              },
              {
                kind: 'REPORT_RECEIVED',
                number: 'M-2026-0003',
                date: '2026-03-15',
                about: null,
                recordedBy: 'k.bakker',
                reviewedBy: 'm.visser',
                contested: false,
                from: '2026-03-15',
                until: null,
              },
              {
                kind: 'INVESTIGATION_STARTED',
                number: 'O-2026-0001',
                date: '2026-01-12',
                about: null,
                recordedBy: 'm.visser',
                reviewedBy: 'k.bakker',
                contested: false,
                from: '2026-01-12',
                until: null,
              },
            ],
          },
        ],
      });
    });

    it('a team’s involvement counts for the days its member was in the team', async () => {
      const answer = await holder.facts({
        ask: 'OWN_CASES',
        professional: 'k.bakker',
        select: { household: idOf('case-lisa') },
      });
      expect(answer.json.cases).toHaveLength(1);
      expect(answer.json.cases[0].involvement).toEqual([
        { professional: 'k.bakker', team: 'Triage', kind: 'TEAM', from: '2026-02-01', until: '2026-03-01' },
      ]);
    });

    it('a report is a claim until its case is closed, an investigation until it is completed', async () => {
      const answer = await holder.facts({ ask: 'OWN_CASES', professional: 's.smit', select: { all: true } });
      expect(answer.json.cases).toHaveLength(1);
      expect(answer.json.cases[0]).toMatchObject({
        openedOn: '2024-11-01',
        closedOn: '2025-03-01',
        householdKind: 'UNKNOWN',
        involvement: [{ kind: 'COVER', from: '2024-11-01', until: '2025-03-01' }],
        claims: [
          { kind: 'REPORT_RECEIVED', number: 'M-2024-0100', from: '2024-11-01', until: '2025-03-01' },
          { kind: 'INVESTIGATION_STARTED', number: 'O-2024-0100', from: '2024-11-05', until: '2025-01-10' },
        ],
      });
    });

    const by = (bsn: string, on = '2026-11-22') =>
      holder.facts({ ask: 'OWN_CASES', professional: 'm.visser', select: { bsn, on } });

    it('by the BSN of a person in the case, and by nobody else’s', async () => {
      expect((await by('999900043')).json.cases.map(({ id }: { id: string }) => id)).toEqual([idOf('case-lisa')]);
      expect((await by('999900055')).json).toEqual({ cases: [] });
      expect((await by('999900031')).json).toEqual({ cases: [] });
    });

    it('by the BSN of a former partner only on the days on which he was in the case', async () => {
      const found = async (on: string) => (await by('999900018', on)).json.cases.length;
      expect([await found('2026-01-04'), await found('2026-01-05')]).toEqual([0, 1]);
      expect([await found('2026-05-01'), await found('2026-05-02')]).toEqual([1, 0]);
    });

    it('whoever was never involved has none: not even in a case that is named', async () => {
      const all = await holder.facts({ ask: 'OWN_CASES', professional: 'f.mulder', select: { all: true } });
      const named = await holder.facts({
        ask: 'OWN_CASES',
        professional: 'f.mulder',
        select: { household: idOf('case-lisa') },
      });
      expect([all.json, named.json]).toEqual([{ cases: [] }, { cases: [] }]);
    });

    it('another organisation is told nothing about own cases', async () => {
      const question = { ask: 'OWN_CASES', professional: 'm.visser', select: { all: true } };
      const answer = await holder.facts(question, { sub: YOUTH_PROTECTION });
      expect(answer.status).toBe(401);
      expect(wire.questions).toEqual([]);
    });

    it('questions for the persons register are not answered here', async () => {
      const answer = await holder.facts({ ask: 'PERSONS', subjects: [LISA] });
      expect(answer.status).toBe(400);
    });
  });

  it('is ready when its case system is', async () => {
    expect((await fetch(`${holder.url}/health/ready`)).status).toBe(200);
  });
});
