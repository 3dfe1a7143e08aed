// The schema in; out, which fields of which category each kind of source has, and where a rule names a field or category that is not there.
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import type { PolicyFinding } from './finding.ts';

/** Leaves (`Type.field`) by source and category. */
export type FieldsOf = (source: SourceKind, category: Category) => ReadonlySet<string>;
export type SchemaFields = { readonly of: FieldsOf; readonly pairs: readonly (readonly [SourceKind, Category])[] };

const NO_FIELDS: ReadonlySet<string> = new Set();

export function schemaFields(index: FieldIndex): SchemaFields {
  const found = new Map<string, Set<string>>();
  const pairs: (readonly [SourceKind, Category])[] = [];
  const seen = new Set<string>();
  const walk = (type: string, source: SourceKind | null, inherited: Category | null): void => {
    const at = `${type}|${source}|${inherited}`;
    if (seen.has(at)) return;
    seen.add(at);
    const named = index.schema.getType(type);
    if (!isObjectType(named) && !isInterfaceType(named)) return;
    for (const field of Object.values(named.getFields())) {
      const classed = index.field(type, field.name);
      if (classed === undefined) continue;
      const from = source ?? classed.source ?? fileSource(index, type, field.name);
      const category = classed.category ?? inherited;
      if (classed.composite) walk(getNamedType(field.type).name, from, category === 'NONE' ? null : category);
      else if (from !== null && category !== null && category !== 'NONE') {
        const key = `${from}|${category}`;
        const fields = found.get(key) ?? new Set();
        if (fields.size === 0) pairs.push([from, category]);
        found.set(key, fields.add(`${type}.${field.name}`));
      }
    }
  };
  walk('Person', null, null);
  // A consent is one datum of category CONSENT_RECORD; its own leaves carry none.
  const consents = index.field('Person', 'consents');
  if (consents?.category === 'CONSENT_RECORD') {
    found.set('ACCESS|CONSENT_RECORD', new Set(['Person.consents']));
    pairs.push(['ACCESS', 'CONSENT_RECORD']);
  }
  return { of: (source, category) => found.get(`${source}|${category}`) ?? NO_FIELDS, pairs };
}

function fileSource(index: FieldIndex, type: string, name: string): SourceKind | null {
  return type === 'Person' ? (index.files.find(({ field }) => field === name)?.source ?? null) : null;
}

/** Fields that are not there, categories whose fields a rule leaves out altogether, and categories that the source does not have. */
export function misfits(set: PolicySet, schema: SchemaFields): readonly PolicyFinding[] {
  return [
    ...set.rules.flatMap((rule) => [...unknownFields(rule, schema), ...leftOut(rule, schema)]),
    ...absent(set, schema),
  ];
}

function unknownFields(rule: PolicyRule, schema: SchemaFields): readonly PolicyFinding[] {
  return (rule.fields ?? []).flatMap((field, at) => {
    if (rule.categories.some((category) => schema.of(rule.source.kind, category).has(field))) return [];
    const says = `${field} is no field of ${rule.categories.join(' or ')} at ${rule.source.kind}, so it opens nothing`;
    return [{ level: 'FAULT', kind: 'FIELD', of: 'RULE', id: rule.id, path: `fields.${at}`, says } as const];
  });
}

function leftOut(rule: PolicyRule, schema: SchemaFields): readonly PolicyFinding[] {
  const { fields } = rule;
  if (fields === undefined) return [];
  return rule.categories.flatMap((category, at) => {
    const there = schema.of(rule.source.kind, category);
    if (there.size === 0 || fields.some((field) => there.has(field))) return [];
    const says = `its fields leave out all of ${category}, so it opens nothing of it`;
    return [{ level: 'FAULT', kind: 'FIELD', of: 'RULE', id: rule.id, path: `categories.${at}`, says } as const];
  });
}

/** A partner's schema may get such a field later, so this is no fault. */
function absent(set: PolicySet, schema: SchemaFields): readonly PolicyFinding[] {
  const named = set.rules.flatMap(({ id, source, categories }) =>
    categories
      .filter((category) => schema.of(source.kind, category).size === 0)
      .map((category) => ({ id, at: `${source.kind}.${category}` })),
  );
  return [...Map.groupBy(named, ({ at }) => at)].map(([at, rules]) => ({
    level: 'NOTE',
    kind: 'FIELD',
    of: 'SCHEMA',
    id: at,
    path: '',
    says: `the schema has no such field yet; ${rules.length} ${rules.length === 1 ? 'rule names' : 'rules name'} it`,
  }));
}
