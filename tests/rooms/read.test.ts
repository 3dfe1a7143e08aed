// Read: what it refuses and with which code, and the tree it makes of what it accepts. On the committed supergraph.
import { describe, expect, test } from 'vitest';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead, type ReadRequest } from '../../gateway/read/read.ts';
import type { AskField, Reading } from '../../gateway/vocabulary/operation.ts';
import { isRefusal, type Refusal } from '../../gateway/vocabulary/refusal.ts';
import { realIndex } from '../support/operations.ts';
import { CASE, citizen, ids, TEAM, VT, workerAt } from './answer-situation.ts';

const read = createRead({ index: realIndex, limits: READ_LIMITS });
const HOUSEHOLD = ids.seal('HOUSEHOLD', CASE, TEAM);

function outcome(text: string, variables: unknown = {}, more: Partial<ReadRequest> = {}): Reading | Refusal {
  return read({ text, operationName: null, variables, ...more }, workerAt(), ids);
}

function accepted(text: string, variables: unknown = {}): Reading {
  const made = outcome(text, variables);
  if (isRefusal(made)) throw new Error(`${made.code}: ${made.message.en}`);
  return made;
}

function refusedWith(text: string, variables: unknown = {}, more: Partial<ReadRequest> = {}): Refusal {
  const made = outcome(text, variables, more);
  if (!isRefusal(made)) throw new Error('accepted');
  return made;
}

/** One line per field: key, category, source. */
function drawn(fields: readonly AskField[], indent = ''): readonly string[] {
  return fields.flatMap((field) => [
    `${indent}${field.key} ${field.category}${field.source === null ? '' : ` ${field.source}`}`,
    ...[...(field.selections?.values() ?? [])].flatMap((below) => drawn(below, `${indent}  `)),
  ]);
}

const BSN = '999900006';
const SUPPORT = '@access(purpose: SUPPORT_PLAN)';

describe('purpose', () => {
  test.each([
    ['no @access', 'PURPOSE_MISSING', '{ me { person { id } } }'],
    ['no purpose in it', 'PURPOSE_MISSING', 'query Q($e: Emergency) @access(emergency: $e) { me { person { id } } }'],
    ['a variable', 'PURPOSE_NOT_LITERAL', 'query Q($p: Purpose!) @access(purpose: $p) { me { person { id } } }'],
    ['a name of no list', 'GRAPHQL_VALIDATION_FAILED', 'query Q @access(purpose: CURIOSITY) { me { person { id } } }'],
    ['a prototype name', 'GRAPHQL_VALIDATION_FAILED', 'query Q @access(purpose: constructor) { me { person { id } } }'],
    ['a text', 'GRAPHQL_VALIDATION_FAILED', 'query Q @access(purpose: "SUPPORT_PLAN") { me { person { id } } }'],
    [
      'twice',
      'GRAPHQL_VALIDATION_FAILED',
      'query Q @access(purpose: SUPPORT_PLAN) @access(purpose: GUARDIANSHIP) { me { person { id } } }',
    ],
  ])('%s is refused with %s', (_what, code, text) => {
    expect(refusedWith(text, { p: 'SUPPORT_PLAN' }).code).toBe(code);
  });

  test('a question about the schema alone needs no purpose and opens nothing', () => {
    const made = accepted('{ __schema { queryType { name } } __typename }');
    expect(made.profile.purpose).toBe('ADMINISTRATION');
    expect(made.profile.tree).toEqual([]);
    expect(made.roots).toEqual([]);
  });

  test('a question about the schema with one about people beside it needs a purpose', () => {
    expect(refusedWith('{ __typename me { person { id } } }').code).toBe('PURPOSE_MISSING');
    expect(refusedWith('{ ...F } fragment F on Query { me { person { id } } }').code).toBe('PURPOSE_MISSING');
  });
});

