// Which categories open without a stated necessity, and of which a denial may not even say that there is something.
import type { Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { EXISTENCE_SENSITIVE, TELLING_HOLDERS } from '../vocabulary/existence.ts';

/** Opens under powers or a measure without a stated necessity. */
export const BASE_SET: ReadonlySet<Category> = new Set<Category>(['INVOLVEMENT', 'CUSTODY', 'MEASURE', 'SAFETY_PLAN']);

const SENSITIVE_ELSEWHERE: ReadonlySet<Category> = new Set<Category>(['INVOLVEMENT', 'MEASURE']);

/**
 * What the caller is told. What waits for a release or a necessity follows from policy and own facts, so it is told; so does that a deadline of one's own
 * request is past (decision record 0040).
 */
export function reportedCode(
  code: WithheldCode,
  category: Category,
  holderKind: OrganisationKind,
  own: boolean,
): WithheldCode {
  if (code === 'PENDING_RELEASE' || code === 'NOT_RELEASED' || code === 'NEEDS_NECESSITY') return code;
  const sensitive =
    EXISTENCE_SENSITIVE.has(category) || (!own && SENSITIVE_ELSEWHERE.has(category) && TELLING_HOLDERS.has(holderKind));
  return sensitive ? 'NOT_AVAILABLE' : code;
}
