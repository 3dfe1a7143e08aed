// What the tests of this folder ask, and how answers are read: acts, tasks, cells by holder and person. It decides nothing.
import { z } from 'zod';
import { DEMO_OUTWARD_ID_KEY } from '../../demo/demo-keys.ts';
import { innerKeyOf } from '../../demo/world/keys.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { oin } from '../../schema/identifiers.ts';
import type { Reply, System } from '../support/system.ts';

const ids = createOutwardIds(DEMO_OUTWARD_ID_KEY);

export function personFor(system: System, organisation: string, slug: string): string {
  return ids.seal('PERSON', innerKeyOf('default', slug), oin.parse(system.oin(organisation)));
}

const group = z.object({
  subjects: z.array(z.string()),
  holder: z.string().optional(),
  categories: z.array(z.string()),
});
const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
  extensions: z.object({
    access: z.object({
      recordId: z.string().nullable(),
      opened: z.array(group.extend({ via: z.string(), bases: z.array(z.string()) })),
      withheld: z.array(group.extend({ code: z.string() })),
      sources: z.array(z.object({ holder: z.string(), status: z.string() })),
      desks: z.array(z.object({ holder: z.string(), phone: z.string(), hours: z.string() })),
    }),
  }),
});

export function read(answer: Reply): z.infer<typeof reply> {
  return reply.parse(answer.body);
}

const said = z.object({
  id: z.string().nullable(),
  opensAt: z.string().nullish(),
  closesAt: z.string().nullish(),
  until: z.string().nullish(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullable() })),
});
export type Said = z.infer<typeof said>;

/** The one act of a mutation whose field has the alias `said`. */
export function saidIn(answer: Reply): Said {
  const { data } = read(answer);
  if (data === null || data === undefined) throw new Error(`no data: ${answer.text}`);
  return said.parse(data.said);
}

export const codesOf = ({ problems }: Said): string[] => problems.map(({ code }) => code);

/** `holder CATEGORY person VIA`, one per opened cell by that way. */
export function openedBy(
  system: System,
  organisation: string,
  answer: Reply,
  via: string,
  people: readonly string[],
): string[] {
  const slugs = new Map(people.map((slug) => [personFor(system, organisation, slug), slug]));
  return read(answer)
    .extensions.access.opened.filter((one) => one.via === via)
    .flatMap(({ holder, subjects, categories }) =>
      subjects.flatMap((subject) =>
        categories.map((category) => `${holder} ${category} ${slugs.get(subject) ?? subject}`),
      ),
    )
    .sort();
}

const task = z.object({
  id: z.string(),
  kind: z.string(),
  about: z.string().nullable(),
  reference: z.string(),
  dueOn: z.string().nullable(),
  state: z.string(),
  note: z.string().nullable(),
});
export type TaskRead = z.infer<typeof task>;

/** Whom a task is about shows to who may know of that person for the purpose. */
const tasksFor = (purpose: string) =>
  `query Tasks @access(purpose: ${purpose}) { tasks { id kind about reference dueOn state note } }`;

export async function tasksOf(
  system: System,
  persona: string,
  purpose = 'ADMINISTRATION',
): Promise<readonly TaskRead[]> {
  return z.object({ tasks: z.array(task) }).parse(read(await system.ask(persona, tasksFor(purpose))).data).tasks;
}