describe('emergency', () => {
  const asking = (args: string, variables = '') => `query Q${variables} @access(${args}) { me { person { id } } }`;

  test('with its reason as a variable it is read', () => {
    const text = asking('purpose: ACUTE_DANGER, emergency: { reason: $r, danger: MEDICAL }', '($r: String!)');
    expect(accepted(text, { r: 'nu' }).emergency).toEqual({ reason: 'nu', danger: 'MEDICAL' });
  });

  test('as a whole in one variable it is read', () => {
    const text = asking('purpose: ACUTE_DANGER, emergency: $e', '($e: Emergency!)');
    expect(accepted(text, { e: { reason: 'nu', danger: 'SUICIDE' } }).emergency).toEqual({
      reason: 'nu',
      danger: 'SUICIDE',
    });
  });

  test('with another purpose null counts as absent', () => {
    expect(
      accepted(asking('purpose: SUPPORT_PLAN, emergency: $e', '($e: Emergency)'), { e: null }).emergency,
    ).toBeNull();
  });

  test.each([
    ['no emergency', asking('purpose: ACUTE_DANGER'), {}],
    ['null', asking('purpose: ACUTE_DANGER, emergency: null'), {}],
    ['a null variable', asking('purpose: ACUTE_DANGER, emergency: $e', '($e: Emergency)'), { e: null }],
    ['a reason in the text', asking('purpose: ACUTE_DANGER, emergency: { reason: "nu", danger: MEDICAL }'), {}],
    ['no danger', asking('purpose: ACUTE_DANGER, emergency: { reason: $r }', '($r: String!)'), { r: 'nu' }],
    [
      'a danger variable without value',
      asking('purpose: ACUTE_DANGER, emergency: { reason: $r, danger: $d }', '($r: String!, $d: DangerKind = MEDICAL)'),
      { r: 'nu' },
    ],
    [
      'a reason by default',
      asking('purpose: ACUTE_DANGER, emergency: { reason: $r, danger: MEDICAL }', '($r: String! = "nu")'),
      {},
    ],
    [
      'an empty reason',
      asking('purpose: ACUTE_DANGER, emergency: { reason: $r, danger: MEDICAL }', '($r: String!)'),
      { r: '  ' },
    ],
    [
      'a variable without danger',
      asking('purpose: ACUTE_DANGER, emergency: $e', '($e: Emergency!)'),
      { e: { reason: 'nu' } },
    ],
    [
      'another purpose',
      asking('purpose: SUPPORT_PLAN, emergency: { reason: $r, danger: MEDICAL }', '($r: String!)'),
      { r: 'nu' },
    ],
    [
      'another purpose with a variable',
      asking('purpose: SUPPORT_PLAN, emergency: $e', '($e: Emergency!)'),
      { e: { reason: 'nu', danger: 'MEDICAL' } },
    ],
  ])('%s is refused with BAD_USER_INPUT', (_what, text, variables) => {
    expect(refusedWith(text, variables).code).toBe('BAD_USER_INPUT');
  });
});

