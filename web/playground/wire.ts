// What the gateway sends this page, parsed as it comes in. Members the page does not use may come and go.
import * as z from 'zod/mini';

export const words = z.object({ nl: z.string(), en: z.string() });
export type Words = z.infer<typeof words>;

const texts = z.array(z.string());

export const persona = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.nullable(z.object({ oin: z.string(), kind: z.string(), name: z.string() })),
  role: z.string(),
  purposes: texts,
  households: texts,
  example: z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) }),
  acts: z.array(z.object({ says: words, query: z.string(), variables: z.record(z.string(), z.unknown()) })),
  situation: z.nullable(words),
  says: words,
});
export type Persona = z.infer<typeof persona>;
export const personas = z.array(persona);

export const issuedToken = z.object({ access_token: z.string(), expires_in: z.number() });
/** ISO instants; `start` null: the clock began at wall time. */
export const clock = z.object({ now: z.string(), start: z.nullable(z.string()) });
export const movedClock = z.object({ now: z.string() });
/** List → value → Dutch term. */
export const names = z.record(z.string(), z.record(z.string(), z.string()));
export type Names = z.infer<typeof names>;
export const refusal = z.object({ errors: z.array(z.object({ message: z.string() })) });

const condition = z.looseObject({ kind: z.string() });
export type Condition = z.infer<typeof condition>;

export const lawRow = z.object({
  id: z.string(),
  article: z.string(),
  says: words,
  force: z.string(),
  consent: z.string(),
  regimes: texts,
  conditions: z.array(condition),
  informs: z.boolean(),
  setsSecrecyAside: z.boolean(),
  validFrom: z.string(),
  validUntil: z.nullable(z.string()),
  certainty: z.string(),
  question: z.nullable(z.string()),
});
export type LawRow = z.infer<typeof lawRow>;

export const rule = z.object({
  id: z.string(),
  says: words,
  recipient: z.object({ kinds: texts, roles: texts, purposes: texts }),
  source: z.object({ kind: z.string(), whose: z.string() }),
  categories: texts,
  fields: z.optional(texts),
  about: texts,
  regime: z.string(),
  processing: texts,
  disclosure: texts,
  special: texts,
  conditions: z.array(condition),
});
export type Rule = z.infer<typeof rule>;

export const policy = z.object({
  version: z.string(),
  law: z.array(lawRow),
  rules: z.array(rule),
  purposes: z.array(
    z.object({
      purpose: z.string(),
      users: z.array(z.object({ kind: z.nullable(z.string()), roles: texts })),
    }),
  ),
});
export type Policy = z.infer<typeof policy>;

const opened = z.object({
  subjects: texts,
  holder: z.string(),
  source: z.string(),
  categories: texts,
  rule: z.string(),
  bases: texts,
  /** Null: the decision came from the data, which tells neither. */
  regime: z.nullable(z.string()),
  via: z.nullable(z.string()),
  period: z.nullable(z.object({ from: z.nullable(z.string()), until: z.nullable(z.string()) })),
});
export type OpenedGroup = z.infer<typeof opened>;

const withheld = z.object({
  subjects: texts,
  holder: z.optional(z.string()),
  source: z.string(),
  categories: texts,
  code: z.string(),
  message: words,
  request: z.optional(z.string()),
});
export type WithheldGroup = z.infer<typeof withheld>;

const sourceLine = z.object({
  holder: z.string(),
  source: z.string(),
  status: z.string(),
  asOf: z.nullable(z.string()),
});
export type SourceLine = z.infer<typeof sourceLine>;

const desk = z.object({
  holder: z.string(),
  source: z.string(),
  region: z.nullable(z.string()),
  organisation: z.string(),
  name: z.string(),
  phone: z.string(),
  hours: z.string(),
});
export type Desk = z.infer<typeof desk>;

export const accessReport = z.object({
  requestId: z.string(),
  recordId: z.nullable(z.string()),
  purpose: z.nullable(z.string()),
  policyVersion: z.nullable(z.string()),
  opened: z.array(opened),
  withheld: z.array(withheld),
  sources: z.array(sourceLine),
  desks: z.array(desk),
  notice: words,
});
export type AccessReport = z.infer<typeof accessReport>;

export const graphqlAnswer = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(
    z.array(
      z.object({
        message: z.string(),
        extensions: z.optional(
          z.object({ code: z.optional(z.string()), origin: z.optional(z.string()), words: z.optional(words) }),
        ),
      }),
    ),
  ),
  extensions: z.optional(z.object({ access: z.optional(accessReport) })),
});
export type GraphQLAnswer = z.infer<typeof graphqlAnswer>;
