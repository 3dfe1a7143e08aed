// Shields: what each kind takes out of the question, before whom, and what stays untouched. The decision never changes.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { shield } from '../../gateway/shield/shield.ts';
import { whoseShields } from '../../gateway/shield/whose.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import { cellKeyOf } from '../../gateway/vocabulary/decision.ts';
import { type StoredShield, storedShield } from '../../gateway/vocabulary/stored.ts';
import { subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { innerKey } from '../../schema/identifiers.ts';
import {
  ask,
  asking,
  CASE,
  CHILD,
  child,
  type FactsChange,
  factsWith,
  HOLDERS,
  MOTHER,
  MOTHER_FACTS,
  mother,
  OWN,
  policyWith,
  REGISTER,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  VT,
} from './decide-world.ts';

const CATEGORIES = ['ADDRESS', 'IDENTITY', 'PLAN', 'REPORTER', 'INVOLVEMENT'] as const;
const law = [
  rowWith({ id: 'own-task', force: 'OWN', sources: [], categories: CATEGORIES }),
  rowWith({ id: 'duty', force: 'MUST', categories: CATEGORIES }),
];
const at = (kind: string, whose: string) =>
  ruleWith({
    id: `${kind}-${whose}`.toLowerCase().replaceAll('_', '-'),
    source: { kind, whose },
    categories: CATEGORIES,
    disclosure: whose === 'OWN' ? [] : ['duty'],
  });
const rules = [at('LOCAL_TEAM', 'OWN'), at('LOCAL_TEAM', 'OTHER'), at('VEILIG_THUIS', 'OTHER'), at('PERSONS', 'OTHER')];
const asks = [
  ask('PERSONS', 'ADDRESS'),
  ask('PERSONS', 'IDENTITY'),
  ask('LOCAL_TEAM', 'PLAN'),
  ask('LOCAL_TEAM', 'ADDRESS'),
  ask('VEILIG_THUIS', 'PLAN'),
  ask('VEILIG_THUIS', 'REPORTER'),
  ask('VEILIG_THUIS', 'INVOLVEMENT'),
];
const FAMILY = [subjectFacts(), MOTHER_FACTS];

const placed = (more: object): StoredShield =>
  storedShield.parse({
    id: 'shield-1',
    subject: MOTHER,
    kind: 'ADDRESS',
    towards: null,
    holder: null,
    categories: null,
    from: '2026-01-01',
    until: null,
    ...more,
  });

function run(shields: readonly StoredShield[], change: FactsChange = {}) {
  const facts = factsWith({ subjects: FAMILY, ...change });
  const decision = compilePolicy(policyWith(rules, { law })).decide(facts, asking(asks));
  return { decision, asked: shield(decision, facts, shields), bare: shield(decision, facts, []) };
}
/** What the shields took, as `who holder category`. */
function taken(shields: readonly StoredShield[], change: FactsChange = {}): readonly string[] {
  const { asked, bare } = run(shields, change);
  const names: Record<string, string> = {
    [child]: 'child',
    [mother]: 'mother',
    [OWN]: 'own',
    [TEAM]: 'team',
    [VT]: 'vt',
    [REGISTER]: 'register',
  };
  return [...bare.asked.keys()]
    .filter((key) => !asked.asked.has(key))
    .map((key) =>
      key
        .split('|')
        .map((part) => names[part] ?? part)
        .join(' '),
    );
}

describe('without a shield', () => {
  it('all that is opened is asked, with its locating fields', () => {
    const { asked, decision } = run([]);
    expect(asked.asked.size).toBe(18);
    expect([...asked.asked.keys()]).toEqual([...asked.opened]);
    expect([...asked.asked.values()].every(({ withoutLocating }) => !withoutLocating)).toBe(true);
    expect(asked.decision).toBe(decision);
    expect(asked.shields).toEqual([]);
  });

  it('a closed cell is neither', () => {
    const facts = factsWith({ subjects: FAMILY });
    const decision = compilePolicy(policyWith([], { law })).decide(facts, asking(asks));
    const asked = shield(decision, facts, []);
    expect(decision.cells.size).toBe(18);
    expect([asked.opened.size, asked.asked.size]).toEqual([0, 0]);
  });
});

describe('a shield changes only what is asked', () => {
  it('a secret address takes the address of the person and of the children, at every source, and leaves it reported', () => {
    const { asked, bare, decision } = run([placed({})]);
    expect(taken([placed({})])).toEqual([
      'child own ADDRESS',
      'child team ADDRESS',
      'child register ADDRESS',
      'mother own ADDRESS',
      'mother team ADDRESS',
      'mother register ADDRESS',
    ]);
    expect(asked.opened).toEqual(bare.opened);
    expect(asked.decision).toBe(decision);
    expect(asked.shields.length).toBe(6);
    expect(new Set(asked.shields.map(({ kind }) => kind))).toEqual(new Set(['ADDRESS']));
  });

  it("one on a child takes that child's address alone", () => {
    expect(taken([placed({ subject: CHILD })])).toEqual([
      'child own ADDRESS',
      'child team ADDRESS',
      'child register ADDRESS',
    ]);
  });

  it('a location shield takes the address and every locating field, for the children too', () => {
    const { asked } = run([placed({ kind: 'LOCATION' })]);
    expect([...asked.asked.values()].map(({ withoutLocating }) => withoutLocating)).toEqual(Array(12).fill(true));
    const onChild = run([placed({ kind: 'LOCATION', subject: CHILD })]).asked;
    expect(onChild.asked.get(cellKeyOf(mother, TEAM, 'PLAN'))?.withoutLocating).toBe(false);
    expect(onChild.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.withoutLocating).toBe(true);
  });

  it("a location shield drops a holder that tells the place with its reported cells, unless it is of the case's region or the own organisation", () => {
    const telling = (region: string, which: string) =>
      new Map([
        [
          CASE,
          HOLDERS.map((one) =>
            one.organisation.oin === which
              ? { ...one, tellsPlace: true, organisation: { ...one.organisation, region } }
              : one,
          ),
        ],
      ]);
    const at = (holders: ReturnType<typeof telling>, oin: typeof VT) => {
      const { opened, asked } = run([placed({ kind: 'LOCATION' })], { holders }).asked;
      return [opened.has(cellKeyOf(mother, oin, 'PLAN')), asked.has(cellKeyOf(mother, oin, 'PLAN'))];
    };
    expect(at(telling('Duinvoorde', VT), VT)).toEqual([false, false]);
    expect(at(telling('Lindemeer', VT), VT)).toEqual([true, true]);
    expect(at(telling('Duinvoorde', OWN), OWN)).toEqual([true, true]);
    expect(at(new Map([[CASE, [...HOLDERS]]]), VT)).toEqual([true, true]);
  });

  it('an address shield drops no holder', () => {
    const holders = new Map([
      [
        CASE,
        HOLDERS.map((one) => ({
          ...one,
          tellsPlace: true,
          organisation: { ...one.organisation, region: 'Duinvoorde' },
        })),
      ],
    ]);
    expect(run([placed({})], { holders }).asked.opened.size).toBe(18);
  });

  it('a reporter shield takes the reporter of that person', () => {
    expect(taken([placed({ kind: 'REPORTER' })])).toEqual(['mother vt REPORTER']);
  });

  it("a hold takes what it names at the holder it names, but not from the holder's own people", () => {
    expect(taken([placed({ kind: 'HOLD', holder: VT, categories: ['PLAN'] })])).toEqual(['mother vt PLAN']);
    expect(taken([placed({ kind: 'HOLD', holder: VT })])).toEqual([
      'mother vt PLAN',
      'mother vt REPORTER',
      'mother vt INVOLVEMENT',
    ]);
    expect(taken([placed({ kind: 'HOLD', categories: ['PLAN'] })])).toEqual(['mother team PLAN', 'mother vt PLAN']);
    expect(taken([placed({ kind: 'HOLD', holder: OWN })])).toEqual([]);
  });

  it('a contact ban and an unsafe own view never blind the professional', () => {
    expect(taken([placed({ kind: 'CONTACT_BAN' }), placed({ kind: 'OWN_VIEW', subject: CHILD })])).toEqual([]);
  });
});

describe('whoever has custody over a child of the case and stands in none of its places', () => {
  const OUTSIDE = innerKey.parse('outside-of-the-case');
  const OTHER_CHILD = innerKey.parse('other-child-of-case');
  const custodyOf = (...ids: readonly (typeof OUTSIDE | null)[]) =>
    ({
      state: 'KNOWN',
      value: {
        kind: 'CANNOT_BE_DETERMINED',
        underInvestigation: true,
        holders: ids.map((id) => ({ id, kind: 'PARENT' as const })),
      },
    }) as const;
  const subjects = [
    subjectFacts({ custody: custodyOf(OUTSIDE, null) }),
    subjectFacts({ key: subjectKeyOf(CASE, OTHER_CHILD), person: OTHER_CHILD, custody: custodyOf(MOTHER) }),
    MOTHER_FACTS,
  ];

  it('is among those whose shields count, settled or not', () => {
    const facts = factsWith({ subjects });
    expect([...whoseShields(facts)].sort()).toEqual([CHILD, MOTHER, OTHER_CHILD, OUTSIDE].sort());
  });

  it('hides that child with the own address, and no other', () => {
    expect(taken([placed({ subject: OUTSIDE })], { subjects })).toEqual([
      'child own ADDRESS',
      'child team ADDRESS',
      'child register ADDRESS',
    ]);
    const { asked } = run([placed({ kind: 'LOCATION', subject: OUTSIDE })], { subjects });
    expect(asked.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.withoutLocating).toBe(true);
    expect(asked.asked.get(cellKeyOf(mother, TEAM, 'PLAN'))?.withoutLocating).toBe(false);
    expect(taken([placed({ subject: innerKey.parse('nobody-at-all-here') })], { subjects })).toEqual([]);
  });

  it('cannot be told while the register is out of reach: nothing that locates is asked of whoever the register has, shield or none', () => {
    const unavailable = { state: 'UNAVAILABLE' } as const;
    const down = [subjectFacts({ custody: unavailable }), subjectFacts({ ...MOTHER_FACTS })];
    const { asked, bare } = run([], { subjects: down });
    expect(bare.asked.has(cellKeyOf(child, REGISTER, 'ADDRESS'))).toBe(false);
    expect(bare.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.withoutLocating).toBe(true);
    expect(bare.asked.has(cellKeyOf(mother, REGISTER, 'ADDRESS'))).toBe(true);
    expect(bare.opened.has(cellKeyOf(child, REGISTER, 'ADDRESS'))).toBe(true);
    const shielded = run([placed({ kind: 'LOCATION', subject: OUTSIDE })], { subjects: down }).asked;
    expect([...shielded.asked]).toEqual([...asked.asked]);
  });
});

describe('before whom and when it stands', () => {
  it.each([
    ['everyone', null, 3],
    ['the own organisation', OWN, 3],
    ['another organisation', TEAM, 0],
    ['one person', MOTHER, 0],
  ])('towards %s', (_whom, towards, count) => {
    expect(taken([placed({ subject: CHILD, towards })]).length).toBe(count);
  });

  it.each([
    [{ from: '2026-11-20' }, 3],
    [{ from: '2026-11-21' }, 0],
    [{ until: '2026-11-20' }, 3],
    [{ until: '2026-11-19' }, 0],
  ])('%j', (period, count) => {
    expect(taken([placed({ subject: CHILD, ...period })]).length).toBe(count);
  });
});

describe('in an own view', () => {
  const BANNED = innerKey.parse('banned-from-contact');
  const self = subjectFacts({ ...MOTHER_FACTS, isCaller: true });
  // Only authenticate makes callers.
  const asSubject: FactsChange = {
    caller: { kind: 'DATA_SUBJECT', role: 'DATA_SUBJECT' } as Caller,
    organisation: null,
    organisationKind: null,
    subjects: [self, subjectFacts()],
  };
  const subjectRules = rules.slice(1).map((rule) => ({
    ...rule,
    recipient: { kinds: [], roles: ['DATA_SUBJECT' as const], purposes: ['SUPPORT_PLAN' as const] },
    source: { ...rule.source, whose: 'OTHER' as const },
  }));
  const purposes = [
    {
      purpose: 'SUPPORT_PLAN' as const,
      activity: 'https://samenzicht.example/register/x',
      users: [{ kind: null, roles: ['DATA_SUBJECT' as const] }],
    },
  ];
  const leftOf = (shields: readonly StoredShield[]) => {
    const facts = factsWith(asSubject);
    const decision = compilePolicy(
      policyWith(subjectRules, { law: law.map((row) => ({ ...row, regimes: ['SUBJECT_RIGHT' as const] })), purposes }),
    ).decide(facts, asking(asks));
    const { asked } = shield(decision, facts, shields);
    return {
      mother: [...asked.keys()].filter((key) => key.startsWith(mother)).length,
      child: [...asked.keys()].filter((key) => key.startsWith(child)).length,
    };
  };

  it('without shields both are asked about', () => {
    expect(leftOf([])).toEqual({ mother: 9, child: 9 });
  });

  it('a contact ban towards the asker takes all of the protected person, one towards somebody else nothing', () => {
    expect(leftOf([placed({ kind: 'CONTACT_BAN', subject: CHILD, towards: MOTHER })])).toEqual({ mother: 9, child: 0 });
    expect(leftOf([placed({ kind: 'CONTACT_BAN', subject: CHILD, towards: BANNED })])).toEqual({ mother: 9, child: 9 });
    expect(leftOf([placed({ kind: 'CONTACT_BAN', subject: MOTHER })])).toEqual({ mother: 9, child: 9 });
  });

  it('an unsafe own view takes everything', () => {
    expect(leftOf([placed({ kind: 'OWN_VIEW', subject: MOTHER })])).toEqual({ mother: 0, child: 0 });
    expect(leftOf([placed({ kind: 'OWN_VIEW', subject: CHILD })])).toEqual({ mother: 9, child: 0 });
  });

  it('a location shield takes what a holder that tells the place has, and leaves that holder where it stands for everyone', () => {
    const telling = HOLDERS.map((one) =>
      one.organisation.oin === VT
        ? { ...one, tellsPlace: true, organisation: { ...one.organisation, region: 'Duinvoorde' } }
        : one,
    );
    const facts = factsWith({ ...asSubject, holders: new Map([[CASE, telling]]) });
    const decide = compilePolicy(
      policyWith(subjectRules, { law: law.map((row) => ({ ...row, regimes: ['SUBJECT_RIGHT' as const] })), purposes }),
    ).decide(facts, asking([...asks, ask('VEILIG_THUIS', 'SAFETY')]));
    const [bare, hidden] = [[], [placed({ kind: 'LOCATION' })]].map((shields) => shield(decide, facts, shields));
    const atVt = (keys: Iterable<string>) => [...keys].filter((key) => key.includes(VT)).length;
    expect(atVt(bare?.asked.keys() ?? [])).toBe(6);
    expect(atVt(hidden?.asked.keys() ?? [])).toBe(0);
    expect(hidden?.opened).toEqual(bare?.opened);
    expect([hidden?.unseen?.size, bare?.unseen?.size]).toEqual([0, 0]);
  });

  it('a secret address is not shown in it either: whoever holds the login may not be its owner', () => {
    expect(leftOf([placed({})])).toEqual({ mother: 6, child: 6 });
  });
});

describe('received rows', () => {
  it('open from the origins where the same category of the same person is asked too', () => {
    const { asked } = run([]);
    expect(asked.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.origins).toEqual([OWN, VT]);
    expect(asked.asked.get(cellKeyOf(child, VT, 'INVOLVEMENT'))?.origins).toEqual([]);
  });

  it('stay closed where their origin is on hold', () => {
    const { asked } = run([placed({ kind: 'HOLD', subject: CHILD, holder: VT })]);
    expect(asked.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.origins).toEqual([OWN]);
  });
});
