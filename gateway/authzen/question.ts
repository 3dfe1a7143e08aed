// What an ask is about in the gateway's own words: a professional, a purpose and a cell; or why the answer is no before anybody is asked anything.
// What is said here follows from the question and the register of purposes alone, so that it is the same whether or not something exists.
import { type CaseId, caseId, type InnerKey, innerKey, type Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import { isOneOf } from '../../schema/names/define.ts';
import { PURPOSES, type Purpose } from '../../schema/names/purpose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { PurposeEntry } from '../vocabulary/policy-rule.ts';
import type { OutwardIds, Registry } from '../vocabulary/ports.ts';
import { CELL, parseCellId } from './cell-id.ts';
import { type Action, type Entity, type Flaw, isFlaw, type Kind } from './messages.ts';
import { aboutOf } from './subject.ts';

/** Undefined: any own case. Null: none that exists. */
export type CaseNamed = CaseId | null | undefined;
export type CellAsked = {
  readonly person: InnerKey;
  readonly category: Category;
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly ownCase: CaseNamed;
};
/** Null reason: nothing that may be told. */
export type No = { readonly reason: WithheldCode | null };
export type Question = { readonly about: ProfessionalCaller; readonly purpose: Purpose; readonly cell: CellAsked };

export type QuestionPorts = {
  readonly ids: OutwardIds;
  readonly registry: Pick<Registry, 'registrations' | 'holder'>;
  readonly purposes: () => readonly PurposeEntry[];
};

/** Stands for a person whose id is not one of ours: the same is asked of the own source as about one that is. */
const NOBODY: InnerKey = innerKey.parse('nobody-of-any-case');

export function questionOf(
  { subject, action, resource }: { readonly subject: Entity; readonly action: Action; readonly resource: Entity },
  asker: ProfessionalCaller,
  ports: QuestionPorts,
): Question | No | Flaw {
  const about = aboutOf(subject, asker, ports.registry);
  if (about === null) return { reason: null };
  if (isFlaw(about)) return about;
  const purpose = purposeOf(action, about, ports.purposes());
  if ('reason' in purpose) return purpose;
  const cell = cellOf(resource, asker, ports);
  if ('reason' in cell || isFlaw(cell)) return cell;
  return { about, purpose: purpose.name, cell };
}

/** NLGov: `processing_activity_id` names the entry of the register; it has to be that of this purpose. */
export function purposeOf(
  { name, properties }: Action,
  { organisation, role }: ProfessionalCaller,
  register: readonly PurposeEntry[],
): { readonly name: Purpose } | No {
  const entries = register.filter(({ purpose }) => purpose === name);
  const activity = properties.processing_activity_id;
  const isNamed = activity === undefined || entries.some((entry) => entry.activity === activity);
  if (!isOneOf(PURPOSES, name) || entries.length === 0 || !isNamed) return { reason: 'PURPOSE_NOT_ALLOWED' };
  return entries.some(({ users }) => users.some((user) => user.kind === organisation.kind && user.roles.includes(role)))
    ? { name }
    : { reason: 'ROLE_NOT_ALLOWED' };
}

export function cellOf(
  { type, id, properties }: Entity,
  { organisation }: ProfessionalCaller,
  { ids, registry }: Pick<QuestionPorts, 'ids' | 'registry'>,
): CellAsked | No | Flaw {
  if (type !== CELL) return { reason: null };
  const cell = parseCellId(id);
  if (cell === null) return { flaw: 'resource.id: a cell is named PERSON.CATEGORY.OIN' };
  const { category, holder } = cell;
  // What the gateway itself keeps is addressed under the own organisation.
  const source =
    category === 'CONSENT_RECORD' && holder === organisation.oin ? 'ACCESS' : registry.holder(holder)?.source;
  if (source === undefined || (category === 'CONSENT_RECORD') !== (source === 'ACCESS')) return { reason: null };
  return {
    person: personOf(cell.person, organisation.oin, ids),
    category,
    holder,
    source,
    ownCase: caseOf(properties.household, organisation.oin, ids),
  };
}

export function personOf(outward: string, own: Oin, ids: OutwardIds): InnerKey {
  return innerKey.safeParse(ids.open('PERSON', outward, own)).data ?? NOBODY;
}

export function caseOf(household: unknown, own: Oin, ids: OutwardIds): CaseNamed {
  if (household === undefined) return undefined;
  if (typeof household !== 'string') return null;
  return caseId.safeParse(ids.open('HOUSEHOLD', household, own)).data ?? null;
}

/** The members of a resource that a search looks for: each, where it is named, has to fit. */
export type Wanted = {
  readonly person: InnerKey | undefined;
  readonly category: unknown;
  readonly holder: unknown;
  readonly ownCase: CaseNamed;
};

export function wantedOf({ properties }: Kind, own: Oin, ids: OutwardIds): Wanted {
  const { person, category, holder, household } = properties;
  return {
    person: person === undefined ? undefined : typeof person === 'string' ? personOf(person, own, ids) : NOBODY,
    category,
    holder,
    ownCase: caseOf(household, own, ids),
  };
}
