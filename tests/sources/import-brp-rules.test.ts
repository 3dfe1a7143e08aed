// The rules of the import, each alone: which occurrence is current, what a date is, who has custody, who lives together.
import { describe, expect, it } from 'vitest';
import { bsn, localDate, partialDate } from '../../schema/identifiers.ts';
import type { CategoryColumns } from '../../subgraphs/persons/import/columns.ts';
import { custodyOf } from '../../subgraphs/persons/import/custody.ts';
import { isMinor, readDate } from '../../subgraphs/persons/import/dates.ts';
import { livingGroups } from '../../subgraphs/persons/import/living-groups.ts';
import { occurrencesOf } from '../../subgraphs/persons/import/occurrences.ts';
import {
  type LegalFacts,
  type ParentFact,
  type PersonList,
  personList,
} from '../../subgraphs/persons/import/person-list.ts';

const ON = localDate.parse('2026-11-22');
const CHILD = bsn.parse('999950022');
const MOTHER = bsn.parse('999950009');
const FATHER = bsn.parse('999950010');

describe('the marker at the end of a category', () => {
  const columns: CategoryColumns = { elements: new Map([['01.20', 0]]), places: [0], marker: 1 };
  const read = (category: '05' | '08', rows: string[][]) => {
    const { all, unmarked } = occurrencesOf(category, columns, rows);
    const text = all.map(({ current, history }) => [current, ...history].map((values) => values.get('01.20') ?? ''));
    return { text, unmarked };
  };

  it('says what the next row holds: another occurrence, or what the one before it was', () => {
    expect(
      read('05', [
        ['now', '05'],
        ['other', '55'],
        ['other before', '55'],
        ['other first', ''],
      ]),
    ).toEqual({
      text: [['now'], ['other', 'other before', 'other first']],
      unmarked: 0,
    });
  });

  it('a category without values is an occurrence in the first row alone', () => {
    expect(
      read('08', [
        ['', '58'],
        ['old', ''],
      ]),
    ).toEqual({ text: [['', 'old']], unmarked: 0 });
    expect(
      read('05', [
        ['a', '05'],
        ['', ''],
      ]),
    ).toEqual({ text: [['a']], unmarked: 0 });
  });

  it('a row that no marker places is left out and counted, and so is the history that follows it', () => {
    expect(
      read('05', [
        ['a', ''],
        ['b', '55'],
        ['b before', '05'],
        ['c', ''],
      ]),
    ).toEqual({
      text: [['a'], ['c']],
      unmarked: 2,
    });
    expect(
      read('08', [
        ['a', 'o'],
        ['b', ''],
      ]),
    ).toEqual({ text: [['a']], unmarked: 1 });
  });

  it('a person has one residence: a second current one is left out', () => {
    expect(
      read('08', [
        ['a', '08'],
        ['b', ''],
      ]),
    ).toEqual({ text: [['a']], unmarked: 1 });
  });
});

describe('a GBA date', () => {
  const cases: readonly (readonly [string | undefined, string | null])[] = [
    ['19850304', '1985-03-04'],
    ['20080700', '2008'],
    ['19680000', '1968'],
    ['20090231', '2009'],
    ['20091300', '2009'],
    ['00000000', null],
    ['05', null],
    ['', null],
    [undefined, null],
  ];
  it.each(cases)('%s is %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it('makes of age on the eighteenth birthday; of a year alone it is known only where every day of it says the same', () => {
    const minor = (birth: string) => isMinor(partialDate.parse(birth), ON);
    expect(minor('2008-11-22')).toBe(false);
    expect(minor('2008-11-23')).toBe(true);
    expect(minor('2007')).toBe(false);
    expect(minor('2008')).toBe(null);
    expect(minor('2009')).toBe(true);
    expect(isMinor(null, ON)).toBe(null);
  });
});

