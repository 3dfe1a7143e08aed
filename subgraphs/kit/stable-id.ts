// Ids of demo data: the same holder and slug give the same id on every start, so that documented ids hold.
import { createHash } from 'node:crypto';
import { type CaseId, caseId, type Oin } from '../../schema/identifiers.ts';

/** A case or record of this holder; shaped like a UUID. */
export function stableId(holder: Oin, slug: string): CaseId {
  const hex = createHash('sha256').update(`${holder}/${slug}`).digest('hex');
  return caseId.parse(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-'),
  );
}
