// The handle of a request: which act of somebody else could lift a denial, as text that only its own recipient can use (OutwardIds, kind REQUEST).
// Nothing of it is stored. INVARIANT from-the-decision: it follows from policy and the caller's own facts alone, never from what a holder has.
import { z } from 'zod';
import { caseId, innerKey, type Oin, oin } from '../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES, type Purpose } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import type { Caller } from './caller.ts';
import { partsOfSubjectKey, type SubjectKey } from './subject.ts';

/** RELEASE: the holder's professional may release it. CONSENT: the family may agree to it. */
const kinds = z.enum(['RELEASE', 'CONSENT']);

const handle = z.strictObject({
  kind: kinds,
  ownCase: caseId,
  /** Every one of them, for every one of the categories. */
  about: z.array(innerKey).min(1),
  holder: oin,
  categories: z.array(z.enum(valuesOf(CATEGORIES))).min(1),
  purpose: z.enum(valuesOf(PURPOSES)),
  /** The role in which it was denied; another role of the same organisation is another question. */
  role: z.enum(valuesOf(ROLES)),
  /** Wall time, ms since the epoch, from which it is worth nothing (AuthZEN wants an end). Null: none. */
  expires: z.int().nullable(),
});
export type RequestHandle = z.infer<typeof handle>;

/** The order of people and categories is that of the decision, so that the same denial gives the same handle. An end stands last, where there is one. */
const text = z
  .tuple([kinds, z.string(), z.array(z.string()), z.string(), z.array(z.string()), z.string(), z.string()])
  .rest(z.int());

function textOf({ kind, ownCase, about, holder, categories, purpose, role, expires }: RequestHandle): string {
  const end = expires === null ? [] : [expires];
  const made: z.infer<typeof text> = [kind, ownCase, about, holder, categories, purpose, role, ...end];
  return JSON.stringify(made);
}

/** `opened`: what OutwardIds opened; null where it was not made for this recipient. */
export function parseRequest(opened: string | null): RequestHandle | null {
  if (opened === null) return null;
  const [kind, ownCase, about, holder, categories, purpose, role, expires = null] = text.parse(JSON.parse(opened));
  return handle.parse({ kind, ownCase, about, holder, categories, purpose, role, expires });
}

/** Those who work on cases ask; a data subject asks the controller itself. `reported`: the code that the caller is told. Null: no request helps. */
export function requestKind(asker: Caller, reported: WithheldCode): RequestHandle['kind'] | null {
  if (asker.kind !== 'PROFESSIONAL') return null;
  switch (reported) {
    case 'PENDING_RELEASE':
    case 'NOT_RELEASED':
      return 'RELEASE';
    case 'NO_VALID_CONSENT':
      return 'CONSENT';
    default:
      return null;
  }
}

/** The handle, unsealed, for cells of one own case that were denied alike: every category of every subject. Null: no request helps. */
export function requestFor(
  asker: Caller,
  purpose: Purpose,
  reported: WithheldCode,
  cells: { readonly subjects: readonly SubjectKey[]; readonly holder: Oin; readonly categories: readonly Category[] },
  expires: number | null = null,
): string | null {
  const kind = requestKind(asker, reported);
  const named = cells.subjects.flatMap((subject) => partsOfSubjectKey(subject) ?? []);
  const ownCase = named[0]?.ownCase;
  if (kind === null || ownCase === undefined) return null;
  const about = named.map(({ person }) => person);
  const { holder, categories } = cells;
  return textOf({ kind, ownCase, about, holder, categories: [...categories], purpose, role: asker.role, expires });
}