const KNOWN = { state: 'KNOWN', since: '2015-06-15', underInvestigation: false } as const;
const mother: ParentFact = { ...KNOWN, since: partialDate.parse('2015-06-15'), bsn: MOTHER, sex: 'FEMALE' };
const father: ParentFact = { ...KNOWN, since: partialDate.parse('2015-06-15'), bsn: FATHER, sex: 'MALE' };
const NOBODY: ParentFact = { state: 'NONE', bsn: null, sex: 'UNKNOWN', since: null, underInvestigation: false };

function list(of: Partial<PersonList>, legal: Partial<LegalFacts> = {}): PersonList {
  return personList.parse({
    bsn: CHILD,
    givenNames: null,
    prefix: null,
    familyName: 'Test',
    birthDate: '2015-06-15',
    sex: 'UNKNOWN',
    deceasedOn: null,
    secrecy: 0,
    address: null,
    home: null,
    relatives: [],
    ...of,
    legal: {
      bornInNetherlands: true,
      livedAbroad: false,
      suspended: false,
      underGuardianship: false,
      birthUnderInvestigation: false,
      parents: [mother, father],
      partnerships: [],
      partnershipsComplete: true,
      custodyCode: null,
      custodyEnded: false,
      custodyUnderInvestigation: false,
      ...legal,
    },
  });
}
const adult = (of: Partial<PersonList>, legal: Partial<LegalFacts> = {}) =>
  list({ birthDate: partialDate.parse('1985-01-01'), ...of }, { parents: [NOBODY, NOBODY], ...legal });
const married = (other: string, until: string | null = null, from: string | null = null) => {
  const dates = {
    from: from === null ? null : partialDate.parse(from),
    until: until === null ? null : partialDate.parse(until),
  };
  return { partnerships: [{ other: bsn.parse(other), ...dates, dissolved: until !== null }] };
};
const day = (text: string) => partialDate.parse(text);

type Case = {
  readonly title: string;
  readonly child?: PersonList;
  readonly mother?: PersonList | null;
  readonly father?: PersonList | null;
  readonly is: string | null;
};
const JOINT = `JOINT_PARENTAL ${MOTHER} ${FATHER}`;
const BY_MOTHER = `SOLE_PARENTAL ${MOTHER}`;
const UNKNOWN = 'CANNOT_BE_DETERMINED';

const RECORDED: readonly Case[] = [
  { title: '12: both parents', child: list({}, { custodyCode: '12' }), is: JOINT },
  { title: '1: parent 1', child: list({}, { custodyCode: '1' }), is: BY_MOTHER },
  { title: '2: parent 2', child: list({}, { custodyCode: '2' }), is: `SOLE_PARENTAL ${FATHER}` },
  { title: '1D: parent 1 and a third', child: list({}, { custodyCode: '1D' }), is: `JOINT ${MOTHER} -OTHER` },
  { title: '2D: parent 2 and a third', child: list({}, { custodyCode: '2D' }), is: `JOINT ${FATHER} -OTHER` },
  { title: 'D: a third', child: list({}, { custodyCode: 'D' }), is: 'GUARDIANSHIP -GUARDIAN' },
  ...['C', 'CD', '1C', '2C', '3C', '3D', '3', 'x'].map((code) => ({
    title: `${code}: nothing that we know`,
    child: list({}, { custodyCode: code }),
    is: UNKNOWN,
  })),
  {
    title: '12, where nothing is known of the parents but the child: as the court said',
    child: list({}, { custodyCode: '12' }),
    mother: null,
    father: null,
    is: JOINT,
  },
  {
    title: '12, and one has died: the other alone (BW 1:253f)',
    child: list({}, { custodyCode: '12' }),
    father: adult({ bsn: FATHER, deceasedOn: day('2020-01-01') }),
    is: BY_MOTHER,
  },
  {
    title: '12, and one is under guardianship',
    child: list({}, { custodyCode: '12' }),
    father: adult({ bsn: FATHER }, { underGuardianship: true }),
    is: UNKNOWN,
  },
  {
    title: '1, and parent 1 has died',
    child: list({}, { custodyCode: '1' }),
    mother: adult({ bsn: MOTHER, deceasedOn: day('2020') }),
    is: UNKNOWN,
  },
  {
    title: '2, without a second parent',
    child: list({}, { custodyCode: '2', parents: [mother, NOBODY] }),
    is: UNKNOWN,
  },
  {
    title: 'of age: none, whatever was recorded',
    child: list({ birthDate: day('2008-11-22') }, { custodyCode: '12' }),
    is: null,
  },
  { title: 'dead: none', child: list({ deceasedOn: day('2020') }), is: null },
];

