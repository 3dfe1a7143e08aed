// A consent and all that was said to the same recipient in; the consent out in parts, each with the later no of whoever said one about that part.
import type { Category } from '../../schema/names/category.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { StoredConsent } from '../vocabulary/stored.ts';
import { isSaid } from './consent-validity.ts';

type Statement = StoredConsent['statements'][number];

/**
 * A refusal closes whatever consent there is for what it names, on whatever form it was said: a child of twelve who says no to a new form did not mean
 * that the old one goes on (blocks, design 5). A later yes of the same person about it lifts it. Withdrawing one form says nothing about another.
 */
export function partsOf(consent: StoredConsent, all: readonly StoredConsent[], now: number): readonly StoredConsent[] {
  const others = all.filter(
    (other) =>
      other.id !== consent.id &&
      other.about === consent.about &&
      other.holder === consent.holder &&
      other.recipient === consent.recipient,
  );
  if (!others.some(({ statements }) => statements.some(({ answer }) => answer === 'REFUSED'))) return [consent];
  return consent.roles.flatMap((role) =>
    consent.purposes.flatMap((purpose) => {
      const refusals = consent.categories.map((category) => ({
        category,
        noes: lastNoes([consent, ...others.filter((other) => names(other, role, purpose, category))], now),
      }));
      return [...Map.groupBy(refusals, ({ noes }) => JSON.stringify(noes)).values()].map((alike) => ({
        ...consent,
        roles: [role],
        purposes: [purpose],
        categories: alike.map(({ category }) => category),
        statements: [...consent.statements, ...(alike[0]?.noes ?? [])],
      }));
    }),
  );
}

function names(
  { roles, purposes, categories }: StoredConsent,
  role: Role,
  purpose: Purpose,
  category: Category,
): boolean {
  return roles.includes(role) && purposes.includes(purpose) && categories.includes(category);
}

/** Of each person the last yes or no; those that are no. */
function lastNoes(records: readonly StoredConsent[], now: number): readonly Statement[] {
  const last = new Map<Statement['by'], Statement>();
  for (const statement of records.flatMap(({ statements }) => statements)) {
    // What two professionals decided in somebody's place is no word of that person: it lifts nothing on another form.
    if (statement.answer === 'WITHDRAWN' || statement.capacity === 'PROFESSIONALS' || !isSaid(statement, now)) continue;
    const before = last.get(statement.by);
    if (before === undefined || isLater(statement, before)) last.set(statement.by, statement);
  }
  return [...last.values()].filter(({ answer }) => answer === 'REFUSED');
}

/** Of two at the same moment the one that closes. */
function isLater(one: Statement, other: Statement): boolean {
  const [at, before] = [Date.parse(one.at), Date.parse(other.at)];
  return at === before ? one.answer === 'REFUSED' : at > before;
}
