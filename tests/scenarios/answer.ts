// The part of an answer that scenarios look at.
import { z } from 'zod';

const group = {
  subjects: z.array(z.string()),
  holder: z.string(),
  source: z.string(),
  categories: z.array(z.string()),
};

export const answer = z.object({
  data: z.unknown(),
  errors: z.undefined().optional(),
  extensions: z.object({
    access: z.object({
      opened: z.array(z.object({ ...group, rule: z.string(), bases: z.array(z.string()).min(1), via: z.string() })),
      withheld: z.array(
        z.object({ ...group, code: z.string(), paths: z.array(z.array(z.union([z.string(), z.number()]))) }),
      ),
      sources: z.array(z.object({ holder: z.string(), status: z.string() })),
    }),
  }),
});
export type Answer = z.infer<typeof answer>;