const DERIVED: readonly Case[] = [
  { title: 'married today', mother: adult({ bsn: MOTHER }, married(FATHER)), is: JOINT },
  { title: 'married, as the other list says', father: adult({ bsn: FATHER }, married(MOTHER)), is: JOINT },
  { title: 'divorced since the birth', mother: adult({ bsn: MOTHER }, married(FATHER, '2020-01-01')), is: JOINT },
  { title: 'divorced before the birth', mother: adult({ bsn: MOTHER }, married(FATHER, '2014-01-01')), is: BY_MOTHER },
  {
    title: 'divorced in the year of birth, day unknown',
    mother: adult({ bsn: MOTHER }, married(FATHER, '2015')),
    is: UNKNOWN,
  },
  {
    title: 'married, and the mother has died',
    mother: adult({ bsn: MOTHER, deceasedOn: day('2020') }, married(FATHER)),
    is: `SOLE_PARENTAL ${FATHER}`,
  },
  { title: 'never married: the mother (BW 1:253b)', is: BY_MOTHER },
  { title: 'never married, and the father has no list', father: null, is: UNKNOWN },
  { title: 'never married, and the mother has no list', mother: null, is: UNKNOWN },
  {
    title: 'never married, recognised since 2023',
    child: list({}, { parents: [mother, { ...father, since: day('2023-01-01') }] }),
    is: UNKNOWN,
  },
  {
    title: 'never married, recognised just before 2023',
    child: list({}, { parents: [mother, { ...father, since: day('2022-12-31') }] }),
    is: BY_MOTHER,
  },
  {
    title: 'never married, recognised on an unknown day',
    child: list({}, { parents: [mother, { ...father, since: null }] }),
    is: UNKNOWN,
  },
  {
    title: 'adopted by an unmarried mother',
    child: list({}, { parents: [{ ...mother, since: day('2016-01-01') }, father] }),
    is: UNKNOWN,
  },
  {
    title: 'two mothers, never married',
    child: list({}, { parents: [mother, { ...father, sex: 'FEMALE' }] }),
    is: UNKNOWN,
  },
  { title: 'one parent, the mother', child: list({}, { parents: [mother, NOBODY] }), is: BY_MOTHER },
  {
    title: 'one parent, with a partner at the birth (BW 1:253sa)',
    child: list({}, { parents: [mother, NOBODY] }),
    mother: adult({ bsn: MOTHER }, married('999950046')),
    is: UNKNOWN,
  },
  {
    title: 'one parent, who married after the birth',
    child: list({}, { parents: [mother, NOBODY] }),
    mother: adult({ bsn: MOTHER }, married('999950046', null, '2016-01-01')),
    is: BY_MOTHER,
  },
  {
    title: 'never married to the father, but to somebody else at the birth',
    mother: adult({ bsn: MOTHER }, married('999950046', '2015-06-15', '2010-01-01')),
    is: UNKNOWN,
  },
  {
    title: 'never married to the father, and to somebody else until before the birth',
    mother: adult({ bsn: MOTHER }, married('999950046', '2015-06-14')),
    is: BY_MOTHER,
  },
  {
    title: 'never married to the father, and to somebody else since a day in the year of birth',
    mother: adult({ bsn: MOTHER }, married('999950046', null, '2015')),
    is: UNKNOWN,
  },
  {
    title: 'never married to the father, and to somebody else on the very day of birth',
    mother: adult({ bsn: MOTHER }, married('999950046', null, '2015-06-15')),
    is: UNKNOWN,
  },
  { title: 'a mother who is a minor', mother: adult({ bsn: MOTHER, birthDate: day('2009-01-01') }), is: UNKNOWN },
  {
    title: 'a second parent of whom too little is known',
    child: list({}, { parents: [mother, { ...father, state: 'INCOMPLETE' }] }),
    is: UNKNOWN,
  },
  {
    title: 'a marriage on a list that could not be placed',
    father: adult({ bsn: FATHER }, { partnershipsComplete: false }),
    is: UNKNOWN,
  },
  { title: 'a parent whose list is suspended', father: adult({ bsn: FATHER }, { suspended: true }), is: UNKNOWN },
  { title: 'born abroad', child: list({}, { bornInNetherlands: false }), is: UNKNOWN },
  { title: 'has lived abroad', child: list({}, { livedAbroad: true }), is: UNKNOWN },
  { title: 'not a resident now', child: list({}, { suspended: true }), is: UNKNOWN },
  { title: 'a court decision that has ended', child: list({}, { custodyEnded: true }), is: UNKNOWN },
  { title: 'of unknown age', child: list({ birthDate: null }), is: UNKNOWN },
];

