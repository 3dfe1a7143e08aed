import { z } from 'zod';
import { oin } from './identifiers.ts';
import { valuesOf } from './names/define.ts';
import { ORGANISATION_KINDS } from './names/organisation-kind.ts';

/** An organisation as the graph shows it (type Organisation). */
export const organisation = z.strictObject({
  oin,
  kind: z.enum(valuesOf(ORGANISATION_KINDS)),
  name: z.string().min(1),
  region: z.string().nullable(),
});
export type Organisation = z.infer<typeof organisation>;
