// Words of the case system into names of the graph. A word that is in no list is garbled input, never "nothing".
import { z } from 'zod';
import type { Terms } from '../../schema/names/define.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { Role } from '../../schema/names/role.ts';
import { ROLES } from '../../schema/names/role.ts';

/** By the whole term (`triagist`). */
export function fromTerm<Value extends string>(terms: Terms<Value>) {
  return named(new Map(valuesOf(terms).map((value) => [terms[value], value])));
}

/** By the CBS code that stands first in the term (`01`). */
export function fromCode<Value extends string>(terms: Terms<Value>) {
  return named(new Map(valuesOf(terms).map((value) => [terms[value].slice(0, 2), value])));
}

function named<Value extends string>(values: ReadonlyMap<string, Value>) {
  return z.string().transform((text, context): Value => {
    const value = values.get(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'a word that is in no list' });
    return z.NEVER;
  });
}

const ROLE_OF = new Map<string, Role>(valuesOf(ROLES).map((role) => [ROLES[role], role]));

/** An employee as Professional of the graph; a job the graph has no role for (administration) is no role. */
export const professional = z
  .object({
    naam: z.string(),
    functie: z.string(),
    telefoon: z.string().nullable(),
    email: z.string().nullable(),
  })
  .transform(({ naam, functie, telefoon, email }) => ({
    name: naam,
    role: ROLE_OF.get(functie) ?? null,
    phone: telefoon,
    email,
  }));
