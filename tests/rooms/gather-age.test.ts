// Ages in the Netherlands to the day, custody as the register tells it, and when a consent holds.
import { describe, expect, it } from 'vitest';
import { ageOf, minorityEndsOf } from '../../gateway/gather/age.ts';
import { consentRulesOf } from '../../gateway/gather/consent-rules.ts';
import { isValid } from '../../gateway/gather/consent-validity.ts';
import { childrenOf, holdersOf, ruleCapacitiesOf } from '../../gateway/gather/custody.ts';
import { dayOf } from '../../gateway/vocabulary/clock.ts';
import type { Fact } from '../../gateway/vocabulary/facts.ts';
import { type StoredConsent, storedConsent } from '../../gateway/vocabulary/stored.ts';
import { type CustodyFact, custodyFact } from '../../schema/facts-format.ts';
import { innerKey, localDate, partialDate } from '../../schema/identifiers.ts';

const ageAt = (birth: string | null, moment: string) =>
  ageOf(birth === null ? null : partialDate.parse(birth), dayOf(Date.parse(moment)));
const known = <Value>(value: Value) => ({ state: 'KNOWN' as const, value });
const UNKNOWN = { state: 'UNKNOWN' as const };

describe('age today', () => {
  it.each([
    // The evening before in UTC is already the birthday in Amsterdam: winter time is an hour ahead, summer time two.
    ['2014-11-21', '2026-11-20T22:59:59Z', 11],
    ['2014-11-21', '2026-11-20T23:00:00Z', 12],
    ['2010-07-01', '2026-06-30T21:59:59Z', 15],
    ['2010-07-01', '2026-06-30T22:00:00Z', 16],
    // The night in which summer time starts, and the one in which it ends.
    ['2008-03-29', '2026-03-28T22:59:59Z', 17],
    ['2008-03-29', '2026-03-28T23:00:00Z', 18],
    ['2008-10-25', '2026-10-24T21:59:59Z', 17],
    ['2008-10-25', '2026-10-24T22:00:00Z', 18],
    // 29 February: on 1 March in other years, on the day itself in a leap year.
    ['2008-02-29', '2026-02-28T12:00:00Z', 17],
    ['2008-02-29', '2026-03-01T12:00:00Z', 18],
    ['2012-02-29', '2024-02-28T12:00:00Z', 11],
    ['2012-02-29', '2024-02-29T12:00:00Z', 12],
  ])('born %s, at %s: %i', (birth, moment, age) => {
    expect(ageAt(birth, moment)).toEqual(known(age));
  });

  it.each([[null], ['2014'], ['2027-01-01']])('with birth date %s it is unknown', (birth) => {
    expect(ageAt(birth, '2026-11-20T12:00:00Z')).toEqual(UNKNOWN);
  });

  it('minority ends at the eighteenth birthday; for a year alone at its last possible day, and where that is open it is unknown', () => {
    const ends = (birth: string | null) =>
      minorityEndsOf(birth === null ? null : partialDate.parse(birth), localDate.parse('2026-11-20'));
    expect(ends('2008-11-20')).toEqual(known('2026-11-20'));
    expect(ends('2008-11-21')).toEqual(known(null));
    expect(ends('1980')).toEqual(known('1998-12-31'));
    expect(ends('2008')).toEqual(UNKNOWN);
    expect(ends('2009')).toEqual(known(null));
    expect(ends(null)).toEqual(UNKNOWN);
  });
});

const [CHILD, MOTHER, FATHER, SISTER] = ['child', 'mother', 'father', 'sister'].map((name) =>
  innerKey.parse(`${name}-of-the-case`),
) as [never, never, never, never];
const custody = (kind: string, holders: readonly unknown[], underInvestigation = false): Fact<CustodyFact> =>
  known(custodyFact.parse({ kind, underInvestigation, holders: holders.map((id) => ({ id, kind: 'PARENT' })) }));
const joint = custody('JOINT_PARENTAL', [MOTHER, FATHER]);

