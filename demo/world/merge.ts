// Parts of one holder's data, told in several situations, joined to one seed.
import type { z } from 'zod';

/** Lists are put one after another, objects are laid over each other; the whole then passes the source's own parser. */
export function mergeParts<Seed extends z.ZodType>(
  seed: Seed,
  parts: readonly object[],
): z.ZodSafeParseResult<z.infer<Seed>> {
  const whole: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      const known = whole[key];
      if (Array.isArray(known) && Array.isArray(value)) whole[key] = [...known, ...value];
      else if (isObject(known) && isObject(value)) whole[key] = { ...known, ...value };
      else if (value !== undefined) whole[key] = value;
    }
  }
  return seed.safeParse(whole);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
