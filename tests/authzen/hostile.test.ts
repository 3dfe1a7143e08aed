// Who may not ask, and what may not be learned by asking: what does not exist, what is hidden and what is not one's own give the same bytes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_OUTWARD_ID_KEY } from '../../demo/demo-keys.ts';
import { worldConsent, worldShield } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { oin } from '../../schema/identifiers.ts';
import { type System, startSystem } from '../support/system.ts';
import { askPoint, batch, cellsIn, comparable, evaluated, professionalOf, results } from './asking.ts';

const ids = createOutwardIds(DEMO_OUTWARD_ID_KEY);
const NO = '{"decision":false,"context":{"record_id":""}}';
const NOTHING = '{"results":[],"page":{"next_token":"","count":0,"total":0}}';
const SUPPORT_PLAN = { name: 'SUPPORT_PLAN' };

let system: System;
let sql: Sql;
beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await system.close();
});

async function openCellOf(persona: string): Promise<string> {
  const { body } = await system.example(persona);
  const open = cellsIn(body).find(({ id, code }) => code === null && id.includes('.INVOLVEMENT.'));
  if (open === undefined) throw new Error(`nothing is open to ${persona}`);
  return open.id;
}

describe('who may not ask', () => {
  it.each<[string, string, number]>([
    ['no token', '', 401],
    ['a token that is none', 'Bearer nonsense', 401],
    ['another scheme', 'Basic bG90dGU6eA==', 401],
  ])('with %s is 401, says how to authenticate, and is recorded', async (how, authorization, status) => {
    const requestId = `who-asks-${how.replaceAll(' ', '-')}`;
    const headers = { 'x-request-id': requestId, ...(authorization === '' ? {} : { authorization }) };
    const answer = await askPoint(system, null, 'evaluation', {}, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(await sql`SELECT 1 FROM audit_row WHERE body LIKE ${`%"request_id":"${requestId}"%`}`).toHaveLength(1);
  });

  it.each(['evaluation', 'evaluations', 'search/subject', 'search/resource', 'search/action'])(
    'a data subject at %s is 403: whoever asks here speaks for an organisation',
    async (path) => {
      const subject = { type: 'professional', id: 'team-b:lotte', properties: { role: 'FAMILY_WORKER' } };
      const resource = { type: 'cell', id: await openCellOf('lotte') };
      const asked = { subject, action: SUPPORT_PLAN, resource };
      const { status, text } = await askPoint(system, 'elin', path, asked);
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatch(/^CALLER_NOT_ALLOWED: /);
    },
  );

  it.each(['{}', '{', '[]', '"x"'])(
    'a data subject who sends %s is 403 as well: nothing of what is wrong with it is told',
    async (body) => {
      const { status, text } = await askPoint(system, 'elin', 'evaluation', body);
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatch(/^CALLER_NOT_ALLOWED: /);
    },
  );
});

describe('a no that says nothing', () => {
  const asked = async (change: Readonly<Record<string, unknown>> = {}) => {
    const subject = professionalOf(system, 'lotte');
    const resource = { type: 'cell', id: await openCellOf('lotte') };
    return { subject, action: SUPPORT_PLAN, resource, ...change };
  };

  it('is the same for an id of nobody, of another organisation, of somebody in no own case, and for a household that is not own', async () => {
    const [person = '', , holder = ''] = (await openCellOf('lotte')).split('.');
    const inner = ids.open('PERSON', person, oin.parse(system.oin('team-b'))) ?? '';
    const elsewhere = ids.seal('PERSON', inner, oin.parse(system.oin('team-a')));
    const notOwn = ids.seal('PERSON', 'somebody-in-no-own-case', oin.parse(system.oin('team-b')));
    const named = { type: 'cell', id: `${person}.INVOLVEMENT.${holder}` };
    const foreign = system.persona('esther').example.variables.id;
    const answers: string[] = [];
    const facts: number[] = [];
    for (const resource of [
      { type: 'cell', id: `${elsewhere}.INVOLVEMENT.${holder}` },
      { type: 'cell', id: `${notOwn}.INVOLVEMENT.${holder}` },
      { type: 'cell', id: `nobody.INVOLVEMENT.${holder}` },
      { ...named, properties: { household: foreign } },
      { ...named, properties: { household: 'no-household' } },
      { ...named, properties: { household: 5 } },
    ]) {
      const before = await system.calls('team-b');
      const answer = await askPoint(system, 'lotte', 'evaluation', await asked({ resource }));
      facts.push((await system.calls('team-b')).facts - before.facts);
      expect(answer.status).toBe(200);
      answers.push(comparable(answer.text));
    }
    expect(answers).toEqual(answers.map(() => NO));
    // One more call each, by `asked`, which looks for an open cell first.
    expect(new Set(facts)).toEqual(new Set([2]));
    expect(
      evaluated.parse((await askPoint(system, 'lotte', 'evaluation', await asked({ resource: named }))).body).decision,
    ).toBe(true);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of another organisation', { type: 'professional', id: 'team-a:saskia', properties: { role: 'FAMILY_WORKER' } }],
    ['that nobody is', { type: 'professional', id: 'team-b:nobody', properties: { role: 'FAMILY_WORKER' } }],
    ['of another type', { type: 'user', id: 'team-b:lotte' }],
    ['whose id is none', { type: 'professional', id: '', properties: { role: 'FAMILY_WORKER' } }],
  ])('is the same for a subject %s', async (_what, subject) => {
    const { status, text } = await askPoint(system, 'lotte', 'evaluation', await asked({ subject }));
    expect(status).toBe(200);
    expect(comparable(text)).toBe(NO);
  });

  it.each<[string, unknown, string | undefined]>([
    ['a list', ['FAMILY_WORKER'], undefined],
    ['an object', { toString: 'FAMILY_WORKER' }, undefined],
    ['constructor', 'constructor', undefined],
    ['__proto__', '__proto__', undefined],
    ['a data subject', 'DATA_SUBJECT', undefined],
    ['an analyst', 'ANALYST', 'ROLE_NOT_ALLOWED'],
    ['a privacy officer', 'PRIVACY_OFFICER', 'ROLE_NOT_ALLOWED'],
  ])('is no for a role that is %s, with no more than the register of purposes says', async (_what, role, reason) => {
    const subject = { ...professionalOf(system, 'lotte'), properties: { role } };
    const { body } = await askPoint(system, 'lotte', 'evaluation', await asked({ subject }));
    const { decision, context } = evaluated.parse(body);
    expect({ decision, reason: context.reason }).toEqual({ decision: false, reason });
  });

  it('is the same in every search: an empty list, as if nothing existed', async () => {
    const subject = professionalOf(system, 'lotte');
    const cell = { type: 'cell', id: await openCellOf('lotte') };
    const stranger = { type: 'professional', id: 'team-a:saskia', properties: { role: 'ACCESS_CONSULTANT' } };
    const nobody = { type: 'cell', id: cell.id.replace(/^[^.]+/, 'nobody') };
    for (const [path, body] of [
      ['search/resource', { subject: stranger, action: SUPPORT_PLAN, resource: { type: 'cell' } }],
      [
        'search/resource',
        { subject, action: SUPPORT_PLAN, resource: { type: 'cell', properties: { person: 'nobody' } } },
      ],
      [
        'search/resource',
        { subject, action: SUPPORT_PLAN, resource: { type: 'cell', properties: { household: 'none' } } },
      ],
      ['search/resource', { subject, action: { name: 'OWN_FILE' }, resource: { type: 'cell' } }],
      ['search/resource', { subject, action: { name: 'no-purpose' }, resource: { type: 'cell' } }],
      ['search/resource', { subject, action: SUPPORT_PLAN, resource: { type: 'spaceship' } }],
      ['search/action', { subject: stranger, resource: cell }],
      ['search/action', { subject, resource: nobody }],
      ['search/subject', { subject: { type: 'professional' }, action: SUPPORT_PLAN, resource: nobody }],
      ['search/subject', { subject: { type: 'robot' }, action: SUPPORT_PLAN, resource: cell }],
    ] as const) {
      const { status, text } = await askPoint(system, 'lotte', path, body);
      expect(status, path).toBe(200);
      expect(text, `${path} ${JSON.stringify(body)}`).toBe(NOTHING);
    }
  });
});

describe('a colleague', () => {
  it('can be asked about in a case of both, and not in one that is not the own', async () => {
    const shared = { type: 'cell', id: await openCellOf('maarten') };
    const maarten = { ...professionalOf(system, 'maarten'), properties: { role: 'TEAM_LEAD' } };
    const ofMaarten = await askPoint(system, 'lotte', 'evaluation', {
      subject: maarten,
      action: SUPPORT_PLAN,
      resource: shared,
    });
    expect(evaluated.parse(ofMaarten.body).decision).toBe(true);

    // Esther's own case at Veilig Thuis, about which Wouter of the same organisation asks.
    const action = { name: 'VT_INVESTIGATION' };
    const resource = { type: 'cell', id: await openCellOf('esther') };
    const esther = { ...professionalOf(system, 'esther'), properties: { role: 'VT_INVESTIGATOR' } };
    expect(
      evaluated.parse((await askPoint(system, 'esther', 'evaluation', { subject: esther, action, resource })).body)
        .decision,
    ).toBe(true);
    const ofEsther = await askPoint(system, 'wouter', 'evaluation', { subject: esther, action, resource });
    expect(comparable(ofEsther.text)).toBe(NO);
    const search = await askPoint(system, 'wouter', 'search/resource', {
      subject: esther,
      action,
      resource: { type: 'cell' },
    });
    expect(search.text).toBe(NOTHING);
  });

  it('without a role is not guessed at', async () => {
    const resource = { type: 'cell', id: await openCellOf('lotte') };
    const { body } = await askPoint(system, 'lotte', 'evaluation', {
      subject: professionalOf(system, 'maarten'),
      action: SUPPORT_PLAN,
      resource,
    });
    expect(evaluated.parse(body)).toMatchObject({ decision: false, context: { error: { status: 400 } } });
  });

  it('is asked about under the name of the one who really asks', async () => {
    const resource = { type: 'cell', id: await openCellOf('lotte') };
    const subject = { ...professionalOf(system, 'maarten'), properties: { role: 'TEAM_LEAD' } };
    const { body } = await askPoint(system, 'lotte', 'evaluation', { subject, action: SUPPORT_PLAN, resource });
    const [row] = await sql<{ body: string }[]>`
      SELECT body FROM audit_row WHERE kind = 'DECISION' AND record_id = ${evaluated.parse(body).context.record_id}`;
    const { who, parts } = JSON.parse(row?.body ?? '{}').body['adl.core.request'];
    expect(who.role).toBe('FAMILY_WORKER');
    expect(parts).toHaveLength(1);
    expect(parts[0].who).toMatchObject({ role: 'TEAM_LEAD', organisation: who.organisation });
    expect(parts[0].who.id).not.toBe(who.id);
  });
});

describe('where somebody is seconded from', () => {
  const evaluate = async (persona: string, properties: Readonly<Record<string, unknown>>, name: string) => {
    const resource = { type: 'cell', id: await openCellOf(persona) };
    const subject = { ...professionalOf(system, persona), properties };
    return askPoint(system, persona, 'evaluation', { subject, action: { name }, resource });
  };

  it.each([
    ['not at all, where the token says so', 'floor', null],
    ['another organisation than the token names', 'floor', 'rvdk'],
    ['an organisation, where the token names none', 'esther', 'rvdk'],
    ['what is no organisation', 'esther', 'nowhere'],
  ])('is said by the token: a question about oneself that says %s is about nobody', async (_what, persona, mother) => {
    const named = mother === null ? null : mother === 'nowhere' ? mother : system.oin(mother);
    const { text } = await evaluate(persona, { mother_organisation: named }, 'VT_INVESTIGATION');
    expect(comparable(text)).toBe(NO);
  });

  it('may be said again as the token has it', async () => {
    const same = await evaluate('floor', { mother_organisation: system.oin('vt-lindemeer') }, 'VT_INVESTIGATION');
    expect(evaluated.parse(same.body).decision).toBe(true);
    const none = await evaluate('esther', { mother_organisation: null }, 'VT_INVESTIGATION');
    expect(evaluated.parse(none.body).decision).toBe(true);
  });
});

describe('what others hold', () => {
  /** Everything that Lotte can learn here about her households. */
  async function learned(changes: (world: World) => World): Promise<string> {
    const changed = await startSystem({ changes });
    try {
      const subject = professionalOf(changed, 'lotte');
      const search = await askPoint(changed, 'lotte', 'search/resource', {
        subject,
        action: SUPPORT_PLAN,
        resource: { type: 'cell' },
      });
      const found = results.parse(search.body).results;
      const people = new Set(found.map(({ id = '' }) => id.split('.')[0]));
      const holders = ['team-a', 'team-b', 'vt-lindemeer', 'rvdk', 'gi-lindemeer'].map((slug) => changed.oin(slug));
      const evaluations = [...people].slice(0, 2).flatMap((person) =>
        holders.flatMap((holder) =>
          [
            'INVOLVEMENT',
            'PLAN',
            'SAFETY_REPORT',
            'HEALTH',
            'MEASURE',
            'INVESTIGATION',
            'JOURNAL',
            'REPORTER',
            'CRIMINAL',
          ].map((category) => ({
            resource: { type: 'cell', id: `${person}.${category}.${holder}` },
          })),
        ),
      );
      const answers = await askPoint(changed, 'lotte', 'evaluations', { subject, action: SUPPORT_PLAN, evaluations });
      expect(found.length).toBeGreaterThan(10);
      expect(batch.parse(answers.body).evaluations).toHaveLength(evaluations.length);
      return comparable(search.text + answers.text);
    } finally {
      await changed.close();
    }
  }
  let asItIs: string;
  beforeAll(async () => {
    asItIs = await learned((world) => world);
  });

  it('changes nothing: Veilig Thuis and the institutions may have files of them or none (G1)', async () => {
    const without = (world: World): World => ({
      ...world,
      veiligThuis: new Map([...world.veiligThuis].map(([slug, seed]) => [slug, { ...seed, cases: [] }])),
      certifiedInstitutions: new Map(
        [...world.certifiedInstitutions].map(([slug, seed]) => [slug, { ...seed, cases: [] }]),
      ),
    });
    expect(await learned(without)).toBe(asItIs);
  });

  it('and a shield on them changes nothing either: it is no decision', async () => {
    const held = (world: World): World => ({
      ...world,
      shields: [
        ...world.shields,
        worldShield.parse({ slug: 'noor-bij-a', subject: 'noor', kind: 'HOLD', from: '2026-01-01', holder: 'team-a' }),
        worldShield.parse({ slug: 'elin-overal', subject: 'elin', kind: 'ADDRESS', from: '2026-01-01' }),
      ],
    });
    expect(await learned(held)).toBe(asItIs);
  });

  it('is never told of by a code that says that there is something', () => {
    expect(asItIs).toContain('"reason":"NOT_AVAILABLE"');
    const evaluations = asItIs.split('"evaluations":')[1] ?? '';
    for (const category of ['SAFETY_REPORT', 'INVESTIGATION']) expect(evaluations).not.toContain(category);
    expect(new Set(evaluations.match(/"reason":"\w+"/g))).toEqual(
      new Set(['"reason":"NOT_AVAILABLE"', '"reason":"NO_VALID_CONSENT"', '"reason":"NO_POLICY"']),
    );
  });
});

describe('a holder whose involvement tells where somebody is', () => {
  /** What Mirjam can learn of a family that hides where it lives, about help in the other region. */
  async function learned(changes: (world: World) => World): Promise<string> {
    const changed = await startSystem({ changes });
    try {
      const subject = professionalOf(changed, 'mirjam');
      const search = await askPoint(changed, 'mirjam', 'search/resource', {
        subject,
        action: SUPPORT_PLAN,
        resource: { type: 'cell' },
      });
      const found = results.parse(search.body).results;
      expect(found.length).toBeGreaterThan(5);
      const evaluations = [...new Set(found.map(({ id = '' }) => id.split('.')[0]))].flatMap((person) =>
        ['INVOLVEMENT', 'SAFETY_PLAN', 'PLAN'].map((category) => ({
          resource: { type: 'cell', id: `${person}.${category}.${changed.oin('vt-duinvoorde')}` },
        })),
      );
      const answers = await askPoint(changed, 'mirjam', 'evaluations', { subject, action: SUPPORT_PLAN, evaluations });
      expect(batch.parse(answers.body).evaluations).toHaveLength(evaluations.length);
      return comparable(search.text + answers.text);
    } finally {
      await changed.close();
    }
  }

  it('is not found and not spoken of under a location shield, as in a world without that help', async () => {
    expect(await learned(withHelpElsewhere)).toBe(await learned((world) => world));
  });

  it('is found when nobody hides where they are', async () => {
    const open = await learned((world) => withHelpElsewhere({ ...world, shields: [] }));
    expect(open).toContain('"via":"CONSENT"');
    expect(open).not.toBe(await learned((world) => world));
  });
});

/** Veilig Thuis in the other region has a safety plan of the mother, and she agreed that her own team sees it. */
function withHelpElsewhere(world: World): World {
  const elsewhere = world.veiligThuis.get('vt-duinvoorde');
  const [example] = world.consents;
  if (elsewhere === undefined || example === undefined) throw new Error('the demo world has changed');
  const consent = worldConsent.parse({
    ...example,
    slug: 'yara-vt-aan-a',
    about: 'yara',
    holder: 'vt-duinvoorde',
    recipient: 'team-a',
    categories: ['SAFETY_PLAN'],
    statements: [{ by: 'yara', capacity: 'SELF', answer: 'GIVEN', at: '2026-03-10T15:20:00+01:00' }],
  });
  return { ...world, consents: [...world.consents, consent] };
}

describe('a body that means harm', () => {
  it.each<[string, string, number]>([
    ['a prototype', '{"__proto__":{"decision":true},"subject":{},"action":{},"resource":{}}', 400],
    ['a deep nest', `{"context":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
    ['more than is read', `{"context":{"x":"${'x'.repeat(300_000)}"}}`, 413],
    ['a number that is none', '{"subject":NaN}', 400],
  ])('%s is turned away', async (_what, body, status) => {
    const answer = await askPoint(system, 'lotte', 'evaluation', body);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules|ZodError/);
  });

  it('names nobody: neither what was sent nor a number of nine digits is in the answer or the record', async () => {
    const bsn = '999990019';
    const headers = { 'x-request-id': bsn };
    const asked = { subject: { type: bsn, id: bsn }, action: { name: bsn }, resource: { type: 'cell', id: bsn } };
    const { text } = await askPoint(system, 'lotte', 'evaluation', asked, headers);
    expect(text).not.toContain(bsn);
    const bad = await askPoint(system, 'lotte', 'evaluation', { [bsn]: 1, subject: { type: 5, id: bsn } }, headers);
    expect(bad.status).toBe(400);
    expect(bad.text).not.toContain(bsn);
    expect(await sql`SELECT 1 FROM audit_row WHERE body LIKE ${`%${bsn}%`}`).toHaveLength(0);
  });
});