describe('custody', () => {
  it.each([
    ['undetermined', custody('CANNOT_BE_DETERMINED', [MOTHER])],
    ['temporarily with nobody', custody('TEMPORARILY_NONE', [MOTHER])],
    ['suspended', custody('SUSPENDED', [MOTHER])],
    ['partly with an institution', custody('PARTLY_INSTITUTION', [MOTHER])],
    ['under investigation', custody('JOINT_PARENTAL', [MOTHER, FATHER], true)],
    ['joint with one holder', custody('JOINT_PARENTAL', [MOTHER])],
    ['sole with two holders', custody('SOLE_PARENTAL', [MOTHER, FATHER])],
    ['not recorded', known(null)],
  ])('attack 37: %s is unknown', (_how, fact) => {
    expect(holdersOf(fact)).toEqual(UNKNOWN);
  });

  it('that could not be asked is unavailable', () => {
    expect(holdersOf({ state: 'UNAVAILABLE' })).toEqual({ state: 'UNAVAILABLE' });
  });

  it('makes a parent one with or without it, per child of the case', () => {
    const one = [{ person: CHILD, custody: joint }];
    const sole = { person: SISTER, custody: custody('SOLE_PARENTAL', [FATHER]) };
    expect(ruleCapacitiesOf(MOTHER, ['PARENT'], one)).toEqual(known(['PARENT_WITH_CUSTODY']));
    expect(ruleCapacitiesOf(MOTHER, ['PARENT'], [sole])).toEqual(known(['PARENT_WITHOUT_CUSTODY']));
    expect(ruleCapacitiesOf(MOTHER, ['PARENT', 'PARTNER'], [...one, sole])).toEqual(
      known(['PARTNER', 'PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY']),
    );
  });

  it('attack 37: that is unsettled over the only child, or a parent without any child in the case, is unknown', () => {
    const unsettled = { person: CHILD, custody: custody('CANNOT_BE_DETERMINED', []) };
    expect(ruleCapacitiesOf(MOTHER, ['PARENT'], [unsettled])).toEqual(UNKNOWN);
    expect(ruleCapacitiesOf(MOTHER, ['PARENT'], [])).toEqual(UNKNOWN);
    expect(
      ruleCapacitiesOf(MOTHER, ['PARENT'], [unsettled, { person: SISTER, custody: { state: 'UNAVAILABLE' } }]),
    ).toEqual({ state: 'UNAVAILABLE' });
    expect(
      ruleCapacitiesOf(
        MOTHER,
        ['PARENT'],
        [unsettled, { person: SISTER, custody: custody('SOLE_PARENTAL', [FATHER]) }],
      ),
    ).toEqual(UNKNOWN);
  });

  it('tells whose parent somebody is, or that it cannot be told', () => {
    expect(childrenOf(MOTHER, [{ person: CHILD, custody: joint }])).toEqual(known([CHILD]));
    expect(
      childrenOf(MOTHER, [
        { person: CHILD, custody: joint },
        { person: SISTER, custody: UNKNOWN },
      ]),
    ).toEqual(UNKNOWN);
  });
});

