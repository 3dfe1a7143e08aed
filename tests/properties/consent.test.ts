// What an event may do to consents, over generated families: a withdrawal, a refusal, a birthday or a change of custody never opens more than
// the rules of that event say. What is open is a set of (role, purpose, category); the rules are said here once more, in another shape.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentRulesOf } from '../../gateway/gather/consent-rules.ts';
import { type ConsentCircumstances, isValid } from '../../gateway/gather/consent-validity.ts';
import { partsOf } from '../../gateway/gather/refused-later.ts';
import { dayOf } from '../../gateway/vocabulary/clock.ts';
import type { Fact } from '../../gateway/vocabulary/facts.ts';
import { type ConsentStatement, type StoredConsent, storedConsent } from '../../gateway/vocabulary/stored.ts';
import { birthdayAt } from '../../schema/days.ts';
import type { CustodyFact } from '../../schema/facts-format.ts';
import { type InnerKey, innerKey, localDate, oin } from '../../schema/identifiers.ts';

const [CHILD, MOTHER, FATHER, AUNT] = ['child', 'mother', 'father', 'aunt'].map((name) =>
  innerKey.parse(`person-${name}-0001`),
) as [InnerKey, InnerKey, InnerKey, InnerKey];
const INSTITUTION = oin.parse('00000001000000000009');
const TODAY = localDate.parse('2026-11-22');
const NOW = Date.parse('2026-11-22T12:00:00+01:00');
const DAY = 86_400_000;

const statement: fc.Arbitrary<ConsentStatement> = fc
  .record({
    by: fc.constantFrom(CHILD, MOTHER, FATHER, AUNT, INSTITUTION),
    capacity: fc.constantFrom('SELF', 'CUSTODY_HOLDER', 'REPRESENTATIVE', 'GUARDIAN_INSTITUTION', 'PROFESSIONALS'),
    answer: fc.oneof(
      { weight: 4, arbitrary: fc.constant('GIVEN' as const) },
      { weight: 1, arbitrary: fc.constantFrom('REFUSED', 'WITHDRAWN') },
    ),
    before: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ by, capacity, answer, before }) => ({
    by,
    capacity: fitting(by, capacity),
    answer,
    at: moment(NOW - before * DAY),
  }));

/** Mostly what each of them would be recorded as. */
function fitting(by: ConsentStatement['by'], drawn: ConsentStatement['capacity']): ConsentStatement['capacity'] {
  if (drawn === 'REPRESENTATIVE' || drawn === 'PROFESSIONALS') return drawn;
  return by === CHILD ? 'SELF' : by === INSTITUTION ? 'GUARDIAN_INSTITUTION' : 'CUSTODY_HOLDER';
}

const moment = (at: number) => storedConsent.shape.recordedOn.parse(new Date(at).toISOString());

