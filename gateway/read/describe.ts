// The text of one operation enters; what it asks, for whoever registers it, leaves: its purpose and every category of every source it could ask about.
import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, visit } from 'graphql';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { AskerKind, FieldIndex } from '../vocabulary/field-index.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import { asksOf } from './asks.ts';
import { examine } from './examine.ts';
import { fragmentsOf, type ReadLimits } from './limits.ts';
import { buildTree } from './tree.ts';

export type DescribedOperation = {
  /** Hex SHA-256 of the text. */
  readonly hash: string;
  readonly name: string;
  readonly purpose: Purpose;
  /** `SOURCE.CATEGORY`, in order, whatever its variables skip or include. */
  readonly categories: readonly string[];
};

/** `asker`: against whose schema it has to hold. */
export function describeOperation(
  settings: { readonly index: FieldIndex; readonly limits: ReadLimits },
  text: string,
  asker: AskerKind,
): DescribedOperation | Refusal {
  const { index, limits } = settings;
  const examined = examine(index.schemaFor(asker), limits, text, null);
  if (isRefusal(examined)) return examined;
  const name = examined.operation.name?.value;
  if (name === undefined) return nameless();
  const whole = withoutConditions(examined.document);
  const operation = whole.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new TypeError('an examined document has an operation');
  const fragments = Object.assign(Object.create(null), Object.fromEntries(fragmentsOf(whole)));
  const { gates } = asksOf(index, buildTree({ index, fragments, conditions: {} }, operation));
  const categories = [...new Set(gates.map(({ source, category }) => `${source}.${category}`))].sort();
  return { hash: createHash('sha256').update(text).digest('hex'), name, purpose: examined.purpose.purpose, categories };
}

function withoutConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? null : undefined),
  });
}

function nameless(): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'De vraag heeft geen naam. Geef haar er een: query Naam @access(purpose: ...) { ... }',
    'The operation has no name. Give it one: query Name @access(purpose: ...) { ... }',
  );
}
