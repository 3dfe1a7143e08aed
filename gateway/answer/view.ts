// All that shaping one answer looks at. Made once per answer; only `unreached` grows while the operation is executed.

import type { Oin } from '../../schema/identifiers.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { JsonObject } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField } from '../vocabulary/operation.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import type { Cells } from './cells.ts';
import type { Outward } from './outward.ts';

export type Path = readonly (string | number)[];

export type View = {
  readonly index: FieldIndex;
  readonly tree: readonly AskField[];
  readonly data: JsonObject | null;
  /** What was asked in the end: consent withdrawn in between has narrowed it. */
  readonly asked: Asked | null;
  readonly cells: Cells;
  readonly facts: Facts | null;
  readonly present: ReadonlySet<SubjectKey>;
  readonly outward: Outward;
  readonly organisation: (oin: Oin) => Organisation | undefined;
  readonly unreachable: ReadonlySet<Oin>;
  /** Holders that are down, with the first place of the answer that misses them. */
  readonly unreached: Map<Oin, Path>;
};

export function fileOf(index: FieldIndex, parent: string, name: string): { readonly source: SourceKind } | undefined {
  return parent === 'Person' ? index.files.find(({ field }) => field === name) : undefined;
}
