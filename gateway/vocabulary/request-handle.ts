// The handle of a request: which act of somebody else could lift a denial, as text that only its own recipient can use (OutwardIds, kind REQUEST).
// Nothing of it is stored. INVARIANT from-the-decision: it follows from policy and the caller's own facts alone, never from what a holder has.
import { z } from 'zod';
import { caseId, innerKey, oin } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';

/** RELEASE: the holder's professional may release it. CONSENT: the family may agree to it. */
const kind = z.enum(['RELEASE', 'CONSENT']);

const handle = z.strictObject({
  kind,
  ownCase: caseId,
  /** Every one of them, for every one of the categories. */
  about: z.array(innerKey).min(1),
  holder: oin,
  categories: z.array(z.enum(valuesOf(CATEGORIES))).min(1),
  purpose: z.enum(valuesOf(PURPOSES)),
  /** The role in which it was denied; another role of the same organisation is another question. */
  role: z.enum(valuesOf(ROLES)),
});
export type RequestHandle = z.infer<typeof handle>;

const text = z.tuple([kind, z.string(), z.array(z.string()), z.string(), z.array(z.string()), z.string(), z.string()]);

/** What is sealed. The order of people and categories is that of the decision, so that the same denial gives the same handle. */
export function requestText({ kind: of, ownCase, about, holder, categories, purpose, role }: RequestHandle): string {
  return JSON.stringify([of, ownCase, about, holder, categories, purpose, role] satisfies z.infer<typeof text>);
}

/** `opened`: what OutwardIds opened; null where it was not made for this recipient. */
export function parseRequest(opened: string | null): RequestHandle | null {
  if (opened === null) return null;
  const [of, ownCase, about, holder, categories, purpose, role] = text.parse(JSON.parse(opened));
  return handle.parse({ kind: of, ownCase, about, holder, categories, purpose, role });
}

/** Which denials an act of somebody else could lift; undefined: none. `reported`: the code that the caller is told. */
export function liftedBy(reported: WithheldCode): RequestHandle['kind'] | undefined {
  switch (reported) {
    case 'PENDING_RELEASE':
    case 'NOT_RELEASED':
      return 'RELEASE';
    case 'NO_VALID_CONSENT':
      return 'CONSENT';
    default:
      return undefined;
  }
}
