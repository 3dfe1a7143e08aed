// The doors of the case system itself, which knows nothing of any gateway.
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECTIONS } from '../../subgraphs/veilig-thuis/case-system/questions.ts';
import { loadVeiligThuis } from '../../subgraphs/veilig-thuis/load.ts';
import { veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';
import { bsnOf, keyOf, LISA, NOOR, OTHER_VEILIG_THUIS, seed, TOM, VEILIG_THUIS } from './veilig-thuis-file.ts';
import { type CaseSystem, SECRET, startCaseSystem } from './veilig-thuis-holder.ts';

const person = (sleutel: string) => ({ sleutel, vanaf: null, totEnMet: null });
const question = (...onderdelen: string[]) => ({
  vragen: onderdelen.map((onderdeel) => ({ onderdeel, personen: [LISA, NOOR, TOM].map(person) })),
  namens: VEILIG_THUIS.oin,
  beschermdDeelOpenen: false,
  maximum: 100,
});

describe('the case system of a Veilig Thuis organisation', () => {
  let caseSystem: CaseSystem;
  beforeAll(async () => {
    caseSystem = await startCaseSystem();
  });
  afterAll(() => caseSystem.close());

  async function post(
    path: string,
    body: unknown,
    secret = `Bearer ${SECRET}`,
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(new URL(path, caseSystem.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: secret },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  it.each(['', 'Bearer', 'Bearer wrong', SECRET, `bearer ${SECRET}`, `Bearer ${SECRET}x`])(
    'refuses whoever says "%s" in place of its secret',
    async (secret) => {
      const answer = await post('/dossiers/opvragen', question('meldingen'), secret);
      expect(answer).toEqual({ status: 401, text: '{"fout":"NIET_GEMACHTIGD"}' });
      expect((await post('/medewerkers/casussen', {}, secret)).status).toBe(401);
    },
  );

  it('speaks Dutch, with the codes of the CBS protocol', async () => {
    const { status, text } = await post('/dossiers/opvragen', question('meldingen'));
    expect(status).toBe(200);
    const report = JSON.parse(text).antwoorden[0].rijen.find(
      ({ nummer }: { nummer: string }) => nummer === 'M-2026-0001',
    );
    expect(report).toMatchObject({
      voor: [LISA, NOOR, TOM],
      ontvangenOp: '2026-01-05',
      aanleiding: '08',
      triage: { besluit: 'onderzoek door Veilig Thuis' },
      delen: [{ aarden: ['08'] }, { aarden: ['01'] }, { herleidbaarTotMelder: true }, { tekst: null }],
    });
  });

  describe('the protected part', () => {
    const REFUSED = { status: 403, text: '{"fout":"BESCHERMD_DEEL"}' };

    it('needs the flag', async () => {
      expect(await post('/dossiers/opvragen', question('beschermdDeel'))).toEqual(REFUSED);
    });
    it('needs the own organisation as reader', async () => {
      for (const namens of [OTHER_VEILIG_THUIS, null]) {
        const answer = await post('/dossiers/opvragen', {
          ...question('beschermdDeel'),
          namens,
          beschermdDeelOpenen: true,
        });
        expect(answer).toEqual(REFUSED);
      }
    });
    it('with both it is answered', async () => {
      const answer = await post('/dossiers/opvragen', { ...question('beschermdDeel'), beschermdDeelOpenen: true });
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('CANARY name of the reporter');
    });
    it('is in no other section, whatever is flagged', async () => {
      const others = SECTIONS.filter((section) => section !== 'beschermdDeel');
      expect(others).toHaveLength(12);
      const answer = await post('/dossiers/opvragen', { ...question(...others), beschermdDeelOpenen: true });
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('M-2026-0001');
      expect(answer.text).not.toMatch(/CANARY (name|phone)|buurtbewoner/);
    });
  });

  it('internal texts, personal notes and the BSN leave in no answer', async () => {
    const files = await post('/dossiers/opvragen', { ...question(...SECTIONS), beschermdDeelOpenen: true });
    const cases = await post('/medewerkers/casussen', { medewerker: 'm.visser', keuze: { alle: true } });
    expect([files.status, cases.status]).toEqual([200, 200]);
    for (const text of [files.text, cases.text]) {
      expect(text).toContain(LISA);
      expect(text).not.toMatch(/CANARY (internal|a personal note)|999900/);
    }
  });

  it('says so when there are more rows than may be given', async () => {
    const answer = await post('/dossiers/opvragen', { ...question('meldingen'), maximum: 2 });
    const [reports] = JSON.parse(answer.text).antwoorden;
    expect([reports.rijen.length, reports.afgekapt]).toEqual([2, true]);
  });

  it('limits rows per person by date', async () => {
    const personen = [
      { sleutel: LISA, vanaf: '2026-01-01', totEnMet: '2026-01-31' },
      { ...person(NOOR), totEnMet: '2025-12-31' },
    ];
    const asked = { ...question(), vragen: [{ onderdeel: 'meldingen', personen }] };
    const [reports] = JSON.parse((await post('/dossiers/opvragen', asked)).text).antwoorden;
    const rows = reports.rijen.map(({ nummer, voor }: { nummer: string; voor: string[] }) => [nummer, voor]);
    expect(rows).toEqual([
      ['M-2026-0001', [LISA]],
      ['M-2023-0009', [NOOR]],
    ]);
  });

  it.each([
    ['an unknown section', { ...question('werkaantekeningen') }],
    ['no person', { ...question(), vragen: [{ onderdeel: 'meldingen', personen: [] }] }],
    ['a member it does not know', { ...question('meldingen'), alles: true }],
    ['more rows than it gives', { ...question('meldingen'), maximum: 100_000 }],
    [
      'SQL for a key',
      { ...question(), vragen: [{ onderdeel: 'meldingen', personen: [person("x' or 1=1 --aaaaaaaaaa")] }] },
    ],
  ])('refuses %s', async (_what, body) => {
    expect(await post('/dossiers/opvragen', body)).toEqual({ status: 400, text: '{"fout":"ONGELDIGE_VRAAG"}' });
  });

  it('a broken database is an error without SQL', async () => {
    const sql = postgres(caseSystem.database.url, { max: 1 });
    await sql`alter table zaaksysteem.melding rename to melding_weg`;
    try {
      expect(await post('/dossiers/opvragen', question('meldingen'))).toEqual({
        status: 500,
        text: '{"fout":"STORING"}',
      });
    } finally {
      await sql`alter table zaaksysteem.melding_weg rename to melding`;
      await sql.end();
    }
  });

  it('loading the same seed again gives the same answers', async () => {
    const all = { ...question(...SECTIONS), beschermdDeelOpenen: true };
    const before = await post('/dossiers/opvragen', all);
    await loadVeiligThuis({ databaseUrl: caseSystem.database.url, holder: VEILIG_THUIS, seed, keyOf, bsnOf });
    expect(before.text.length).toBeGreaterThan(1000);
    expect(await post('/dossiers/opvragen', all)).toEqual(before);
  });

  it('a seed that does not fit together is told by place, and what was loaded stays', async () => {
    const bad = veiligThuisSeed.parse({
      professionals: [{ id: 'm.visser', name: 'Maaike Visser', role: 'VT_INVESTIGATOR' }],
      cases: [
        {
          slug: 'case-bad',
          openedOn: '2026-01-05',
          householdKind: 'WITH_CHILDREN',
          persons: [
            { person: 'lisa', capacities: ['PARENT'] },
            { person: 'nobody', capacities: ['CHILD'] },
          ],
          involvement: [{ professional: 'ghost', kind: 'LEAD', from: '2026-01-05' }],
          assessments: [{ slug: 'case-bad', date: '2026-01-06', instrument: 'I', parts: [{ about: ['tom'] }] }],
        },
      ],
    });
    const input = { databaseUrl: caseSystem.database.url, holder: VEILIG_THUIS, keyOf, bsnOf };
    await expect(loadVeiligThuis({ ...input, seed: bad })).rejects.toMatchObject({
      problems: [
        { path: ['cases', 0, 'persons', 1, 'person'], why: 'there is no person nobody' },
        { path: ['cases', 0, 'involvement', 0, 'professional'], why: 'ghost is not among the professionals' },
        { path: ['cases', 0, 'assessments', 0, 'slug'], why: 'case-bad is used twice at this organisation' },
        {
          path: ['cases', 0, 'assessments', 0, 'parts', 0, 'about', 0],
          why: 'tom is not among the persons of this record',
        },
      ],
    });
    await expect(loadVeiligThuis({ ...input, seed, holder: { ...VEILIG_THUIS, region: null } })).rejects.toMatchObject({
      problems: [{ path: ['cases'], why: 'Veilig Thuis Oost has no region, and a case lies in one' }],
    });
    expect((await post('/dossiers/opvragen', question('meldingen'))).text).toContain('M-2026-0001');
  });
});