describe.each([
  ['category 11', RECORDED],
  ['no category 11', DERIVED],
])('custody with %s', (_, cases) => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(15));
  it.each(cases)('$title', (one) => {
    const lists = [
      one.mother === undefined ? adult({ bsn: MOTHER }) : one.mother,
      one.father === undefined ? adult({ bsn: FATHER }) : one.father,
    ];
    const parents = new Map(lists.flatMap((found) => (found === null ? [] : [[found.bsn as string, found] as const])));
    const custody = custodyOf(one.child ?? list({}), parents, ON);
    const text = custody?.holders.map((holder) => holder.bsn ?? `-${holder.kind}`);
    expect(custody === null ? null : [custody.kind, ...(text ?? [])].join(' ')).toBe(one.is);
  });
});

describe('custody under investigation', () => {
  const under = (child: PersonList) => custodyOf(child, new Map(), ON)?.underInvestigation;
  it('is so for what custody rests on', () => {
    expect(under(list({}, { custodyCode: '12' }))).toBe(false);
    expect(under(list({}, { custodyCode: '12', custodyUnderInvestigation: true }))).toBe(true);
    expect(under(list({}, { parents: [mother, { ...father, underInvestigation: true }] }))).toBe(true);
    expect(under(list({}, { birthUnderInvestigation: true }))).toBe(true);
    // A court's decision does not rest on who is a parent in law.
    expect(under(list({}, { custodyCode: '12', birthUnderInvestigation: true }))).toBe(false);
  });
});

describe('a living group', () => {
  const at = (number: string, ...relatives: (readonly ['PARENT' | 'PARTNER' | 'CHILD', string])[]) => ({
    bsn: bsn.parse(number),
    relatives: relatives.map(([role, other]) => ({
      ...{ role, bsn: bsn.parse(other), givenNames: null, prefix: null, familyName: 'x', birthDate: null },
      sex: 'UNKNOWN' as const,
    })),
  });
  it('is one through partners, parents and children, whoever of them says so', () => {
    expect(livingGroups([at(MOTHER), at(FATHER, ['PARTNER', MOTHER]), at(CHILD, ['PARENT', FATHER])])).toEqual([
      [MOTHER, FATHER, CHILD],
    ]);
  });
  it('holds brothers and sisters whose parent lives elsewhere', () => {
    expect(livingGroups([at('999950265', ['PARENT', '999950150']), at('999950277', ['PARENT', '999950150'])])).toEqual([
      ['999950265', '999950277'],
    ]);
  });
  it('is none of people who are nothing to each other, and none of one', () => {
    expect(livingGroups([at(MOTHER), at(FATHER), at(CHILD, ['PARENT', '999950150'])])).toEqual([]);
  });
  it('two families at one address are two', () => {
    expect(
      livingGroups([
        at(MOTHER, ['CHILD', CHILD]),
        at(CHILD),
        at('999950046'),
        at('999950058', ['PARTNER', '999950046']),
      ]),
    ).toEqual([[MOTHER, CHILD].sort(), ['999950046', '999950058']]);
  });
});
