// The data of an answer in; why the act that it answers was not done out. Null: it answers no act.
import * as z from 'zod/mini';

const problem = z.object({
  code: z.optional(z.string()),
  field: z.optional(z.nullable(z.string())),
  message: z.optional(z.nullable(z.string())),
});
export type Problem = z.infer<typeof problem>;
const acted = z.object({ problems: z.array(problem) });

/** An act is the only root field of its operation, so the first value is its result. */
export function problemsIn(data: unknown): readonly Problem[] | null {
  if (typeof data !== 'object' || data === null) return null;
  const [first] = Object.values(data);
  const result = acted.safeParse(first);
  return result.success ? result.data.problems : null;
}
