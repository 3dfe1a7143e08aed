// The law table and who asks enter; what of the schema that asker could never open, and so never sees, leaves.
import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { WITHOUT_CASES } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { CutField } from './api-schema.ts';
import type { Caller } from './caller.ts';
import { EXISTENCE_SENSITIVE, TELLING_HOLDERS } from './existence.ts';
import type { AskerKind, FieldIndex } from './field-index.ts';
import { isGround, type LawRow, serves } from './law-row.ts';
import { CASEWORK_KINDS, HOLDERS_OF } from './policy-check.ts';
import { SPECIAL_CATEGORIES } from './policy-coverage.ts';

type MayOpen = (source: SourceKind, category: Category) => boolean;
type Index = Pick<FieldIndex, 'field' | 'files' | 'schema'>;

/** Against this schema an operation of the caller is read: roles of control are refused as such, later, for whatever they ask. */
export function askerOf(caller: Caller): OrganisationKind | null {
  return caller.kind === 'PROFESSIONAL' ? caller.organisation.kind : null;
}

/** This schema the caller is shown: to whom no case is the own nothing ever opens. */
export function viewerOf(caller: Caller): AskerKind {
  const asker = askerOf(caller);
  return WITHOUT_CASES.has(caller.role) || !mayHaveCases(asker) ? 'CONTROL' : asker;
}

function mayHaveCases(asker: OrganisationKind | null): boolean {
  return asker === null || CASEWORK_KINDS.some((kind) => kind === asker);
}

/**
 * By the law table and not by the policies: the table is public and the same for everyone, while the presence of a field that follows from a policy
 * would tell partners which rules a holder has (attack 24).
 */
export function cutFor(asker: AskerKind, index: Index, law: readonly LawRow[] | null): CutField {
  const mayOpen = openableBy(asker, law);
  const shown = shownFields(index, mayOpen);
  const isShown = (type: string): boolean => [...shown].some((coordinate) => coordinate.startsWith(`${type}.`));
  const hasReporter = [...shown].some((coordinate) => {
    const [type = '', name = ''] = coordinate.split('.');
    return index.field(type, name)?.category === 'REPORTER';
  });
  return (typeName, name) => {
    const type = index.schema.getType(typeName);
    if (isObjectType(type)) return index.field(typeName, name) !== undefined && !shown.has(`${typeName}.${name}`);
    // An interface promises what each of its types has.
    if (isAbstractType(type)) {
      const left = index.schema.getPossibleTypes(type).filter((possible) => isShown(possible.name));
      return left.some((possible) => !shown.has(`${possible.name}.${name}`));
    }
    return (typeName === 'Category' || typeName === 'ShieldKind') && name === 'REPORTER' && !hasReporter;
  };
}

function openableBy(asker: AskerKind, law: readonly LawRow[] | null): MayOpen {
  if (asker === 'CONTROL') return () => false;
  if (!mayHaveCases(asker)) return (_source, category) => category !== 'REPORTER';
  const grounds = law?.filter((row) => isGround(row) && serves(row, asker)) ?? null;
  return (source, category) => {
    const holders = HOLDERS_OF[source];
    const isOwn = asker !== null && holders.includes(asker);
    // INVARIANT reporter-cut: outside its holder REPORTER opens to nobody, whatever the law table says.
    if (category === 'REPORTER' && !isOwn) return false;
    if (grounds === null) return true;
    // Where a denial may not tell, everybody may ask, and is told alike that nothing is available: no schema tells either.
    if (EXISTENCE_SENSITIVE.has(category) || holders.some((kind) => TELLING_HOLDERS.has(kind))) return true;
    const rows = grounds.filter(({ categories }) => categories.includes(category));
    if (rows.length === 0) return false;
    if (SPECIAL_CATEGORIES.has(category) && !rows.some(({ specialGround }) => specialGround)) return false;
    // What the gateway itself keeps needs nobody to disclose it.
    if (isOwn || source === 'ACCESS') return true;
    return rows.some(({ force, sources }) => force !== 'OWN' && sources.some((kind) => holders.includes(kind)));
  };
}

/** Whether something of a person opens below, and whether something does not. */
type Below = { readonly some: boolean; readonly none: boolean };
const NOBODY: Below = { some: false, none: false };

/** `Type.field` of all that can be reached from the root types along what may open. */
function shownFields(index: Index, mayOpen: MayOpen): ReadonlySet<string> {
  const shown = new Set<string>();
  const seen = new Map<string, Below>();
  const walk = (typeName: string, above: SourceKind | null, inherited: Category | null): Below => {
    const state = `${typeName}|${above}|${inherited}`;
    const known = seen.get(state);
    if (known !== undefined) return known;
    seen.set(state, { some: false, none: false });
    const type = index.schema.getType(typeName);
    let some = false;
    let none = false;
    for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
      const classed = index.field(typeName, field.name);
      if (classed === undefined || classed.folded) continue;
      const source = above ?? classed.source;
      const category = classed.category ?? inherited;
      const isPassage = category === null || category === 'NONE';
      if (!isPassage && (source === null || !mayOpen(source, category))) {
        none = true;
        continue;
      }
      const beyond = category === 'NONE' ? null : category;
      const below = classed.composite ? walk(getNamedType(field.type).name, source, beyond) : NOBODY;
      some ||= !isPassage || below.some;
      none ||= below.none;
      // A file of which nothing opens is not there; ids, holders and page information are, wherever they stand.
      if (isPassage && source !== null && below.none && !below.some) continue;
      shown.add(`${typeName}.${field.name}`);
    }
    const found = { some, none };
    seen.set(state, found);
    return found;
  };
  for (const root of ['Query', 'Mutation']) walk(root, null, null);
  const household = index.schema.getType('Household');
  for (const { name } of isObjectType(household) ? Object.values(household.getFields()) : []) {
    if (index.field('Household', name)?.folded !== true) continue;
    if (index.files.some(({ type }) => shown.has(`${type}.${name}`))) shown.add(`Household.${name}`);
  }
  return shown;
}
