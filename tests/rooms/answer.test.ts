// Answer: data, errors, codes and extensions.access for what the rooms before it found. Ids read `KIND:inner@end of the recipient's OIN`.
import { describe, expect, test } from 'vitest';
import { type Answer, createAnswer } from '../../gateway/answer/answer.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import type { Cell, Verdict } from '../../gateway/vocabulary/decision.ts';
import type { JsonObject } from '../../gateway/vocabulary/fetched.ts';
import type { Reading } from '../../gateway/vocabulary/operation.ts';
import { isRefusal, refuse } from '../../gateway/vocabulary/refusal.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { Oin } from '../../schema/identifiers.ts';
import { realIndex } from '../support/operations.ts';
import {
  askedFor,
  CASE,
  CHILD,
  CHILD_KEY,
  citizen,
  closed,
  decisionFor,
  endOf,
  factsFor,
  ids,
  OTHER_TEAM,
  OTHER_VT,
  opened,
  PARENT,
  PARENT_KEY,
  REGISTER,
  recorded,
  registry,
  STRANGER_KEY,
  TEAM,
  VT,
  verifiedFor,
  workerAt,
} from './answer-situation.ts';

const read = createRead({ index: realIndex, limits: READ_LIMITS });
const answer = createAnswer({ index: realIndex, registry, ids });

type Given = {
  readonly verdictOf?: (cell: Cell) => Verdict;
  readonly data?: JsonObject | null;
  readonly down?: readonly Oin[];
  readonly absent?: readonly SubjectKey[];
  readonly shielded?: (cell: Cell) => boolean;
  readonly dropped?: (cell: Cell) => boolean;
  readonly caller?: Caller;
  readonly variables?: Readonly<Record<string, unknown>>;
};

function readingOf(text: string, caller: Caller, variables: unknown = {}): Reading {
  const made = read({ text, operationName: null, variables }, caller, ids);
  if (isRefusal(made)) throw new Error(`${made.code}: ${made.message.en}`);
  return made;
}

function answered(text: string, given: Given = {}): Answer {
  const { caller = workerAt(), verdictOf = () => opened(), data = null, down = [], absent = [] } = given;
  const reading = readingOf(text, caller, given.variables);
  const shields = {
    ...(given.shielded === undefined ? {} : { shielded: given.shielded }),
    ...(given.dropped === undefined ? {} : { dropped: given.dropped }),
  };
  const asked = askedFor(decisionFor(reading, verdictOf, absent), shields);
  return answer(endOf({ caller, reading, asked, verified: verifiedFor(asked, data, down) }), recorded);
}

const SUPPORT = '@access(purpose: SUPPORT_PLAN)';
const household = (selection: string) => `query Q ${SUPPORT} { household(id: "x") ${selection} }`;
const inPerson = (selection: string) => household(`{ members { person ${selection} } }`);

/** A household as access and the holders answered it: what is given per member below `person`. */
function caseWith(child: JsonObject, parent: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    r0_household: {
      id: CASE,
      members: [
        { capacities: ['CHILD'], person: { id: CHILD, ...child } },
        { capacities: ['PARENT'], person: { id: PARENT, ...parent } },
      ],
      ...more,
    },
  };
}
const file = (oin: Oin, rest: JsonObject): JsonObject => ({ holder: { oin }, ...rest });
const plain = (made: Answer) => JSON.parse(JSON.stringify(made.data));
const childOnly = (cell: Cell) => (cell.subject === CHILD ? opened() : closed('NO_LEGAL_BASIS'));
const withheld = (made: Answer) =>
  made.extensions.access.withheld.map(({ holder, code, categories, paths }) => ({ holder, code, categories, paths }));

