// A cell, who asks and the policy in; the rules that open it or could open it out.
import type { Cell } from './decisions.ts';
import type { LawRow, Persona, Policy, Rule } from './wire.ts';

/** The rules about this category at this source for this role and purpose, whatever they lacked. */
export function couldOpen(policy: Policy, cell: Cell, persona: Persona, purpose: string | null): readonly Rule[] {
  const kind = persona.organisation?.kind;
  const own = cell.holder !== null && cell.holder === persona.organisation?.oin;
  return policy.rules.filter(
    ({ recipient, source, categories }) =>
      categories.includes(cell.category) &&
      source.kind === cell.source &&
      (source.whose === 'OWN') === own &&
      recipient.roles.includes(persona.role) &&
      (kind === undefined ? recipient.kinds.length === 0 : recipient.kinds.includes(kind)) &&
      purpose !== null &&
      recipient.purposes.includes(purpose),
  );
}

export function ruleOf(policy: Policy, id: string): Rule | undefined {
  return policy.rules.find((rule) => rule.id === id);
}

/** In the order asked; a row that is not there is left out. */
export function lawOf(policy: Policy, ids: readonly string[]): readonly LawRow[] {
  return ids.flatMap((id) => policy.law.find((row) => row.id === id) ?? []);
}
