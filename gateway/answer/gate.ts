// A field and the place it lies at enter; whether it is open there leaves. Every value of the answer passes here.
import type { Oin } from '../../schema/identifiers.ts';
import type { AskField } from '../vocabulary/operation.ts';
import type { At } from './place.ts';
import type { View } from './view.ts';

export type Passed = {
  readonly at: At;
  /** The holder whose cell opened it; null for what belongs to nobody (NONE). */
  readonly holder: Oin | null;
};

/** Null: closed. INVARIANT every-level: what lies below a closed field is never reached, so each level only checks itself. */
export function pass(view: View, at: At, field: AskField): Passed | null {
  const { category, source } = field;
  if (category === 'NONE') return { at, holder: at.holder };
  if (at.subject === null || source === null) return null;
  const { subject } = at;
  if (at.open?.category === category) {
    return allows(at.open.verdict.fields, field) ? { at, holder: at.holder } : null;
  }
  const holders = at.holder === null ? view.cells.openHolders(subject, source) : [at.holder];
  for (const holder of holders) {
    const verdict = view.cells.open(subject, holder, category);
    if (verdict === undefined || !allows(verdict.fields, field)) continue;
    return { at: { ...at, open: { category, verdict } }, holder };
  }
  return null;
}

/** A rule's field limits name leaves (`Type.field`). */
function allows(fields: readonly string[] | null, field: AskField): boolean {
  return fields === null || field.selections !== null || fields.includes(`${field.parent}.${field.name}`);
}
