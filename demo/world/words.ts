// A sentence of a world file, in the two languages of the playground.
import { z } from 'zod';

export const words = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;