describe('a BSN in the text', () => {
  test.each([
    ['a literal', `query Q ${SUPPORT} { householdsOf(bsn: "${BSN}") { id } }`],
    ['a literal of ID', `query Q ${SUPPORT} { household(id: "${BSN}") { id } }`],
    ['a number', `query Q ${SUPPORT} { household(id: ${BSN}) { id } }`],
    ['a number that begins with 0', `query Q ${SUPPORT} { household(id: 12345672) { id } }`],
    ['a default value', `query Q($b: BSN! = "${BSN}") ${SUPPORT} { householdsOf(bsn: $b) { id } }`],
    ['a part of a longer text', `query Q ${SUPPORT} { household(id: "bsn=${BSN};") { id } }`],
    ['with separators', `query Q ${SUPPORT} { household(id: "9999.00.006") { id } }`],
    [
      'escaped',
      `query Q ${SUPPORT} { household(id: "\\u0039\\u0039\\u003900006") { id } }`.replace(
        '\\u003900006',
        '\\u0039900006',
      ),
    ],
    ['a comment', `# ${BSN}\nquery Q ${SUPPORT} { me { person { id } } }`],
    ['an alias', `query Q ${SUPPORT} { x${BSN}: me { person { id } } }`],
    ['an operation name', `query Q${BSN} ${SUPPORT} { me { person { id } } }`],
    [
      'full-width digits',
      `query Q ${SUPPORT} { household(id: "\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff16") { id } }`,
    ],
  ])('%s is refused, and the refusal does not repeat it', (_what, text) => {
    const refusal = refusedWith(text, {});
    expect(refusal.code).toBe('IDENTIFIER_IN_TEXT');
    expect(JSON.stringify(refusal)).not.toContain('0006');
  });

  test('nine digits that are no BSN, and twenty digits, are no identifiers', () => {
    expect(accepted(`query Q ${SUPPORT} { household(id: "123456789") { id } }`).roots).toEqual([
      { kind: 'HOUSEHOLD', key: 'r0_household', id: null },
    ]);
    expect(accepted(`query Q ${SUPPORT} { household(id: "99990000699990000612") { id } }`).roots).toHaveLength(1);
  });
});

describe('variables', () => {
  const byBsn = `query Q($b: BSN!) ${SUPPORT} { householdsOf(bsn: $b) { id } }`;

  test('a BSN is taken as a variable', () => {
    expect(accepted(byBsn, { b: BSN }).roots).toEqual([{ kind: 'HOUSEHOLDS_OF', key: 'r0_householdsOf', bsn: BSN }]);
  });

  test.each([
    ['a wrong BSN', byBsn, { b: '999900007' }],
    ['a placeholder', byBsn, { b: '999999999' }],
    ['a number for a BSN', byBsn, { b: 999900006 }],
    ['nothing', byBsn, {}],
    ['a list for variables', byBsn, [BSN]],
    ['a text for variables', byBsn, BSN],
    [
      'a day that does not exist',
      `query Q($f: Date) ${SUPPORT} { me { person { localTeam { events(from: $f) { title } } } } }`,
      { f: '2026-02-30' },
    ],
  ])('%s is refused without repeating the value', (_what, text, variables) => {
    const refusal = refusedWith(text, variables);
    expect(refusal.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(refusal)).not.toMatch(/9999|02-30/);
  });

  test('a variable called constructor that was not given has no value', () => {
    const text = `query Q($constructor: Int) ${SUPPORT} { caseload(first: $constructor) { nodes { id } } }`;
    expect(accepted(text).roots).toEqual([{ kind: 'CASELOAD', key: 'r0_caseload', first: 50, after: null }]);
  });
});