describe('data', () => {
  test('stands under the client’s own names, also when these are names of ours or of a prototype', () => {
    const made = answered(
      household(
        '{ holder: id id: openedOn members { __proto__: capacities constructor: person { id: birthDate key: name { toString: familyName __typename } } } }',
      ),
      { data: caseWith({ birthDate: '2015-02-03', name: { familyName: 'Jansen' } }, {}, { openedOn: '2026-01-02' }) },
    );
    expect(JSON.stringify(made.data)).toBe(
      '{"household":{"holder":"HOUSEHOLD:case-0001@21","id":"2026-01-02","members":[' +
        '{"__proto__":["CHILD"],"constructor":{"id":"2015-02-03","key":{"toString":"Jansen","__typename":"PersonName"}}},' +
        '{"__proto__":["PARENT"],"constructor":{"id":null,"key":null}}]}}',
    );
    expect(made.errors).toBeUndefined();
    expect(made.status).toBe(200);
  });

  test('a denied field is null without an error, whatever was sent', () => {
    const made = answered(inPerson('{ birthDate relations { kind } name { familyName } }'), {
      verdictOf: (cell) => (cell.category === 'IDENTITY' ? opened() : closed('NO_LEGAL_BASIS')),
      data: caseWith({ birthDate: '2015', relations: [{ kind: 'PARENT' }], name: { familyName: 'Jansen' } }),
      absent: [PARENT],
    });
    expect(plain(made)).toEqual({
      household: { members: [{ person: { birthDate: '2015', relations: null, name: { familyName: 'Jansen' } } }] },
    });
    expect(made.errors).toBeUndefined();
  });

  test('a file field has one item per opened holder in OIN order, named by the registration', () => {
    const made = answered(
      inPerson(
        '{ localTeam { holder { name oin } plans { status } } veiligThuis { holder { name } reports { number } } }',
      ),
      {
        verdictOf: (cell) =>
          cell.subject === CHILD && cell.source === 'LOCAL_TEAM' ? opened() : closed('NO_VALID_CONSENT'),
        data: caseWith({
          localTeam: [
            { holder: { oin: OTHER_TEAM, name: 'made up' }, plans: [] },
            file(TEAM, { plans: [{ recordId: 'p1', status: 'ADOPTED' }] }),
            file(VT, { plans: [{ recordId: 'p9', status: 'DRAFT' }] }),
          ],
          veiligThuis: [file(VT, { reports: [{ recordId: 'r1', number: '7' }] })],
        }),
      },
    );
    expect(plain(made).household.members).toEqual([
      {
        person: {
          localTeam: [
            { holder: { name: 'Team Een', oin: TEAM }, plans: [{ status: 'ADOPTED' }] },
            { holder: { name: 'Team Twee', oin: OTHER_TEAM }, plans: [] },
          ],
          veiligThuis: null,
        },
      },
      { person: { localTeam: null, veiligThuis: null } },
    ]);
  });

  test('no file, an empty file and a shielded cell look alike', () => {
    const text = inPerson('{ address { city } relations { kind } localTeam { plans { status } support { form } } }');
    const none = answered(text, { data: caseWith({}) });
    const empty = answered(text, {
      data: caseWith({
        address: null,
        relations: [],
        localTeam: [file(TEAM, { plans: [], support: null }), file(OTHER_TEAM, { plans: null, support: [] })],
      }),
    });
    const shielded = answered(text, { data: caseWith({ localTeam: [] }), shielded: () => true });
    expect(plain(none).household.members[0]).toEqual({
      person: {
        address: null,
        relations: [],
        localTeam: [
          { plans: [], support: [] },
          { plans: [], support: [] },
        ],
      },
    });
    expect(JSON.stringify(empty)).toBe(JSON.stringify(none));
    expect(JSON.stringify(shielded)).toBe(JSON.stringify(none));
  });

  test('a member for whom nothing opens is left out, here and in the report', () => {
    const made = answered(inPerson('{ id birthDate }'), {
      verdictOf: childOnly,
      absent: [PARENT],
      data: caseWith({ birthDate: '2015' }, { birthDate: '1985' }),
    });
    expect(plain(made).household.members).toEqual([
      { person: { id: 'PERSON:child-key-0000000@21', birthDate: '2015' } },
    ]);
    expect(JSON.stringify(made)).not.toContain(PARENT_KEY);
  });

  test('ids are made for the recipient; of another person only a member of this case is named', () => {
    const made = answered(
      inPerson(
        '{ id relations { personId } custody { holders { personId } } localTeam { plans { recordId parts { id about agreedWith } } } }',
      ),
      {
        absent: [PARENT],
        verdictOf: (cell) => (cell.holder === OTHER_TEAM ? closed('NO_POLICY') : opened()),
        data: caseWith({
          relations: [{ personId: PARENT_KEY }, { personId: STRANGER_KEY }, { personId: CHILD_KEY }],
          custody: { holders: [{ personId: null }] },
          localTeam: [
            file(TEAM, {
              plans: [
                {
                  recordId: 'p1',
                  parts: [{ id: 'part1', about: [CHILD_KEY, STRANGER_KEY], agreedWith: [CHILD_KEY, PARENT_KEY] }],
                },
              ],
            }),
          ],
        }),
      },
    );
    const child = 'PERSON:child-key-0000000@21';
    expect(plain(made).household.members[0].person).toEqual({
      id: child,
      relations: [{ personId: null }, { personId: null }, { personId: child }],
      custody: { holders: [{ personId: null }] },
      localTeam: [
        {
          plans: [
            {
              recordId: 'RECORD:00000000000000000021~p1@21',
              parts: [{ id: 'RECORD:00000000000000000021~part1@21', about: [child], agreedWith: [child] }],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(made)).not.toContain(STRANGER_KEY);
  });

  test('two organisations get different ids for one person and household', () => {
    const text = household('{ id members { person { id } } }');
    const [one, other] = [TEAM, VT].map((oin) => plain(answered(text, { caller: workerAt(oin), data: caseWith({}) })));
    expect(one.household.id).toBe('HOUSEHOLD:case-0001@21');
    expect(other.household.id).toBe('HOUSEHOLD:case-0001@31');
    expect(other.household.members[0].person.id).toBe('PERSON:child-key-0000000@31');
  });

  test('decisions name their subject for the recipient, keep the rule as it is and say their code in our words', () => {
    const made = answered(household('{ access { subject rule code message holder { name } } }'), {
      data: caseWith(
        {},
        {},
        {
          access: [
            { subject: CHILD, rule: 'rule-1', code: null, message: null, holder: { oin: TEAM, name: 'Team Een' } },
            { subject: PARENT, rule: null, code: 'NOT_RELEASED', message: 'niet vrijgegeven', holder: null },
          ],
        },
      ),
    });
    expect(plain(made).household.access).toEqual([
      {
        subject: 'PERSON:child-key-0000000@21',
        rule: 'rule-1',
        code: null,
        message: null,
        holder: { name: 'Team Een' },
      },
      {
        subject: 'PERSON:parent-key-000000@21',
        rule: null,
        code: 'NOT_RELEASED',
        message: 'Er is niets vrijgegeven. Dat zegt niets over wat er bekend is: bel het aanspreekpunt.',
        holder: null,
      },
    ]);
  });

  test('a page ends with a cursor for the recipient', () => {
    const made = answered(`query Q ${SUPPORT} { caseload { nodes { id } pageInfo { hasNextPage endCursor } } }`, {
      data: { r0_caseload: { nodes: [{ id: CASE }], pageInfo: { hasNextPage: true, endCursor: CASE } } },
    });
    expect(plain(made).caseload).toEqual({
      nodes: [{ id: 'HOUSEHOLD:case-0001@21' }],
      pageInfo: { hasNextPage: true, endCursor: 'CURSOR:case-0001@21' },
    });
  });

  test('a row that lacks a required value is left out instead of taking the list with it', () => {
    const made = answered(inPerson('{ localTeam { plans { recordId } } }'), {
      data: caseWith({ localTeam: [file(TEAM, { plans: [{ recordId: null }, { recordId: 'p2' }] })] }),
      absent: [PARENT],
    });
    expect(plain(made).household.members[0].person.localTeam[0].plans).toEqual([
      { recordId: 'RECORD:00000000000000000021~p2@21' },
    ]);
    expect(made.errors).toBeUndefined();
  });

  test('a value that does not fit the schema is an INTERNAL error at its place, which does not repeat it', () => {
    const made = answered(inPerson('{ sex }'), { data: caseWith({ sex: 'Piet Jansen' }), absent: [PARENT] });
    expect(plain(made).household.members).toEqual([{ person: { sex: null } }]);
    expect(made.errors?.map(({ path, extensions: { code } }) => ({ path, code }))).toEqual([
      { path: ['household', 'members', 0, 'person', 'sex'], code: 'INTERNAL' },
    ]);
    expect(JSON.stringify(made)).not.toContain('Piet');
  });
});

describe('folded fields', () => {
  const shared = (parts: readonly string[]): JsonObject => ({
    recordId: 'p1',
    kind: 'FAMILY',
    validFrom: '2026-02-01',
    parts: parts.map((id) => ({ id, about: [CHILD_KEY], text: `tekst ${id}` })),
  });
  const older = { recordId: 'p1', kind: 'ACTION', validFrom: '2025-05-01', parts: [] };
  const undated = { recordId: 'p0', kind: 'SAFETY', validFrom: null, parts: [] };

  test('one record in the files of two members is one record with the parts of both, newest first', () => {
    const made = answered(household('{ mine: plans { a: kind parts { text } holder { name } } }'), {
      data: caseWith(
        { localTeam: [file(TEAM, { plans: [undated, shared(['x'])] }), file(OTHER_TEAM, { plans: [older] })] },
        { localTeam: [file(TEAM, { plans: [shared(['x', 'y'])] })] },
      ),
    });
    expect(plain(made).household.mine).toEqual([
      { a: 'FAMILY', parts: [{ text: 'tekst x' }, { text: 'tekst y' }], holder: { name: 'Team Een' } },
      { a: 'ACTION', parts: [], holder: { name: 'Team Twee' } },
      { a: 'SAFETY', parts: [], holder: { name: 'Team Een' } },
    ]);
  });

  test('the files of one member count only where that member’s cell is open', () => {
    const made = answered(household('{ plans { kind parts { text } } }'), {
      verdictOf: (cell) => (cell.subject === CHILD && cell.holder === TEAM ? opened() : closed('NO_VALID_CONSENT')),
      data: caseWith(
        { localTeam: [file(TEAM, { plans: [shared(['x'])] }), file(OTHER_TEAM, { plans: [older] })] },
        { localTeam: [file(TEAM, { plans: [shared(['y'])] })] },
      ),
    });
    expect(plain(made).household.plans).toEqual([{ kind: 'FAMILY', parts: [{ text: 'tekst x' }] }]);
  });

  test('closed everywhere is null, open and empty is a list', () => {
    const text = household('{ plans { kind } contacts { team } }');
    const made = answered(text, {
      verdictOf: (cell) => (cell.category === 'PLAN' && cell.subject === CHILD ? opened() : closed('NO_LEGAL_BASIS')),
      data: caseWith({ localTeam: [file(TEAM, { contacts: [{ recordId: 'c', team: 'Noord' }] })] }),
    });
    expect(plain(made).household).toEqual({ plans: [], contacts: null });
  });

  test('first counts after merging, and events come newest first from all kinds of source', () => {
    const event = (recordId: string, date: string | null): JsonObject => ({ recordId, date, title: recordId });
    const made = answered(household('{ events(first: 3) { title } all: events { title } }'), {
      data: caseWith({
        localTeam: [
          file(TEAM, { events: [event('a', '2026-01-01'), event('b', '2024')], events_2: [event('z', null)] }),
        ],
        veiligThuis: [file(VT, { events: [event('c', '2026-03-01'), event('d', '2025-06-01')] })],
      }),
    });
    expect(plain(made).household).toEqual({
      events: [{ title: 'c' }, { title: 'a' }, { title: 'd' }],
      all: [{ title: 'z' }],
    });
  });

  test('a date beyond the rule’s fields is no date to sort by', () => {
    const event = (recordId: string, date: string): JsonObject => ({ recordId, date, title: recordId });
    const made = answered(household('{ events { title date } }'), {
      verdictOf: () => opened({ fields: ['Event.title'] }),
      data: caseWith({ localTeam: [file(TEAM, { events: [event('a', '2020-01-01'), event('b', '2026-01-01')] })] }),
    });
    expect(plain(made).household.events).toEqual([
      { title: 'a', date: null },
      { title: 'b', date: null },
    ]);
  });
});

describe('a holder that is down', () => {
  test('leaves its file item with its name alone, and one error with its OIN and first place', () => {
    const made = answered(inPerson('{ localTeam { holder { name } plans { status } } }'), {
      data: caseWith({ localTeam: [file(OTHER_TEAM, { plans: [{ recordId: 'p', status: 'DRAFT' }] })] }),
      down: [TEAM],
    });
    expect(plain(made).household.members[0].person.localTeam).toEqual([
      { holder: { name: 'Team Een' }, plans: null },
      { holder: { name: 'Team Twee' }, plans: [{ status: 'DRAFT' }] },
    ]);
    expect(made.status).toBe(200);
    expect(made.errors).toEqual([
      {
        message: 'This organisation cannot be reached now. What it holds is missing here: call it, or try again later.',
        path: ['household', 'members', 0, 'person', 'localTeam', 0],
        extensions: {
          code: 'SOURCE_UNREACHABLE',
          origin: TEAM,
          words: expect.objectContaining({ nl: expect.any(String) }),
        },
      },
    ]);
    expect(made.extensions.access.sources).toEqual([
      { holder: TEAM, source: 'LOCAL_TEAM', status: 'UNREACHABLE', asOf: null },
      { holder: OTHER_TEAM, source: 'LOCAL_TEAM', status: 'ANSWERED', asOf: '2026-09-21T10:00:00Z' },
    ]);
  });

  test('the register leaves its fields null, a folded field what the others have', () => {
    const made = answered(household('{ plans { kind } members { person { relations { kind } birthDate } } }'), {
      data: caseWith({
        birthDate: '2015',
        localTeam: [file(OTHER_TEAM, { plans: [{ recordId: 'p', kind: 'FAMILY' }] })],
      }),
      down: [TEAM, REGISTER],
    });
    expect(plain(made).household.plans).toEqual([{ kind: 'FAMILY' }]);
    expect(plain(made).household.members[0].person).toEqual({ relations: null, birthDate: null });
    expect(made.errors?.map(({ path, extensions }) => [extensions.origin, path])).toEqual([
      [TEAM, ['household', 'plans']],
      [REGISTER, ['household', 'members', 0, 'person', 'relations']],
    ]);
  });

  test('what the gateway itself keeps does not go down with the own organisation', () => {
    const consent = { id: 'consent-1', about: CHILD, status: 'VALID' };
    const made = answered(inPerson('{ consents { status about id } }'), {
      data: caseWith({ consents: [consent] }),
      down: [TEAM],
    });
    expect(plain(made).household.members[0].person.consents).toEqual([
      { status: 'VALID', about: 'PERSON:child-key-0000000@21', id: 'RECORD:consent-1@21' },
    ]);
    expect(made.errors).toBeUndefined();
  });
});

describe('extensions.access', () => {
  test('groups what opened, each subject with every category of its group', () => {
    const made = answered(inPerson('{ localTeam { plans { kind } support { form } safetyPlans { kind } } }'), {
      verdictOf: (cell) => {
        if (cell.holder === OTHER_TEAM) return closed('NO_VALID_CONSENT');
        if (cell.subject === PARENT && cell.category === 'SUPPORT') return closed('NO_LEGAL_BASIS');
        return cell.category === 'SAFETY_PLAN'
          ? opened({ via: 'INTERNAL', period: { from: null, until: null } })
          : opened();
      },
      data: caseWith({}),
    });
    const [child, parent] = ['PERSON:child-key-0000000@21', 'PERSON:parent-key-000000@21'];
    const same = {
      holder: TEAM,
      source: 'LOCAL_TEAM',
      rule: 'rule-1',
      bases: ['jw-7.3.11-4'],
      regime: 'POWERS',
      period: null,
    };
    expect(made.extensions.access.opened).toEqual([
      { ...same, subjects: [child], categories: ['SUPPORT', 'PLAN'], via: 'DUTY' },
      { ...same, subjects: [parent], categories: ['PLAN'], via: 'DUTY' },
      { ...same, subjects: [child, parent], categories: ['SAFETY_PLAN'], via: 'INTERNAL' },
    ]);
    expect(made.extensions.access).toMatchObject({
      requestId: 'request-1',
      recordId: 'record-1',
      purpose: 'SUPPORT_PLAN',
      policyVersion: 'policy-1',
    });
  });

  test('names every place that misses something by the client’s names, without counting rows', () => {
    const made = answered(
      household(`{ folded: plans { kind } people: members { who: person {
        born: birthDate
        team: localTeam { holder { name } p: plans { kind } support { form } }
        veiligThuis { assessments { date by: assessedBy { name } } }
      } } }`),
      {
        verdictOf: (cell) => {
          if (cell.source === 'LOCAL_TEAM' && cell.holder === TEAM && cell.category === 'SUPPORT') return opened();
          if (cell.source === 'VEILIG_THUIS' && cell.holder === OTHER_VT && cell.category === 'SAFETY') return opened();
          if (cell.source === 'PERSONS') return opened();
          return cell.source === 'VEILIG_THUIS'
            ? closed('NO_LEGAL_BASIS', 'NOT_AVAILABLE')
            : closed('NO_VALID_CONSENT');
        },
        absent: [PARENT],
        data: caseWith({
          veiligThuis: [
            file(OTHER_VT, {
              assessments: [
                { recordId: 'a', date: '2026' },
                { recordId: 'b', date: '2025' },
              ],
            }),
          ],
        }),
      },
    );
    const who = ['household', 'people', 0, 'who'];
    expect(withheld(made)).toEqual([
      {
        holder: TEAM,
        code: 'NO_VALID_CONSENT',
        categories: ['PLAN'],
        paths: [
          ['household', 'folded'],
          [...who, 'team', 0, 'p'],
        ],
      },
      {
        holder: OTHER_TEAM,
        code: 'NO_VALID_CONSENT',
        categories: ['SUPPORT', 'PLAN'],
        paths: [
          [...who, 'team', 'support'],
          ['household', 'folded'],
          [...who, 'team', 'p'],
        ],
      },
      {
        holder: VT,
        code: 'NOT_AVAILABLE',
        categories: ['INVOLVEMENT', 'PLAN', 'SAFETY'],
        paths: [
          [...who, 'veiligThuis', 'assessments', 'by'],
          ['household', 'folded'],
          [...who, 'veiligThuis', 'assessments'],
        ],
      },
      {
        holder: OTHER_VT,
        code: 'NOT_AVAILABLE',
        categories: ['INVOLVEMENT', 'PLAN'],
        paths: [
          [...who, 'veiligThuis', 0, 'assessments', 'by'],
          ['household', 'folded'],
        ],
      },
    ]);
    expect(made.extensions.access.withheld[0]?.message).toEqual({
      nl: 'Er is geen geldige toestemming. Bespreek met het gezin of zij toestemming willen geven.',
      en: 'There is no valid consent. Discuss with the family whether they want to give it.',
    });
    expect(made.extensions.access.withheld[0]?.subjects).toEqual(['PERSON:child-key-0000000@21']);
  });

  test('tells the reported code, never the true one', () => {
    const made = answered(inPerson('{ veiligThuis { reports { number } } }'), {
      verdictOf: () => closed('SPECIAL_DATA', 'NOT_AVAILABLE'),
      data: caseWith({}),
    });
    expect(made.extensions.access.withheld.map(({ code }) => code)).toEqual(['NOT_AVAILABLE', 'NOT_AVAILABLE']);
    expect(JSON.stringify(made)).not.toContain('SPECIAL_DATA');
  });

  test('never speaks of a reporter that is closed', () => {
    const made = answered(inPerson('{ veiligThuis { reporters { name } safetyNotices { instruction } } }'), {
      caller: workerAt(VT),
      verdictOf: (cell) => (cell.category === 'REPORTER' ? closed('NO_POLICY') : opened()),
      data: caseWith({ veiligThuis: [file(VT, { reporters: [{ name: 'Buurman' }] })] }),
    });
    expect(made.extensions.access.withheld).toEqual([]);
    expect(plain(made).household.members[0].person.veiligThuis[0].reporters).toBeNull();
    expect(JSON.stringify(made)).not.toMatch(/REPORTER|Buurman/);
  });

  test('a holder that a shield dropped is nowhere', () => {
    const made = answered(inPerson('{ localTeam { holder { name } plans { kind } } }'), {
      dropped: (cell) => cell.holder === OTHER_TEAM,
      data: caseWith({}),
    });
    const { opened: groups, withheld: missing, sources } = made.extensions.access;
    expect([groups.map(({ holder }) => holder), missing, sources.map(({ holder }) => holder)]).toEqual([
      [TEAM],
      [],
      [TEAM],
    ]);
    expect(plain(made).household.members[0].person.localTeam).toEqual([{ holder: { name: 'Team Een' }, plans: [] }]);
  });

  test('a holder with nothing open was not asked, whatever fetch says of it', () => {
    const made = answered(inPerson('{ localTeam { plans { kind } } }'), {
      verdictOf: (cell) => (cell.holder === TEAM ? opened() : closed('NOT_RELEASED')),
      data: caseWith({}),
    });
    expect(made.extensions.access.sources).toEqual([
      { holder: TEAM, source: 'LOCAL_TEAM', status: 'ANSWERED', asOf: '2026-09-21T10:00:00Z' },
      { holder: OTHER_TEAM, source: 'LOCAL_TEAM', status: 'NOT_ASKED', asOf: null },
    ]);
  });

  test('desks are the same for everyone and for every question', () => {
    const one = answered(inPerson('{ birthDate }'), { data: caseWith({}) });
    const other = answered(household('{ kind }'), { caller: workerAt(VT), data: null });
    expect(other.extensions.access.desks).toEqual(one.extensions.access.desks);
    expect(one.extensions.access.desks.map(({ source, name }) => [source, name])).toEqual([
      ['PERSONS', 'Balie Register'],
      ['LOCAL_TEAM', 'Balie Team Een'],
      ['LOCAL_TEAM', 'Balie Team Twee'],
      ['VEILIG_THUIS', 'Balie VT Noord'],
      ['VEILIG_THUIS', 'Balie VT Zuid'],
    ]);
  });
});

describe('without an own case', () => {
  const roots =
    'query Q($b: BSN!) @access(purpose: SUPPORT_PLAN) { household(id: "x") { id plans { kind } } householdsOf(bsn: $b) { id } caseload { nodes { id } pageInfo { hasNextPage endCursor } } me { person { id } } }';

  function nothing(fetchedData: JsonObject | null): Answer {
    const caller = workerAt();
    const reading = readingOf(roots, caller, { b: '999900006' });
    const facts = { ...factsFor(caller, []), cases: new Map(), subjects: new Map(), holders: new Map() };
    const decision = {
      ...decisionFor(reading, () => closed('NO_OWN_CASE')),
      cells: new Map(),
      present: new Set<SubjectKey>(),
    };
    const asked = askedFor(decision);
    return answer(endOf({ caller, reading, asked, verified: verifiedFor(asked, fetchedData), facts }), recorded);
  }

  test('every root is empty, and so is the report, with status 200', () => {
    const made = nothing(null);
    expect(plain(made)).toEqual({
      household: null,
      householdsOf: [],
      caseload: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      me: null,
    });
    expect([made.errors, made.status]).toEqual([undefined, 200]);
    const { opened: groups, withheld: missing, sources } = made.extensions.access;
    expect([groups, missing, sources]).toEqual([[], [], []]);
  });

  test('a purpose that the caller may not use is said once per kind of source, of nobody and of no holder', () => {
    const caller = workerAt();
    const reading = readingOf(
      'query Q @access(purpose: SUPPORT_PLAN) { household(id: "x") { members { person { name { full } localTeam { plans { kind } } } } } }',
      caller,
    );
    const decision = {
      ...decisionFor(reading, () => closed('ROLE_NOT_ALLOWED')),
      present: new Set<SubjectKey>(),
    };
    const asked = askedFor(decision);
    const { extensions, data } = answer(
      endOf({ caller, reading, asked, verified: verifiedFor(asked, { r0_household: { id: 'case-1', members: [] } }) }),
      recorded,
    );
    expect(JSON.stringify(data)).toBe('{"household":{"members":[]}}');
    const { withheld: missing, sources } = extensions.access;
    expect(missing.map(({ message: _message, ...group }) => group)).toEqual([
      { subjects: [], source: 'PERSONS', categories: ['IDENTITY'], code: 'ROLE_NOT_ALLOWED', paths: [] },
      { subjects: [], source: 'LOCAL_TEAM', categories: ['PLAN'], code: 'ROLE_NOT_ALLOWED', paths: [] },
    ]);
    expect(sources).toEqual([]);
  });

  test('an empty answer of access is answered with the same bytes', () => {
    const empty = {
      r0_household: null,
      r1_householdsOf: [],
      r2_caseload: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      r3_me: null,
    };
    expect(JSON.stringify(nothing(empty))).toBe(JSON.stringify(nothing(null)));
  });
});

describe('an own view', () => {
  test('makes ids for the data subject', () => {
    const made = answered('query Q @access(purpose: OWN_FILE) { me { person { id name { familyName } } } }', {
      caller: citizen(),
      data: { r0_me: { person: { id: PARENT, name: { familyName: 'Jansen' } } } },
    });
    expect(plain(made)).toEqual({
      me: { person: { id: 'PERSON:parent-key-000000@00', name: { familyName: 'Jansen' } } },
    });
  });

  test('words what waits for a release as a request for access, and of no case of the asker', () => {
    const made = answered(
      'query Q @access(purpose: OWN_FILE) { me { person { id veiligThuis { plans { status } } } } }',
      {
        caller: citizen(),
        verdictOf: () => closed('PENDING_RELEASE'),
        data: { r0_me: { person: { id: PARENT } } },
      },
    );
    const [first] = made.extensions.access.withheld;
    expect([first?.code, first?.message.en]).toEqual([
      'PENDING_RELEASE',
      'The organisation itself releases what you see of this. Ask it for access; this says nothing about what is known.',
    ]);
  });
});

describe('a refusal', () => {
  const refusal = refuse('CALLER_NOT_ALLOWED', 'Niet voor u.', 'Not for you.', 'secret cause');

  test('has the code, both languages and the status of its code, and no data', () => {
    const made = answer(endOf({ refusal }), recorded);
    expect(made).toEqual({
      errors: [
        {
          message: 'Not for you.',
          extensions: { code: 'CALLER_NOT_ALLOWED', words: { nl: 'Niet voor u.', en: 'Not for you.' } },
        },
      ],
      extensions: {
        access: {
          requestId: 'request-1',
          recordId: 'record-1',
          purpose: null,
          policyVersion: null,
          opened: [],
          withheld: [],
          sources: [],
          desks: [],
          notice: expect.objectContaining({ en: expect.stringContaining('never means: nothing known') }),
        },
      },
      status: 403,
    });
    expect(JSON.stringify(made)).not.toContain('secret cause');
  });

  test('without a record nothing but its own refusal leaves', () => {
    const caller = workerAt();
    const reading = readingOf(inPerson('{ birthDate }'), caller);
    const asked = askedFor(decisionFor(reading, () => opened()));
    const end = endOf({ reading, asked, verified: verifiedFor(asked, caseWith({ birthDate: '2015' })) });
    const made = answer(end, refuse('AUDIT_UNAVAILABLE', 'Niet vastgelegd.', 'Not recorded.'));
    expect([made.status, made.data, made.extensions.access.recordId]).toEqual([503, undefined, null]);
    expect(JSON.stringify(made)).not.toContain('2015');
  });

  test('a defect while shaping is INTERNAL, without its message', () => {
    const caller = workerAt();
    const reading = readingOf(inPerson('{ id }'), caller);
    const asked = askedFor(decisionFor(reading, () => opened()));
    const broken = createAnswer({
      index: realIndex,
      registry,
      ids: {
        ...ids,
        seal: () => {
          throw new Error('key of Piet');
        },
      },
    });
    const made = broken(endOf({ reading, asked, verified: verifiedFor(asked, caseWith({})) }), recorded);
    expect(made.errors?.map(({ extensions }) => extensions.code)).toContain('INTERNAL');
    expect(JSON.stringify(made)).not.toMatch(/Piet|child-key/);
  });
});

test('the schema is answered by us, as the caller may see it', () => {
  const text = '{ __type(name: "VeiligThuisFile") { fields { name } } __schema { directives { name } } }';
  const ask = (caller: Caller) => answer(endOf({ caller, reading: readingOf(text, caller), facts: null }), recorded);
  expect(JSON.stringify(ask(workerAt(VT)).data)).toContain('reporters');
  expect(JSON.stringify(ask(workerAt(TEAM)).data)).not.toContain('reporters');
  expect(JSON.stringify(ask(workerAt(TEAM)).data)).toContain('"access"');
  expect(ask(workerAt(TEAM)).extensions.access.purpose).toBe('ADMINISTRATION');
});