const consent: fc.Arbitrary<Omit<StoredConsent, 'id'>> = fc
  .record({
    statements: fc.array(statement, { maxLength: 5 }),
    categories: fc.subarray(['PLAN', 'INVOLVEMENT', 'SUPPORT'] as const, { minLength: 1 }),
    roles: fc.subarray(['FAMILY_WORKER', 'FIXED_CONTACT'] as const, { minLength: 1 }),
    incapable: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map(({ statements, categories, roles, incapable }) => {
    const { id: _, ...made } = storedConsent.parse({
      id: 'consent-0',
      about: CHILD,
      holder: '00000001000000000002',
      recipient: '00000001000000000001',
      roles,
      purposes: ['SUPPORT_PLAN'],
      categories,
      from: '2026-01-01',
      until: '2027-06-30',
      textVersion: 'folder-1',
      evidence: 'form',
      recordedBy: 'colleague',
      recordedOn: '2026-01-01T10:00:00+01:00',
      details: {
        language: 'nl',
        interpreter: false,
        channel: 'SIGNED_PAPER',
        evidenceHash: null,
        freedom: 'told',
        conditions: { notWith: [], text: null },
        recorder: null,
        incapable: incapable ? { judgedBy: 'a doctor', on: '2026-01-01' } : null,
      },
      statements,
    });
    return made;
  });
const consents: fc.Arbitrary<readonly StoredConsent[]> = fc
  .array(consent, { minLength: 1, maxLength: 3 })
  .map((list) => list.map((one, at) => ({ ...one, id: `consent-${at}` })));

const holder = (id: InnerKey | null) => ({ id, kind: id === null ? ('GUARDIAN' as const) : ('PARENT' as const) });
const custody: fc.Arbitrary<Fact<CustodyFact | null>> = fc.constantFrom<Fact<CustodyFact | null>>(
  ...(
    [
      ['JOINT_PARENTAL', [MOTHER, FATHER]],
      ['SOLE_PARENTAL', [MOTHER]],
      ['SOLE_PARENTAL', [FATHER]],
      ['JOINT', [MOTHER, AUNT]],
      ['GUARDIANSHIP', [AUNT]],
      ['GUARDIANSHIP', [null]],
      ['CANNOT_BE_DETERMINED', []],
      ['TEMPORARILY_NONE', []],
      ['SUSPENDED', [MOTHER]],
    ] as const
  ).map(([kind, holders]) => ({
    state: 'KNOWN' as const,
    value: { kind, underInvestigation: false, holders: holders.map(holder) },
  })),
  {
    state: 'KNOWN',
    value: { kind: 'JOINT_PARENTAL', underInvestigation: true, holders: [holder(MOTHER), holder(FATHER)] },
  },
  { state: 'KNOWN', value: null },
  { state: 'UNKNOWN' },
  { state: 'UNAVAILABLE' },
);
const rules = fc
  .record({
    'one-custody-holder-suffices': fc.boolean(),
    'child-from-twelve-decides-alone': fc.boolean(),
    'custody-stands-in-from-sixteen': fc.boolean(),
  })
  .map(consentRulesOf);
const age = fc.integer({ min: 0, max: 20 });
/** Born so many years and days ago. */
const birthDay = fc
  .record({ age, days: fc.integer({ min: 0, max: 364 }) })
  .map(({ age: years, days }) =>
    localDate.parse(`${2025 - years}-${new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(5, 10)}`),
  );

type Family = Pick<ConsentCircumstances, 'custody' | 'rules' | 'birthDate'>;
const family: fc.Arbitrary<Family> = fc
  .record({ custody, rules, birth: birthDay })
  .map(({ birth, ...more }) => ({ ...more, birthDate: { state: 'KNOWN', value: birth } as const }));

function open(all: readonly StoredConsent[], one: Family, now = NOW): ReadonlySet<string> {
  const at = { ...one, now, today: dayOf(now), deceased: { state: 'KNOWN', value: false } as const };
  const parts = all.flatMap((each) => partsOf(each, all, now)).filter((part) => isValid(part, at));
  return new Set(
    parts.flatMap(({ roles, purposes, categories }) =>
      roles.flatMap((role) =>
        purposes.flatMap((purpose) => categories.map((category) => `${role}/${purpose}/${category}`)),
      ),
    ),
  );
}
const beyond = (after: ReadonlySet<string>, before: ReadonlySet<string>): readonly string[] =>
  [...after].filter((cell) => !before.has(cell));

const RUNS = { numRuns: 1500 };

describe('Consents of generated families', () => {
  it('open often enough for what follows to mean something, at every age', () => {
    const opened = fc
      .sample(fc.tuple(consents, family), { numRuns: 4000, seed: 7 })
      .filter(([all, one]) => open(all, one).size > 0);
    const ages = new Set(
      opened.map(([, { birthDate }]) =>
        birthDate.state === 'KNOWN' ? 2025 - Number(birthDate.value?.slice(0, 4)) : -1,
      ),
    );
    expect(opened.length).toBeGreaterThan(150);
    for (const some of [5, 13, 17, 19]) expect([some, ages.has(some)]).toEqual([some, true]);
  });

  it.each(['REFUSED', 'WITHDRAWN'] as const)(
    'open no more after somebody said %s, whoever, whenever and on whatever form',
    (answer) => {
      fc.assert(
        fc.property(consents, family, statement, fc.nat(2), (all, one, said, at) => {
          const no = { ...said, answer };
          const after = all.map((each, index) =>
            index === at % all.length ? { ...each, statements: [...each.statements, no] } : each,
          );
          expect(beyond(open(after, one), open(all, one))).toEqual([]);
        }),
        RUNS,
      );
    },
  );

  it('open no more after a new form on which people only said no', () => {
    fc.assert(
      fc.property(consents, family, consent, (all, one, form) => {
        const noes = form.statements.map((said) => ({ ...said, answer: 'REFUSED' as const }));
        const after = [...all, { ...form, id: 'consent-new', statements: noes }];
        expect(beyond(open(after, one), open(all, one))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('close whatever the person said no to last, from twelve on, on whatever form', () => {
    fc.assert(
      fc.property(consents, family, (all, one) => {
        if (one.birthDate.state !== 'KNOWN' || one.birthDate.value === null) return;
        if (TODAY < birthdayAt(localDate.parse(one.birthDate.value), 12)) return;
        const no = { by: CHILD, capacity: 'SELF' as const, answer: 'REFUSED' as const, at: moment(NOW) };
        const after = all.map((each) => ({ ...each, statements: [...each.statements, no] }));
        expect([...open(after, one)]).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each([12, 16, 18])('open no more at midnight of the birthday at %i', (years) => {
    fc.assert(
      fc.property(consents, family, (all, one) => {
        const onTheDay = {
          ...one,
          birthDate: { state: 'KNOWN', value: localDate.parse(`${2026 - years}-11-23`) } as const,
        };
        const [before, after] = [Date.parse('2026-11-22T23:59:59+01:00'), Date.parse('2026-11-23T00:00:00+01:00')];
        expect(beyond(open(all, onTheDay, after), open(all, onTheDay, before))).toEqual([]);
        // At twelve the own word is needed, and there is none yet.
        const capable = all.every(({ details }) => details?.incapable === null);
        if (years === 12 && capable) expect([...open(all, onTheDay, after)]).toEqual([]);
      }),
      RUNS,
    );
  });

  it('open after a change of custody only that to which everybody who has it now said yes', () => {
    fc.assert(
      fc.property(consents, family, custody, (all, one, now) => {
        const changed = { ...one, custody: now };
        const more = beyond(open(all, changed), open(all, one));
        if (more.length === 0) return;
        if (now.state !== 'KNOWN' || now.value === null || now.value.underInvestigation)
          throw new Error('custody that nobody can establish opened something');
        const holders = now.value.holders.map(({ id }) => id ?? INSTITUTION);
        expect(holders.length).toBeGreaterThan(0);
        const yes = (record: StoredConsent, who: ConsentStatement['by']): boolean =>
          record.statements.some(({ by, answer }) => by === who && answer === 'GIVEN');
        const enough = (record: StoredConsent): boolean =>
          one.rules.oneHolderSuffices
            ? holders.some((who) => yes(record, who))
            : holders.every((who) => yes(record, who));
        expect(all.some(enough)).toBe(true);
      }),
      RUNS,
    );
  });

  it('open nothing about who died, or whose age nobody knows', () => {
    fc.assert(
      fc.property(consents, family, (all, one) => {
        expect([...open(all, { ...one, birthDate: { state: 'UNKNOWN' } })]).toEqual([]);
        const dead = { ...one, now: NOW, today: TODAY, deceased: { state: 'KNOWN', value: true } as const };
        expect(all.some((each) => isValid(each, dead))).toBe(false);
      }),
      RUNS,
    );
  });
});
