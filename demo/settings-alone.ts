// The settings file of an issuer that runs as a process of its own.
import { z } from 'zod';
import { persona } from './issuer/persona.ts';

export const issuerFile = z.strictObject({
  /** `iss`: where the gateway finds it. */
  issuerUrl: z.url(),
  audience: z.string().min(1),
  /** Beside the settings file. */
  keyFile: z.string().regex(/^[a-z-]+\.pem$/),
  personas: z.array(persona),
  /** What the demo's commands ask for: see world/listing.ts. */
  pages: z.strictObject({ personas: z.array(z.unknown()), holders: z.array(z.unknown()) }),
});
export type IssuerFile = z.infer<typeof issuerFile>;
