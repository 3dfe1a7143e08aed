// What the tests of releases send and read: acts and lists by persona, in the shapes of the graph. Decides nothing.
import { z } from 'zod';
import type { Reply, System } from '../support/system.ts';

const withheld = z.object({
  subjects: z.array(z.string()),
  holder: z.string().optional(),
  categories: z.array(z.string()),
  code: z.string(),
  request: z.string().optional(),
});
const opened = z.object({
  subjects: z.array(z.string()),
  holder: z.string(),
  categories: z.array(z.string()),
  via: z.string(),
});
const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.object({ access: z.object({ opened: z.array(opened), withheld: z.array(withheld) }) }),
});
const result = z.object({
  id: z.string().nullable(),
  until: z.string().nullable(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullable() })),
});
export type Result = z.infer<typeof result>;

const made = z.object({
  id: z.string(),
  about: z.string().nullable(),
  holder: z.object({ oin: z.string() }),
  purpose: z.string(),
  categories: z.array(z.string()),
  askedAt: z.string(),
  dueOn: z.string(),
  until: z.string(),
  state: z.string(),
  released: z.array(z.object({ categories: z.array(z.string()), until: z.string() })),
});
const toAnswer = z.object({
  id: z.string(),
  about: z.string().nullable(),
  organisation: z.object({ oin: z.string() }),
  role: z.string(),
  purpose: z.string(),
  categories: z.array(z.string()),
  reason: z.string(),
  dueOn: z.string(),
  state: z.string(),
});
const given = z.object({
  id: z.string(),
  kind: z.string(),
  about: z.string().nullable(),
  recipient: z.object({ oin: z.string() }).nullable(),
  categories: z.array(z.string()),
  until: z.string(),
  waitsFor: z.string().nullable(),
});
const releases = z.object({ made: z.array(made), toAnswer: z.array(toAnswer), given: z.array(given) });
const task = z.object({
  id: z.string(),
  kind: z.string(),
  about: z.string().nullable(),
  reference: z.string(),
  dueOn: z.string().nullable(),
  state: z.string(),
  note: z.string().nullable(),
});
const offered = z.object({
  id: z.string(),
  holder: z.object({ oin: z.string() }),
  about: z.string().nullable(),
  categories: z.array(z.string()),
  until: z.string(),
  note: z.string().nullable(),
});

const INPUTS: Readonly<Record<string, string>> = {
  requestRelease: 'ReleaseRequestInput',
  answerRelease: 'ReleaseAnswerInput',
  releaseUnasked: 'UnaskedReleaseInput',
  releaseToSubject: 'SubjectReleaseInput',
  proposeStandingRelease: 'StandingReleaseInput',
  signStandingRelease: 'StandingSignatureInput',
  endRelease: 'EndReleaseInput',
};

export type Cell = {
  readonly subject: string;
  readonly holder: string;
  readonly category: string;
  readonly says: string;
};

export function createAsking(system: System) {
  const purposeOf = (persona: string): string => system.persona(persona).purposes[0] ?? '';

  const send = (persona: string, act: string, input: object, purpose = purposeOf(persona)): Promise<Reply> =>
    system.ask(
      persona,
      `mutation($input: ${INPUTS[act]}!) @access(purpose: ${purpose}) { said: ${act}(input: $input) { id until problems { code field } } }`,
      { input },
    );

  const act = async (persona: string, name: string, input: object, purpose = purposeOf(persona)): Promise<Result> =>
    result.parse(reply.parse((await send(persona, name, input, purpose)).body).data?.said);

  const list = async (persona: string, purpose = purposeOf(persona)) => {
    const text = `query @access(purpose: ${purpose}) { releases {
      made { id about holder { oin } purpose categories askedAt dueOn until state released { categories until } }
      toAnswer { id about organisation { oin } role purpose categories reason dueOn state }
      given { id kind about recipient { oin } categories until waitsFor } } }`;
    return releases.parse(reply.parse((await system.ask(persona, text)).body).data?.releases);
  };

  const tasks = async (persona: string, purpose = purposeOf(persona)) => {
    const text = `query @access(purpose: ${purpose}) { tasks { id kind about reference dueOn state note } }`;
    return z.array(task).parse(reply.parse((await system.ask(persona, text)).body).data?.tasks);
  };

  const offers = async (persona: string, purpose = purposeOf(persona)) => {
    const text = `query @access(purpose: ${purpose}) { caseload { nodes { id } offered { id holder { oin } about categories until note } } }`;
    const { caseload } = reply.parse((await system.ask(persona, text)).body).data ?? {};
    return z.object({ nodes: z.array(z.object({ id: z.string() })), offered: z.array(offered) }).parse(caseload);
  };

  /** What the persona's own example says of each cell: how it opened, or why not. */
  const cells = async (persona: string): Promise<readonly Cell[]> => {
    const { access } = reply.parse((await system.example(persona)).body).extensions;
    const spread = (one: { subjects: string[]; categories: string[] }, holder: string, says: string): Cell[] =>
      one.subjects.flatMap((subject) => one.categories.map((category) => ({ subject, holder, category, says })));
    return [
      ...access.opened.flatMap((one) => spread(one, one.holder, one.via)),
      ...access.withheld.flatMap((one) => spread(one, one.holder ?? '', one.code)),
    ];
  };

  /** The handle that stands on one cell of the persona's example; undefined: none. */
  const handle = async (persona: string, at: { holder: string; subject: string; category: string }) => {
    const { access } = reply.parse((await system.example(persona)).body).extensions;
    return access.withheld.find(
      (one) =>
        one.holder === system.oin(at.holder) &&
        one.subjects.includes(at.subject) &&
        one.categories.includes(at.category),
    )?.request;
  };

  return { send, act, list, tasks, offers, cells, handle, purposeOf };
}
export type Asking = ReturnType<typeof createAsking>;
