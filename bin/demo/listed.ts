// What the running demo tells of its personas and holders (demo/world/listing.ts), parsed as it comes over the wire.
import { z } from 'zod';

const words = z.object({ nl: z.string(), en: z.string() });
const organisation = z.object({ oin: z.string(), kind: z.string(), name: z.string() });

export const listedPersonas = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    organisation: organisation.nullable(),
    role: z.string(),
    purposes: z.array(z.string()),
    households: z.array(z.string()),
    example: z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) }),
    acts: z.array(
      z.object({
        says: words,
        problems: z.array(z.string()),
        query: z.string(),
        variables: z.record(z.string(), z.unknown()),
      }),
    ),
    claims: z.record(z.string(), z.string()),
    situation: words.nullable(),
    says: words,
  }),
);
export type ListedPersona = z.infer<typeof listedPersonas>[number];

export const listedHolders = z.array(
  z.object({
    oin: z.string(),
    kind: z.string(),
    name: z.string(),
    region: z.string().nullable(),
    url: z.string(),
    emergencyProfile: z.boolean(),
  }),
);
