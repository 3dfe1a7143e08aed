// A policy set held against itself: every rule cites existing rows, rests on the grounds it needs and is no wider than them. All faults at once.
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Condition } from './condition.ts';
import type { LawRow } from './law-row.ts';
import { uncoveredCells } from './policy-coverage.ts';
import { checkEmergency } from './policy-emergency.ts';
import { unknowable } from './policy-known-to.ts';
import { checkRow } from './policy-law.ts';
import { unjoinable } from './policy-overlap.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PolicySet } from './ports.ts';

/** What is wrong with one row, rule or entry; `path` is the place inside it, `reason` a sentence that names the offending cell. */
export type PolicyFault = {
  readonly of: 'LAW' | 'RULE' | 'PURPOSE';
  readonly id: string;
  readonly path: string;
  readonly reason: string;
};
type Fault = Omit<PolicyFault, 'of' | 'id'>;

export const CASEWORK_KINDS = [
  'LOCAL_TEAM_MUNICIPAL',
  'LOCAL_TEAM_PROVIDER',
  'VEILIG_THUIS',
  'RVDK',
  'CERTIFIED_INSTITUTION',
] as const satisfies readonly OrganisationKind[];

/** Which kinds of organisation hold each kind of source; the gateway's own records concern any of them. */
export const HOLDERS_OF: Readonly<Record<SourceKind, readonly OrganisationKind[]>> = {
  PERSONS: ['PERSONS_REGISTER'],
  LOCAL_TEAM: ['LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM_PROVIDER'],
  VEILIG_THUIS: ['VEILIG_THUIS'],
  RVDK: ['RVDK'],
  CERTIFIED_INSTITUTION: ['CERTIFIED_INSTITUTION'],
  ACCESS: CASEWORK_KINDS,
};

export function checkPolicySet(set: PolicySet): readonly PolicyFault[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  return [
    ...twice(set.law.map(({ id }) => id)).map((id) => fault('LAW', id, 'id', 'this id stands in the law table twice')),
    ...twice(set.rules.map(({ id }) => id)).map((id) => fault('RULE', id, 'id', 'this id stands in the policy twice')),
    ...twice(set.purposes.map(({ purpose }) => purpose)).map((id) =>
      fault('PURPOSE', id, 'purpose', 'this purpose stands in the register twice'),
    ),
    ...set.law.flatMap((row) =>
      [...checkRow(row), ...checkConditions(row.conditions, set)].map(
        (one): PolicyFault => ({ of: 'LAW', id: row.id, ...one }),
      ),
    ),
    ...set.rules.flatMap((rule) =>
      checkRule(rule, law, set).map((one): PolicyFault => ({ of: 'RULE', id: rule.id, ...one })),
    ),
    ...unjoinable(set.rules).map(({ id, reason }) => fault('RULE', id, 'monthsBefore', reason)),
  ];
}

function checkRule(rule: PolicyRule, law: ReadonlyMap<string, LawRow>, set: PolicySet): readonly Fault[] {
  const faults = checkConditions(rule.conditions, set);
  for (const place of ['processing', 'disclosure', 'special'] as const) {
    for (const [at, id] of rule[place].entries()) {
      const row = law.get(id);
      if (row === undefined) faults.push({ path: `${place}.${at}`, reason: `no law row ${id} exists` });
      else if (row.met !== undefined && row.force !== 'LIMIT') {
        faults.push({
          path: `${place}.${at}`,
          reason: `${id} is no ground for a rule: ${row.met.says.en}`,
        });
      }
    }
  }
  faults.push(
    ...checkRecipient(rule),
    ...checkSource(rule),
    ...checkEmergency(rule, law),
    ...unknowable(rule, law, set),
  );
  for (const [at, id] of rule.processing.entries()) {
    const row = law.get(id);
    const own =
      row === undefined ||
      row.force === 'OWN' ||
      row.emergencyOnly === true ||
      row.regimes.includes('SUBJECT_RIGHT') ||
      rule.disclosure.includes(id);
    if (!own)
      faults.push({
        path: `processing.${at}`,
        reason: `${id} is a ${row.force} row, no processing ground of the recipient`,
      });
  }
  for (const [at, id] of rule.special.entries()) {
    if (law.get(id)?.specialGround === false) {
      faults.push({ path: `special.${at}`, reason: `${id} is no ground for special or criminal data` });
    }
  }
  // Coverage speaks of rows that exist; a missing one has been named above.
  return faults.length > 0 ? faults : uncoveredCells(rule, law, HOLDERS_OF[rule.source.kind]);
}

function checkRecipient({ recipient, regime, source }: PolicyRule): readonly Fault[] {
  const faults: Fault[] = [];
  const forSubject = recipient.kinds.length === 0;
  for (const [at, role] of recipient.roles.entries()) {
    if ((role === 'DATA_SUBJECT') !== forSubject) {
      faults.push({
        path: `recipient.roles.${at}`,
        reason: forSubject
          ? `without a kind of organisation only DATA_SUBJECT receives, not ${role}`
          : 'a DATA_SUBJECT belongs to no kind of organisation',
      });
    }
  }
  if ((regime === 'SUBJECT_RIGHT') !== forSubject) {
    faults.push({ path: 'regime', reason: 'SUBJECT_RIGHT is the regime of the data subject, and of nobody else' });
  }
  if (forSubject && source.whose === 'OWN') {
    faults.push({ path: 'source.whose', reason: 'a data subject has no organisation, so no holder is its OWN' });
  }
  return faults;
}

function checkSource({ source, categories, disclosure }: PolicyRule): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [at, holder] of (source.holders ?? []).entries()) {
    if (!HOLDERS_OF[source.kind].includes(holder)) {
      faults.push({ path: `source.holders.${at}`, reason: `${holder} holds no ${source.kind} source` });
    }
  }
  if (source.whose === 'OTHER' && disclosure.length === 0) {
    faults.push({ path: 'disclosure', reason: 'at another organisation a disclosure ground is needed' });
  }
  if (source.whose === 'OWN' && disclosure.length > 0) {
    faults.push({ path: 'disclosure', reason: 'at the own organisation nothing is disclosed: leave it empty' });
  }
  for (const [at, category] of categories.entries()) {
    const path = `categories.${at}`;
    if (category === 'NONE') faults.push({ path, reason: 'NONE needs no rule' });
    if (category === 'BSN') faults.push({ path, reason: 'BSN is never a datum of the household view (uavg-46)' });
    if (category === 'REPORTER' && source.whose === 'OTHER') {
      faults.push({ path, reason: 'REPORTER opens to nobody outside its holder' });
    }
  }
  return faults;
}

function checkConditions(conditions: readonly Condition[], { switches }: PolicySet): Fault[] {
  return conditions.flatMap((condition, at) => {
    if (condition.kind === 'SWITCH' && !Object.hasOwn(switches, condition.name)) {
      return [{ path: `conditions.${at}.name`, reason: `no switch ${condition.name} exists` }];
    }
    if (condition.kind === 'AGE' && (condition.from ?? 0) >= (condition.below ?? Number.POSITIVE_INFINITY)) {
      return [{ path: `conditions.${at}`, reason: `nobody is from ${condition.from} and below ${condition.below}` }];
    }
    return [];
  });
}

function fault(of: PolicyFault['of'], id: string, path: string, reason: string): PolicyFault {
  return { of, id, path, reason };
}

function twice(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}
