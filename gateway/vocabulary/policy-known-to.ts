// INVARIANT known-to (design 5): a decision depends only on facts that the asker may know. A rule and its rows enter; each fact that is not, leaves.
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { LawRow } from './law-row.ts';
import { FACTS, type FactName, factsOf, factsOfExtent } from './policy-facts.ts';
import type { PolicyRule, PurposeEntry } from './policy-rule.ts';
import type { PolicySet } from './ports.ts';

type Fault = { readonly path: string; readonly reason: string };
type Reads = { readonly fact: FactName; readonly path: string; readonly by: string };
/** Null: the data subject. */
export type Asker = { readonly kind: OrganisationKind | null; readonly role: Role; readonly purpose: Purpose };

export function unknowable(rule: PolicyRule, law: ReadonlyMap<string, LawRow>, set: PolicySet): readonly Fault[] {
  const seen = new Set<string>();
  return readsOf(rule, law).flatMap(({ fact, path, by }) => {
    const asker = askersOf(rule, set.purposes).find((one) => !mayKnow(one, fact, set.rules));
    const key = `${path}|${fact}`;
    if (asker === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ path, reason: sentence(fact, by, asker) }];
  });
}

function readsOf(rule: PolicyRule, law: ReadonlyMap<string, LawRow>): readonly Reads[] {
  const ofRule = rule.conditions.flatMap((condition, at) =>
    factsOf(condition).map((fact) => ({ fact, path: `conditions.${at}`, by: `its condition ${condition.kind}` })),
  );
  const ofExtent = factsOfExtent(rule).map((fact) =>
    fact === 'CUSTODY'
      ? { fact, path: 'about', by: 'telling parents with from parents without custody' }
      : { fact, path: 'monthsBefore', by: 'the limit in time' },
  );
  const ofRows = (['processing', 'disclosure', 'special'] as const).flatMap((place) =>
    rule[place].flatMap((id, at) =>
      (law.get(id)?.conditions ?? []).flatMap((condition) =>
        factsOf(condition).map((fact) => ({
          fact,
          path: `${place}.${at}`,
          by: `the condition ${condition.kind} of ${id}`,
        })),
      ),
    ),
  );
  return [...ofRule, ...ofExtent, ...ofRows];
}

/** Everybody whom the rule serves: kind, role and purpose, as far as the register of purposes lets them ask. */
export function askersOf({ recipient }: PolicyRule, register: readonly PurposeEntry[]): readonly Asker[] {
  const kinds: readonly (OrganisationKind | null)[] = recipient.kinds.length === 0 ? [null] : recipient.kinds;
  return kinds.flatMap((kind) =>
    recipient.roles.flatMap((role) =>
      recipient.purposes
        .filter((purpose) => mayUse(register, { kind, role, purpose }))
        .map((purpose) => ({ kind, role, purpose })),
    ),
  );
}

export function mayUse(register: readonly PurposeEntry[], { kind, role, purpose }: Asker): boolean {
  return register.some(
    (entry) => entry.purpose === purpose && entry.users.some((user) => user.kind === kind && user.roles.includes(role)),
  );
}

function mayKnow(asker: Asker, fact: FactName, rules: readonly PolicyRule[]): boolean {
  const { knownTo } = FACTS[fact];
  switch (knownTo.who) {
    case 'EVERYONE':
      return true;
    case 'OWN_ORGANISATION':
      return asker.kind !== null;
    case 'SUBJECT':
      return asker.kind === null;
    case 'REGISTER':
      return asker.kind === null || rules.some((rule) => opensOfRegister(rule, asker, knownTo.category));
    default:
      return knownTo satisfies never;
  }
}

function opensOfRegister(rule: PolicyRule, { kind, role, purpose }: Asker, category: 'IDENTITY' | 'CUSTODY'): boolean {
  const { recipient, source, categories } = rule;
  return (
    source.kind === 'PERSONS' &&
    categories.includes(category) &&
    kind !== null &&
    recipient.kinds.includes(kind) &&
    recipient.roles.includes(role) &&
    recipient.purposes.includes(purpose)
  );
}

function sentence(fact: FactName, by: string, { kind, role, purpose }: Asker): string {
  const { is, knownTo } = FACTS[fact];
  const who = kind === null ? 'a data subject' : `${kind}, ${role}, ${purpose}`;
  const whose = {
    EVERYONE: '',
    OWN_ORGANISATION: 'it stands in the case of an organisation',
    SUBJECT: 'only the data subject is asker and subject at once',
    REGISTER: 'no rule opens it in the register to this asker',
  }[knownTo.who];
  return `by ${by} it would depend on ${fact}, ${is}, which (${who}) may not know: ${whose} (known-to)`;
}
