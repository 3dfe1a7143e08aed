// What a law row lets a holder release of its own accord, to whom and about whom: what is outside is named, and nothing of it is released.
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { LawRow } from '../../../../gateway/vocabulary/law-row.ts';
import type { PurposeEntry } from '../../../../gateway/vocabulary/policy-rule.ts';
import type { LocalDate } from '../../../../schema/identifiers.ts';
import type { Category } from '../../../../schema/names/category.ts';
import type { OrganisationKind } from '../../../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../../../schema/names/purpose.ts';
import { type Role, WITHOUT_CASES } from '../../../../schema/names/role.ts';
import { problem } from '../act.ts';

export type Terms = {
  readonly holder: OrganisationKind;
  /** Null: a data subject, for the own view. */
  readonly recipient: OrganisationKind | null;
  readonly categories: readonly Category[];
  readonly about: readonly SubjectFacts[];
  readonly today: LocalDate;
};

/** The row has to be one that leaves it to the holder (MAY) and needs no consent. Conditions on the recipient's facts are judged when it is used. */
export function uncovered(row: LawRow | undefined, terms: Terms): readonly Problem[] {
  const { holder, recipient, categories, about, today } = terms;
  if (row === undefined || row.force !== 'MAY' || row.consent !== 'NONE') return [problem('NOT_COVERED', 'basis')];
  const toThem = recipient === null ? row.regimes.includes('SUBJECT_RIGHT') : row.recipients.includes(recipient);
  const inForce = row.validFrom <= today && (row.validUntil === null || today <= row.validUntil);
  if (!toThem || !inForce || !row.sources.includes(holder)) return [problem('NOT_COVERED', 'basis')];
  return [
    ...(categories.every((category) => row.categories.includes(category))
      ? []
      : [problem('NOT_COVERED', 'categories')]),
    ...(about.every((subject) => isNamed(row, subject)) ? [] : [problem('NOT_COVERED', 'about')]),
  ];
}

/** By the holder's own case: a capacity that cannot be determined is not named. */
function isNamed(row: LawRow, { capacities, ruleCapacities }: SubjectFacts): boolean {
  const bothParents = row.about.includes('PARENT_WITH_CUSTODY') && row.about.includes('PARENT_WITHOUT_CUSTODY');
  if (bothParents && capacities.includes('PARENT')) return true;
  return ruleCapacities.state === 'KNOWN' && ruleCapacities.value.some((capacity) => row.about.includes(capacity));
}

/** The roles that may use this purpose at an organisation of that kind, by the register of processing activities; never one of control: it sees no case. */
export function rolesFor(
  register: readonly PurposeEntry[],
  recipient: OrganisationKind,
  purposes: readonly Purpose[],
): readonly Role[] {
  const users = register.filter(({ purpose }) => purposes.includes(purpose)).flatMap((entry) => entry.users);
  const roles = users.filter(({ kind }) => kind === recipient).flatMap((one) => one.roles);
  return [...new Set(roles)].filter((role) => !WITHOUT_CASES.has(role));
}
