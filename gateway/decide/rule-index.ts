// All rules of one policy version, found by who asks in which role for which purpose, of which kind of source, for which category.
import type { Category } from '../../schema/names/category.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { RecipientKind } from '../vocabulary/law-row.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';

export type RuleIndex = {
  /** For one asker: what is looked up for every cell is by its source and category alone. */
  readonly rulesFor: (
    recipient: RecipientKind,
    role: Role,
    purpose: Purpose,
  ) => (source: SourceKind, category: Category) => readonly CompiledRule[];
  readonly purpose: (recipient: RecipientKind, role: Role, purpose: Purpose) => 'ALLOWED' | 'NO_PURPOSE' | 'NO_ROLE';
};

const NONE: readonly CompiledRule[] = [];

export function indexRules(set: PolicySet): RuleIndex {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const index = new Map<string, Map<SourceKind, Map<Category, CompiledRule[]>>>();
  // In the order of their ids, so that no decision depends on the order of files.
  for (const rule of [...set.rules].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const recipients: readonly RecipientKind[] = rule.recipient.kinds.length === 0 ? [null] : rule.recipient.kinds;
    for (const recipient of recipients) {
      for (const category of rule.categories) {
        const compiled = compileRule(rule, recipient, category, law, set.switches);
        for (const role of rule.recipient.roles) {
          for (const purpose of rule.recipient.purposes) {
            const bySource = placeIn(index, keyOf(recipient, role, purpose), () => new Map());
            const byCategory = placeIn(bySource, rule.source.kind, () => new Map());
            placeIn(byCategory, category, (): CompiledRule[] => []).push(compiled);
          }
        }
      }
    }
  }
  return {
    rulesFor: (recipient, role, purpose) => {
      const bySource = index.get(keyOf(recipient, role, purpose));
      return (source, category) => bySource?.get(source)?.get(category) ?? NONE;
    },
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

function keyOf(recipient: RecipientKind, role: Role, purpose: Purpose): string {
  return `${recipient ?? '-'}|${role}|${purpose}`;
}

function placeIn<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
