// For tests of consent: what an act and a view answer, as far as they look at it.
import { z } from 'zod';
import type { Reply, System } from '../support/system.ts';

const access = z.object({
  opened: z.array(z.object({ subjects: z.array(z.string()), holder: z.string(), categories: z.array(z.string()) })),
  withheld: z.array(
    z.object({
      subjects: z.array(z.string()),
      holder: z.string().optional(),
      categories: z.array(z.string()),
      code: z.string(),
      request: z.string().optional(),
    }),
  ),
});
const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
  extensions: z.object({ access }),
});
const said = z.looseObject({
  id: z.string().nullish(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullable() })),
});
export type Said = z.infer<typeof said>;

export function accessIn(answer: Reply): z.infer<typeof access> {
  return reply.parse(answer.body).extensions.access;
}

/** `problems` as `code field`, for one literal to compare with. */
export async function act(
  system: System,
  persona: string,
  name: string,
  inputType: string,
  input: Readonly<Record<string, unknown>>,
  { purpose = persona.startsWith('me-') ? 'OWN_FILE' : 'SUPPORT_PLAN', more = '' } = {},
): Promise<{ readonly id: string | null; readonly problems: readonly string[]; readonly said: Said }> {
  const query = `mutation Act($input: ${inputType}!) @access(purpose: ${purpose}) { said: ${name}(input: $input) { id ${more} problems { code field } } }`;
  const answer = await system.ask(persona, query, { input });
  const { data, errors } = reply.parse(answer.body);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const one = said.parse(data?.said);
  return { id: one.id ?? null, problems: one.problems.map(({ code, field }) => `${code} ${field ?? '-'}`), said: one };
}

const TASKS = (purpose: string) =>
  `query @access(purpose: ${purpose}) { tasks { id kind about reference dueOn state note } }`;
const tasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      about: z.string().nullable(),
      reference: z.string(),
      dueOn: z.string().nullable(),
      state: z.string(),
      note: z.string().nullable(),
    }),
  ),
});
export type TaskSeen = z.infer<typeof tasks>['tasks'][number];

export async function tasksOf(system: System, persona: string, purpose?: string): Promise<readonly TaskSeen[]> {
  const named = purpose ?? (persona.startsWith('me-') ? 'OWN_FILE' : 'SUPPORT_PLAN');
  return tasks.parse(reply.parse((await system.ask(persona, TASKS(named))).body).data).tasks;
}

/** The categories about one person of one holder that are open, sorted. */
export function openAt(answer: Reply, person: string, holder: string): readonly string[] {
  const groups = accessIn(answer).opened.filter((one) => one.holder === holder && one.subjects.includes(person));
  return groups.flatMap(({ categories }) => categories).sort();
}
