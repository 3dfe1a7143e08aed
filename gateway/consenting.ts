// Wires what acts ask about consent: gather's own rules, and the policy in force. Facts of one request in, answers about them out.

import { birthdayAt } from '../schema/days.ts';
import type { LocalDate } from '../schema/identifiers.ts';
import { type ConsentRules, consentRulesOf, neededAt, OWN_WORD } from './gather/consent-rules.ts';
import { isValid } from './gather/consent-validity.ts';
import { holdersOf } from './gather/custody.ts';
import { fullDay } from './gather/day.ts';
import { partsOf } from './gather/refused-later.ts';
import { dayOf } from './vocabulary/clock.ts';
import type { Consenting, ConsentTerms, Givers, WhatIsAgreed } from './vocabulary/consenting.ts';
import type { Facts, SubjectFacts } from './vocabulary/facts.ts';
import type { PolicyRule } from './vocabulary/policy-rule.ts';
import type { PolicySet } from './vocabulary/ports.ts';

export function consentingOf({ clock }: Facts, policy: PolicySet, terms: ConsentTerms): Consenting {
  const { switches } = policy;
  const rules = consentRulesOf(switches);
  return {
    terms,
    recipientRecordsSpoken: switches['recipient-records-spoken-consent'] === true,
    familyRepresents: switches['family-represents-incapable-adult'] === true,
    holds: (consent, { birthDate, deceased, custody }, alike) => {
      const at = { now: clock.domain, today: clock.today, birthDate, deceased, custody, rules };
      return partsOf(consent, alike, clock.domain).some((part) => isValid(part, at));
    },
    giversOf: (about, incapable) => giversOf(about, incapable, clock.today, rules),
    opensNothing: (agreed, holder, recipient) => {
      const byConsent = policy.rules.filter(
        (rule) =>
          rule.source.whose === 'OTHER' &&
          rule.source.kind === holder.source &&
          (rule.source.holders ?? [holder.organisation.kind]).includes(holder.organisation.kind) &&
          rule.recipient.kinds.includes(recipient.kind) &&
          restsOnConsent(rule, policy),
      );
      return unopened(agreed, byConsent);
    },
    dayOf: (moment) => dayOf(Date.parse(moment)),
    ownWordFrom: (about) => {
      const birth = birthOf(about);
      return birth === null ? null : birthdayAt(birth, OWN_WORD);
    },
  };
}

function restsOnConsent({ regime, disclosure }: PolicyRule, { law }: PolicySet): boolean {
  return regime === 'CONSENT' && law.some(({ id, consent }) => consent === 'REQUIRED' && disclosure.includes(id));
}

/** Each has to open something together with what else was agreed. */
function unopened({ roles, purposes, categories }: WhatIsAgreed, rules: readonly PolicyRule[]): readonly string[] {
  const fits = (rule: PolicyRule): boolean =>
    rule.recipient.roles.some((role) => roles.includes(role)) &&
    rule.recipient.purposes.some((purpose) => purposes.includes(purpose)) &&
    rule.categories.some((category) => categories.includes(category));
  const fitting = rules.filter(fits);
  const missing = <Name>(field: string, names: readonly Name[], of: (rule: PolicyRule) => readonly Name[]) =>
    names.flatMap((name, at) => (fitting.some((rule) => of(rule).includes(name)) ? [] : [`${field}.${at}`]));
  return [
    ...missing('roles', roles, ({ recipient }) => recipient.roles),
    ...missing('purposes', purposes, ({ recipient }) => recipient.purposes),
    ...missing('categories', categories, (rule) => rule.categories),
  ];
}

function giversOf(about: SubjectFacts, incapable: boolean, today: LocalDate, rules: ConsentRules): Givers | null {
  const birth = birthOf(about);
  const { deceased, custody } = about;
  if (birth === null || birth > today || deceased.state !== 'KNOWN' || deceased.value) return null;
  const { self, nobody, representative, standIn, custody: needed } = neededAt(today, birth, incapable, rules);
  if (nobody) return null;
  const holders = holdersOf(custody);
  if (needed === 'NONE') return { self, custody: [], representative, standIn };
  return holders.state === 'KNOWN' ? { self, custody: holders.value, representative, standIn } : null;
}

function birthOf({ birthDate }: SubjectFacts): LocalDate | null {
  return birthDate.state === 'KNOWN' && birthDate.value !== null ? fullDay(birthDate.value) : null;
}
