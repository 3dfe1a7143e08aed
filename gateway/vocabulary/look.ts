// A look as the record holds it: what one organisation was shown about one person in one request. Read back for that person's own access log.
import { z } from 'zod';
import { oin } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { VIAS } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';

export const recordedLook = z.object({
  recordId: z.string().min(1),
  /** Wall time, ms since the epoch: when the request began. */
  at: z.int().nonnegative(),
  organisation: oin,
  role: z.enum(valuesOf(ROLES)),
  purpose: z.enum(valuesOf(PURPOSES)),
  emergency: z.boolean(),
  /** What opened, by holder and ground; never empty. */
  opened: z
    .array(
      z.object({
        holder: oin,
        source: z.enum(valuesOf(SOURCE_KINDS)),
        categories: z.array(z.enum(valuesOf(CATEGORIES))).min(1),
        bases: z.array(z.string()),
        via: z.enum(valuesOf(VIAS)),
      }),
    )
    .min(1),
});
export type RecordedLook = z.infer<typeof recordedLook>;

/** A place in a log, between two lines: it names a line and counts nothing. */
export type LogPlace = { readonly writtenAt: bigint; readonly recordId: string };
export type LogLine = { readonly look: RecordedLook; readonly place: LogPlace };
