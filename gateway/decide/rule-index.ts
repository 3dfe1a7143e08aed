// All rules of one policy version, found by who asks in which role for which purpose, of which kind of source, for which category.
import type { Category } from '../../schema/names/category.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import type { RecipientKind } from './ground.ts';

export type RuleIndex = {
  readonly rules: (
    recipient: RecipientKind,
    role: Role,
    purpose: Purpose,
    source: SourceKind,
    category: Category,
  ) => readonly CompiledRule[];
  readonly purpose: (recipient: RecipientKind, role: Role, purpose: Purpose) => 'ALLOWED' | 'NO_PURPOSE' | 'NO_ROLE';
};

const NONE: readonly CompiledRule[] = [];

export function indexRules(set: PolicySet): RuleIndex {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const index = new Map<string, CompiledRule[]>();
  // In the order of their ids, so that no decision depends on the order of files.
  for (const rule of [...set.rules].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const recipients: readonly RecipientKind[] = rule.recipient.kinds.length === 0 ? [null] : rule.recipient.kinds;
    for (const recipient of recipients) {
      for (const category of rule.categories) {
        const compiled = compileRule(rule, recipient, category, law, set.switches);
        for (const role of rule.recipient.roles) {
          for (const purpose of rule.recipient.purposes) {
            const key = keyOf(recipient, role, purpose, rule.source.kind, category);
            const list = index.get(key);
            if (list === undefined) index.set(key, [compiled]);
            else list.push(compiled);
          }
        }
      }
    }
  }
  return {
    rules: (recipient, role, purpose, source, category) =>
      index.get(keyOf(recipient, role, purpose, source, category)) ?? NONE,
    purpose: (recipient, role, purpose) => {
      const entries = set.purposes.filter((entry) => entry.purpose === purpose);
      if (entries.length === 0) return 'NO_PURPOSE';
      const may = entries.some((entry) =>
        entry.users.some((user) => user.kind === recipient && user.roles.includes(role)),
      );
      return may ? 'ALLOWED' : 'NO_ROLE';
    },
  };
}

function keyOf(recipient: RecipientKind, role: Role, purpose: Purpose, source: SourceKind, category: Category): string {
  return `${recipient ?? '-'}|${role}|${purpose}|${source}|${category}`;
}