describe('a consent holds', () => {
  const GIVEN_AT = '2026-03-10T10:00:00+01:00';
  const statement = (by: string, answer = 'GIVEN', more: object = {}) => ({
    by,
    capacity: by === CHILD ? 'SELF' : 'CUSTODY_HOLDER',
    answer,
    at: GIVEN_AT,
    ...more,
  });
  const consent = (statements: readonly object[], more: object = {}): StoredConsent =>
    storedConsent.parse({
      id: 'consent-1',
      about: CHILD,
      holder: '00000000000000000002',
      recipient: '00000000000000000001',
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['PLAN'],
      from: '2026-03-01',
      until: '2026-12-31',
      textVersion: 'folder-1',
      evidence: 'form',
      recordedBy: 'colleague',
      recordedOn: GIVEN_AT,
      statements,
      ...more,
    });
  const holds = (one: StoredConsent, birth: string | null, more: object = {}, rules: object = {}) => {
    const now = Date.parse('2026-11-20T12:00:00+01:00');
    const birthDate = birth === null ? UNKNOWN : known(partialDate.parse(birth));
    return isValid(one, {
      now,
      today: dayOf(now),
      birthDate,
      deceased: known(false),
      custody: joint,
      rules: { ...consentRulesOf({}), ...rules },
      ...more,
    });
  };
  const [AGE_8, AGE_13, AGE_16, AGE_18] = ['2018-01-01', '2013-01-01', '2010-11-20', '2008-11-20'];
  const parents = [statement(MOTHER), statement(FATHER)];

  it('under twelve by all holders of custody, whatever the child said', () => {
    expect(holds(consent(parents), AGE_8)).toBe(true);
    expect(holds(consent([...parents, statement(CHILD, 'REFUSED')]), AGE_8)).toBe(true);
    expect(holds(consent([statement(MOTHER)]), AGE_8)).toBe(false);
    expect(holds(consent([statement(MOTHER), statement(FATHER, 'REFUSED')]), AGE_8)).toBe(false);
  });

  it("from twelve by the child and all holders of custody; the child's refusal or silence blocks", () => {
    expect(holds(consent([statement(CHILD), ...parents]), AGE_13)).toBe(true);
    expect(holds(consent(parents), AGE_13)).toBe(false);
    expect(holds(consent([statement(CHILD, 'REFUSED'), ...parents]), AGE_13)).toBe(false);
    expect(holds(consent([statement(CHILD), statement(MOTHER)]), AGE_13)).toBe(false);
    expect(holds(consent([statement(CHILD), statement(MOTHER)]), AGE_13, {}, { oneHolderSuffices: true })).toBe(false);
  });

  it('from twelve not by what the child said before its twelfth birthday', () => {
    const early = statement(CHILD, 'GIVEN', { at: '2026-03-09T23:59:59+01:00' });
    const turned = '2014-03-10';
    expect(holds(consent([early, ...parents]), turned)).toBe(false);
    expect(holds(consent([statement(CHILD), ...parents]), turned)).toBe(true);
  });

  it('from sixteen by the young person alone, and from eighteen by the adult alone', () => {
    const today = { at: '2026-11-20T10:00:00+01:00' };
    for (const birth of [AGE_16, AGE_18, '1980-05-05']) {
      expect(holds(consent([statement(CHILD, 'GIVEN', today)]), birth)).toBe(true);
      expect(holds(consent(parents), birth)).toBe(false);
      expect(holds(consent([statement(CHILD, 'GIVEN', today), statement(MOTHER, 'REFUSED')]), birth)).toBe(true);
      expect(holds(consent([statement(CHILD, 'GIVEN', { capacity: 'REPRESENTATIVE' })]), birth)).toBe(false);
    }
  });

  it('from sixteen by what was said before it, where it was valid then: a birthday opens nothing that a parent had closed', () => {
    const said = [statement(CHILD), statement(MOTHER)];
    expect(holds(consent([...said, statement(FATHER)]), AGE_16)).toBe(true);
    expect(holds(consent(said), AGE_16)).toBe(false);
    expect(holds(consent([...said, statement(FATHER, 'REFUSED')]), AGE_16)).toBe(false);
    expect(holds(consent([statement(CHILD)]), AGE_16)).toBe(false);
    expect(holds(consent([statement(CHILD)]), AGE_16, {}, { childDecidesAlone: true })).toBe(true);
    const atFifteen = { at: '2024-03-10T10:00:00+01:00' };
    const all = [CHILD, MOTHER, FATHER].map((one) => statement(one, 'GIVEN', atFifteen));
    expect(holds(consent(all), AGE_18)).toBe(false);
  });

  it('by the last answer of each, and of two at one moment by the one that closes', () => {
    const later = { at: '2026-05-01T10:00:00+02:00' };
    expect(holds(consent([...parents, statement(FATHER, 'WITHDRAWN', later)]), AGE_8)).toBe(false);
    expect(
      holds(consent([statement(FATHER, 'REFUSED'), statement(MOTHER), statement(FATHER, 'GIVEN', later)]), AGE_8),
    ).toBe(true);
    expect(holds(consent([...parents, statement(FATHER, 'WITHDRAWN')]), AGE_8)).toBe(false);
    expect(holds(consent([statement(FATHER, 'WITHDRAWN'), ...parents]), AGE_8)).toBe(false);
  });

  it('not by what will be said later', () => {
    const tomorrow = { at: '2026-11-21T10:00:00+01:00' };
    expect(holds(consent([statement(MOTHER), statement(FATHER, 'GIVEN', tomorrow)]), AGE_8)).toBe(false);
    expect(holds(consent([...parents, statement(FATHER, 'WITHDRAWN', tomorrow)]), AGE_8)).toBe(true);
  });

  it('not from a minute before somebody says no: it may be said while a request is under way', () => {
    const noAt = (at: string) => holds(consent([...parents, statement(FATHER, 'WITHDRAWN', { at })]), AGE_8);
    expect(noAt('2026-11-20T12:01:00+01:00')).toBe(false);
    expect(noAt('2026-11-20T12:01:01+01:00')).toBe(true);
    const yesLater = statement(FATHER, 'GIVEN', { at: '2026-11-20T12:00:01+01:00' });
    expect(holds(consent([statement(MOTHER), yesLater]), AGE_8)).toBe(false);
  });

  it('not outside its dates, before it was recorded, or between an organisation and itself', () => {
    expect(holds(consent(parents, { until: '2026-11-20' }), AGE_8)).toBe(true);
    expect(holds(consent(parents, { until: '2026-11-19' }), AGE_8)).toBe(false);
    expect(holds(consent(parents, { from: '2026-11-21' }), AGE_8)).toBe(false);
    expect(holds(consent(parents, { recordedOn: '2026-11-21T10:00:00+01:00' }), AGE_8)).toBe(false);
    expect(holds(consent(parents, { recipient: '00000000000000000002' }), AGE_8)).toBe(false);
  });

  it.each([
    ['an unknown birth date', null, {}],
    ['a birth year alone', '2018', {}],
    ['a birth still to come', '2027-01-01', {}],
    ['somebody who died', AGE_8, { deceased: known(true) }],
    ['a death that could not be asked after', AGE_8, { deceased: { state: 'UNAVAILABLE' } }],
    ['undetermined custody', AGE_8, { custody: custody('CANNOT_BE_DETERMINED', [MOTHER, FATHER]) }],
    ['custody under investigation', AGE_8, { custody: custody('JOINT_PARENTAL', [MOTHER, FATHER], true) }],
    ['custody that could not be asked after', AGE_8, { custody: { state: 'UNAVAILABLE' } }],
    ['an institution as guardian', AGE_8, { custody: custody('GUARDIANSHIP', [null]) }],
    ['custody that went to somebody else since', AGE_8, { custody: custody('SOLE_PARENTAL', [SISTER]) }],
  ])('not with %s', (_what, birth, more) => {
    expect(holds(consent(parents), birth, more)).toBe(false);
  });

  it('not by somebody who speaks in another capacity than custody gives', () => {
    expect(holds(consent([statement(MOTHER), statement(FATHER, 'GIVEN', { capacity: 'REPRESENTATIVE' })]), AGE_8)).toBe(
      false,
    );
  });

  it('by one holder where the switch says so and no other refused', () => {
    expect(holds(consent([statement(MOTHER)]), AGE_8, {}, { oneHolderSuffices: true })).toBe(true);
    expect(
      holds(consent([statement(MOTHER), statement(FATHER, 'REFUSED')]), AGE_8, {}, { oneHolderSuffices: true }),
    ).toBe(false);
    expect(holds(consent([statement(SISTER)]), AGE_8, {}, { oneHolderSuffices: true })).toBe(false);
  });
});
