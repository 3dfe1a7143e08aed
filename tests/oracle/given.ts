// What was given to the caller of a generated situation: consents, releases and necessity statements, mostly such as the rule asks for.
import type { ConsentFact, Facts, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { Holder } from '../../gateway/vocabulary/registration.ts';
import type { StoredNecessity, StoredRelease, StoredRequest } from '../../gateway/vocabulary/stored.ts';
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES, type Purpose } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { anyHolder, HOLDERS } from './partners.ts';
import { at, DATA_SUBJECT, day, type GivenPicks, STRANGER } from './picks.ts';

export type Where = {
  readonly rule: PolicyRule;
  readonly role: Facts['caller']['role'];
  readonly purpose: Purpose;
  readonly categories: readonly Category[];
  readonly subjects: readonly SubjectFacts[];
  readonly today: LocalDate;
  readonly own: Holder | null;
};

function aboutOf(one: GivenPicks, { subjects }: Where) {
  return at(
    [...subjects.map(({ person }) => person), STRANGER],
    one.about % (one.elsewhere % 7 === 6 ? 60 : subjects.length),
  );
}

function holderOf(one: GivenPicks, { rule, own }: Where) {
  const fit = HOLDERS.filter(
    ({ source, organisation }) => source === rule.source.kind && organisation.oin !== own?.organisation.oin,
  );
  return at(one.elsewhere % 7 === 5 || fit.length === 0 ? HOLDERS : fit, one.holder).organisation.oin;
}

function datesOf(one: GivenPicks, today: LocalDate): { from: LocalDate; until: LocalDate } {
  const long = { from: day('2000-01-01'), until: day('2099-12-31') };
  const spans = [
    long,
    long,
    long,
    { from: today, until: today },
    { from: day('2000-01-01'), until: before(today) },
    { from: after(today), until: day('2099-12-31') },
  ];
  return at(spans, one.dates);
}

function before(today: LocalDate): LocalDate {
  return day(new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10));
}

function after(today: LocalDate): LocalDate {
  return day(new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10));
}

function namedIn(one: GivenPicks, { role, purpose, categories }: Where) {
  return {
    roles: [one.elsewhere % 11 === 4 ? at(valuesOf(ROLES), one.more) : role],
    purposes: [one.elsewhere % 11 === 5 ? at(valuesOf(PURPOSES), one.more) : purpose],
    categories: one.more % 2 === 0 ? [...categories] : [at(categories, one.category)],
  };
}

export function consentOf(one: GivenPicks, number: number, where: Where): ConsentFact {
  return {
    id: `consent-${number}`,
    about: aboutOf(one, where),
    holder: holderOf(one, where),
    ...namedIn(one, where),
    ...datesOf(one, where.today),
    valid: !one.invalid,
  };
}

export function releaseOf(one: GivenPicks, number: number, where: Where, rows: readonly LawRow[]): StoredRelease {
  const may = rows.filter(({ force, consent }) => force === 'MAY' && consent === 'NONE').map(({ id }) => id);
  const kind = at(['ANSWER', 'PUSH', 'STANDING'] as const, one.kind);
  const recipient =
    one.elsewhere % 13 === 12
      ? at([anyHolder(one.holder).organisation.oin, STRANGER, DATA_SUBJECT], one.more)
      : (where.own?.organisation.oin ?? DATA_SUBJECT);
  // As no door would let in: whatever role and purpose it names, only its recipient can use it.
  return {
    id: `release-${number}`,
    kind,
    about: kind === 'STANDING' ? null : aboutOf(one, where),
    holder: holderOf(one, where),
    recipient,
    ...namedIn(one, where),
    basis: at(may.length === 0 ? rows.map(({ id }) => id) : may, one.basis),
    ...datesOf(one, where.today),
  };
}

export function requestOf(one: GivenPicks, number: number, where: Where): StoredRequest {
  const { roles, purposes, categories } = namedIn(one, where);
  const { from, until } = datesOf(one, where.today);
  return {
    id: `request-${number}`,
    about: aboutOf(one, where),
    holder: holderOf(one, where),
    recipient:
      one.elsewhere % 13 === 12 || where.own === null
        ? anyHolder(one.holder).organisation.oin
        : where.own.organisation.oin,
    role: at(roles, 0),
    purpose: at(purposes, 0),
    categories,
    // Today, yesterday and every other day; with zero it may still be answered.
    dueOn: one.kind % 2 === 0 ? until : from,
    until: day('2099-12-31'),
  };
}

export function necessityOf(one: GivenPicks, number: number, where: Where): StoredNecessity {
  return {
    id: `necessity-${number}`,
    about: aboutOf(one, where),
    holder: holderOf(one, where),
    recipient:
      one.elsewhere % 13 === 12 || where.own === null
        ? anyHolder(one.holder).organisation.oin
        : where.own.organisation.oin,
    purpose: one.elsewhere % 11 === 5 ? at(valuesOf(PURPOSES), one.more) : where.purpose,
    category: at(where.categories, one.category),
    code: 'NEEDED',
    ...datesOf(one, where.today),
  };
}