describe('limits', () => {
  const nested = (levels: number) =>
    `{ me { person ${'{ localTeam { plans '.repeat(levels)}{ recordId }${' } }'.repeat(levels)} } }`;
  test.each([
    ['levels of fields', `query Q ${SUPPORT} ${nested(8)}`, 'The operation has 19 levels of fields; the most is 15.'],
    [
      'aliases',
      `query Q ${SUPPORT} { me { person { ${Array.from({ length: 51 }, (_, at) => `a${at}: id`).join(' ')} } } }`,
      'The operation has 51 aliases; the most is 50.',
    ],
    [
      'root fields',
      `query Q ${SUPPORT} { ${Array.from({ length: 9 }, (_, at) => `a${at}: me { __typename }`).join(' ')} }`,
      'The operation has 9 root fields; the most is 8.',
    ],
    [
      'rows',
      `query Q ${SUPPORT} { caseload(first: 201) { nodes { id } } }`,
      'The operation has 201 rows in "first"; the most is 200.',
    ],
    [
      'rows of a folded list',
      `query Q ${SUPPORT} { household(id: "x") { events(first: 5000) { title } } }`,
      'The operation has 5000 rows in "first"; the most is 200.',
    ],
    [
      'fields, fragments written out',
      `query Q ${SUPPORT} { me { person { ...F0 } } } ${Array.from({ length: 40 }, (_, at) => `fragment F${at} on Person { ...F${at + 1} ... on Person { ...F${at + 1} } }`).join(' ')} fragment F40 on Person { id }`,
      'The operation has more than 1000000000 fields; the most is 1000.',
    ],
    [
      'equal fields',
      `query Q ${SUPPORT} { me { person { ${'id '.repeat(900)} } } }`,
      'The operation has 500001 comparisons of equal fields; the most is 500000.',
    ],
    ['tokens', `query Q ${SUPPORT} { ${'a '.repeat(10_000)} }`, 'The operation has 10001 tokens; the most is 10000.'],
  ])('too many %s are refused with the number and the limit', (_what, text, said) => {
    const refusal = refusedWith(text);
    expect(refusal.code).toBe('LIMIT_EXCEEDED');
    expect(refusal.message.en.startsWith(said)).toBe(true);
  });

  test.each([
    ['fields', `query Q ${SUPPORT} ${'{a'.repeat(4_900)}${'}'.repeat(4_900)}`],
    ['inline fragments', `query Q ${SUPPORT} ${'{...'.repeat(3_300)}{me{__typename}}${'}'.repeat(3_300)}`],
    ['lists', `query Q ${SUPPORT} { a(b: ${'['.repeat(4_900)}${']'.repeat(4_900)}) }`],
    [
      'fragments',
      `query Q ${SUPPORT} {...F0} ${Array.from({ length: 1_400 }, (_, at) => `fragment F${at} on Query {...F${at + 1}}`).join(' ')}`,
    ],
  ])('%s within each other without end are a limit, not a fault', (_what, text) => {
    expect(refusedWith(text).code).toBe('LIMIT_EXCEEDED');
  });

  test('what is written beside the asked operation counts too', () => {
    const many = Array.from({ length: 51 }, (_, at) => `a${at}: id`).join(' ');
    const operation = `query B ${SUPPORT} { me { person { ${many} } } }`;
    const small = `query A ${SUPPORT} { me { person { id } } }`;
    expect(refusedWith(`${small} ${operation}`, {}, { operationName: 'A' }).code).toBe('LIMIT_EXCEEDED');
    expect(refusedWith(`${small} fragment F on Person { ${many} }`, {}, { operationName: 'A' }).code).toBe(
      'LIMIT_EXCEEDED',
    );
  });

  test('a fragment that spreads itself is refused, not followed', () => {
    const text = `query Q ${SUPPORT} { me { person { ...F } } } fragment F on Person { id ...F }`;
    expect(refusedWith(text).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a first by variable counts too, and below zero is no number of rows', () => {
    const text = `query Q($n: Int) ${SUPPORT} { caseload(first: $n) { nodes { id } } }`;
    expect(refusedWith(text, { n: 201 }).code).toBe('LIMIT_EXCEEDED');
    expect(refusedWith(text, { n: -1 }).code).toBe('BAD_USER_INPUT');
  });
});

describe('the text', () => {
  test.each([
    ['a subscription', `subscription S ${SUPPORT} { me { person { id } } }`],
    ['a mutation', `mutation M ${SUPPORT} { anything { at { all } } }`],
    ['no GraphQL', 'query {'],
    ['an unknown field', `query Q ${SUPPORT} { me { person { salary } } }`],
    ['the door of a subgraph', `query Q ${SUPPORT} { _entities(representations: []) { __typename } }`],
    [
      'two operations without a name',
      `query A ${SUPPORT} { me { person { id } } } query B ${SUPPORT} { me { person { id } } }`,
    ],
  ])('%s is refused with GRAPHQL_VALIDATION_FAILED', (_what, text) => {
    expect(refusedWith(text).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('of two operations the named one is read', () => {
    const text = `query A ${SUPPORT} { me { person { id } } } query B @access(purpose: OWN_FILE) { me { person { id } } }`;
    const made = outcome(text, {}, { operationName: 'B' });
    expect(isRefusal(made) ? made.code : made.profile.purpose).toBe('OWN_FILE');
  });

  test('a message about a value does not repeat it, a message about a field names it', () => {
    const value = refusedWith(`query Q ${SUPPORT} { caseload(first: "Piet") { nodes { id } } }`);
    expect(value.message.en).toBe('The operation does not fit the schema. (line 1, column 58)');
    const field = refusedWith(`query Q ${SUPPORT} { me { person { nam } } }`);
    expect(field.message.en).toBe('Cannot query field "nam" on type "Person". (line 1, column 56)');
  });

  test('the reporter is asked by their own kind of organisation only; to others the field does not exist', () => {
    const text = `query Q ${SUPPORT} { me { person { veiligThuis { reporters { name } } } } }`;
    const other = refusedWith(text);
    expect([other.code, other.message.en]).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "reporters" on type "VeiligThuisFile". (line 1, column 70)',
    ]);
    expect(isRefusal(read({ text, operationName: null, variables: {} }, workerAt(VT), ids))).toBe(false);
    expect(isRefusal(read({ text, operationName: null, variables: {} }, citizen(), ids))).toBe(true);
  });
});

describe('ids', () => {
  const text = `query Q($id: ID!) ${SUPPORT} { household(id: $id) { id } }`;

  test('an id made for the caller opens; one made for another, of another kind or made up does not exist', () => {
    expect(accepted(text, { id: HOUSEHOLD }).roots).toEqual([
      { kind: 'HOUSEHOLD', key: 'r0_household', id: 'case-0001' },
    ]);
    const nothing = [{ kind: 'HOUSEHOLD', key: 'r0_household', id: null }];
    expect(accepted(text, { id: ids.seal('HOUSEHOLD', CASE, VT) }).roots).toEqual(nothing);
    expect(accepted(text, { id: ids.seal('PERSON', CASE, TEAM) }).roots).toEqual(nothing);
    expect(accepted(text, { id: CASE }).roots).toEqual(nothing);
  });

  test('a cursor opens, and one that was not made for the caller is refused rather than read as the first page', () => {
    const page = `query Q($c: String) ${SUPPORT} { caseload(first: 5, after: $c) { nodes { id } } }`;
    expect(accepted(page, { c: ids.seal('CURSOR', CASE, TEAM) }).roots).toEqual([
      { kind: 'CASELOAD', key: 'r0_caseload', first: 5, after: 'case-0001' },
    ]);
    expect(refusedWith(page, { c: HOUSEHOLD }).code).toBe('BAD_USER_INPUT');
  });

  test('a data subject opens no household', () => {
    const made = read({ text, operationName: null, variables: { id: HOUSEHOLD } }, citizen(), ids);
    expect(isRefusal(made) ? made.code : made.roots).toEqual([{ kind: 'HOUSEHOLD', key: 'r0_household', id: null }]);
  });
});

describe('the tree', () => {
  test('aliases are gone, equal fields are one, other arguments are another key, and what the rooms need is added', () => {
    const made = accepted(
      `query Q($n: Int, $off: Boolean = false) ${SUPPORT} {
        household(id: "x") { members { person {
          id: name { constructor: familyName __proto__: familyName @skip(if: $off) }
          a: localTeam { events { title } e: events { kind } ... on SourceFile { holder: events(first: $n) { title } } }
          localTeam { ...F plans @include(if: $off) { status } }
        } } }
      } fragment F on LocalTeamFile { plans { parts { text __typename } } }`,
    );
    expect(drawn(made.profile.tree)).toEqual([
      'r0_household NONE',
      '  members NONE',
      '    person NONE',
      '      name IDENTITY PERSONS',
      '        familyName IDENTITY PERSONS',
      '      id NONE',
      '      localTeam NONE LOCAL_TEAM',
      '        events SUPPORT LOCAL_TEAM',
      '          title SUPPORT LOCAL_TEAM',
      '          kind SUPPORT LOCAL_TEAM',
      '          recordId NONE LOCAL_TEAM',
      '        events_2 SUPPORT LOCAL_TEAM',
      '          title SUPPORT LOCAL_TEAM',
      '          recordId NONE LOCAL_TEAM',
      '        plans PLAN LOCAL_TEAM',
      '          parts PLAN LOCAL_TEAM',
      '            text PLAN LOCAL_TEAM',
      '            id NONE LOCAL_TEAM',
      '            about NONE LOCAL_TEAM',
      '          recordId NONE LOCAL_TEAM',
      '        holder NONE LOCAL_TEAM',
      '          oin NONE LOCAL_TEAM',
      '  id NONE',
    ]);
  });

  test('a folded field becomes the same field in the files of all members', () => {
    const files = realIndex.files.map(({ field }) => field);
    expect(files).toEqual(expect.arrayContaining(['localTeam', 'veiligThuis']));
    const made = accepted(
      `query Q ${SUPPORT} { household(id: "x") { events(first: 3) { title } members { capacities } } }`,
    );
    const [root] = made.profile.tree;
    const household = root?.selections?.get('Household') ?? [];
    expect(household.map(({ key }) => key)).toEqual(['members', 'id']);
    const lines = drawn(household);
    expect(lines.slice(0, 4)).toEqual([
      'members NONE',
      '  person NONE',
      '    localTeam NONE LOCAL_TEAM',
      '      events SUPPORT LOCAL_TEAM',
    ]);
    expect(lines).toContain('      events SAFETY_REPORT VEILIG_THUIS');
    expect(lines).toContain('        date SAFETY_REPORT VEILIG_THUIS');
  });

  test('what is asked about a person is each source and category once, with the dates that were named', () => {
    const made = accepted(
      `query Q($t: Date) ${SUPPORT} { me { person {
        birthDate name { full } relations { kind }
        localTeam { events(from: "2025", to: $t) { title } e: events(from: "2024-05-01", to: "2026-01-31") { title } }
        veiligThuis { events(from: "2025-01-01") { title } reports { number } }
      } } }`,
      { t: '2025' },
    );
    expect(made.asks).toEqual([
      { source: 'PERSONS', category: 'IDENTITY', period: null },
      { source: 'PERSONS', category: 'CUSTODY', period: null },
      { source: 'LOCAL_TEAM', category: 'SUPPORT', period: { from: '2024-05-01', until: '2026-01-31' } },
      { source: 'VEILIG_THUIS', category: 'SAFETY_REPORT', period: null },
    ]);
  });

  test('each root has a key of its own, and the same question twice is one root', () => {
    const made = accepted(
      `query Q ${SUPPORT} { a: household(id: "x") { kind } b: household(id: "y") { kind } c: household(id: "x") { openedOn } }`,
    );
    expect(made.roots.map(({ key }) => key)).toEqual(['r0_household', 'r1_household']);
    expect(drawn(made.profile.tree)).toEqual([
      'r0_household NONE',
      '  kind NONE',
      '  openedOn NONE',
      '  id NONE',
      'r1_household NONE',
      '  kind NONE',
      '  id NONE',
    ]);
  });

  test('skip and include make a profile of their own; the same booleans find the same one', () => {
    const text = `query Q($with: Boolean!) ${SUPPORT} { me { person { birthDate @include(if: $with) } } }`;
    const [yes, no, again] = [true, false, true].map((with_) => accepted(text, { with: with_ }));
    expect(yes?.asks).toHaveLength(1);
    expect(no?.asks).toEqual([]);
    expect(again?.profile).toBe(yes?.profile);
  });

  test('every decision of the household is looked for only where it is asked', () => {
    expect(accepted(`query Q ${SUPPORT} { household(id: "x") { access { code } } }`).profile.wantsDecisions).toBe(true);
    expect(accepted(`query Q ${SUPPORT} { household(id: "x") { kind } }`).profile.wantsDecisions).toBe(false);
  });
});
