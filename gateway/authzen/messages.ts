// AuthZEN 1.0 on the wire: what a body may say. JSON of whatever shape enters; a call that can be answered leaves, or what is wrong with it.
// Members that are not known are ignored, as the specification wants.
import { z } from 'zod';

const properties = z.record(z.string(), z.unknown());
const entity = z.object({ type: z.string(), id: z.string(), properties: properties.default({}) });
const kind = z.object({ type: z.string(), properties: properties.default({}) });
const action = z.object({ name: z.string(), properties: properties.default({}) });
const context = properties.default({});
const page = z.object({ token: z.string().optional(), limit: z.int().min(1).optional() }).default({});

export type Properties = z.infer<typeof properties>;
export type Entity = z.infer<typeof entity>;
/** What a search looks for: an entity without its id. */
export type Kind = z.infer<typeof kind>;
export type Action = z.infer<typeof action>;
export type Page = z.infer<typeof page>;

const ask = z.object({ subject: entity, action, resource: entity, context });
export type Ask = z.infer<typeof ask>;

/** Defaults of a batch: parts of an entity may be missing, the items have them. */
const partOf = z.object({ type: z.string().optional(), id: z.string().optional(), properties: properties.optional() });
const defaults = z.object({
  subject: partOf.optional(),
  action: z.object({ name: z.string().optional(), properties: properties.optional() }).optional(),
  resource: partOf.optional(),
  context: properties.optional(),
});
type Defaults = z.infer<typeof defaults>;
const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
const batch = defaults.extend({
  evaluations: z.array(z.unknown()).optional(),
  options: z.object({ evaluations_semantic: z.enum(SEMANTICS).optional() }).optional(),
});

const subjectSearch = z.object({ subject: kind, action, resource: entity, context, page });
const resourceSearch = z.object({ subject: entity, action, resource: kind, context, page });
const actionSearch = z.object({ subject: entity, resource: entity, context, page });
export type SubjectSearch = z.infer<typeof subjectSearch>;
export type ResourceSearch = z.infer<typeof resourceSearch>;
export type ActionSearch = z.infer<typeof actionSearch>;

export type Semantic = (typeof SEMANTICS)[number];
export type Call =
  | { readonly kind: 'EVALUATION'; readonly ask: Ask }
  /** An item that is not an ask is false for the reason given; the others are answered. */
  | { readonly kind: 'EVALUATIONS'; readonly items: readonly (Ask | Flaw)[]; readonly semantic: Semantic }
  | ({ readonly kind: 'SEARCH_SUBJECT' } & SubjectSearch)
  | ({ readonly kind: 'SEARCH_RESOURCE' } & ResourceSearch)
  | ({ readonly kind: 'SEARCH_ACTION' } & ActionSearch);
export type Flaw = { readonly flaw: string };

export type Endpoint = 'evaluation' | 'evaluations' | 'search/subject' | 'search/resource' | 'search/action';
/** More than a page of anybody's work, and few enough to be answered at once. */
const MOST_ITEMS = 100;

export function parseCall(endpoint: Endpoint, body: unknown): Call | Flaw {
  switch (endpoint) {
    case 'evaluation':
      return single(body);
    case 'evaluations':
      return several(body);
    case 'search/subject':
      return parsed(subjectSearch, body, (search) => ({ kind: 'SEARCH_SUBJECT', ...search }));
    case 'search/resource':
      return parsed(resourceSearch, body, (search) => ({ kind: 'SEARCH_RESOURCE', ...search }));
    case 'search/action':
      return parsed(actionSearch, body, (search) => ({ kind: 'SEARCH_ACTION', ...search }));
    default:
      return endpoint satisfies never;
  }
}

export function isFlaw(value: object): value is Flaw {
  return 'flaw' in value;
}

function single(body: unknown): Call | Flaw {
  return parsed(ask, body, (one) => ({ kind: 'EVALUATION', ask: one }));
}

function several(body: unknown): Call | Flaw {
  const found = batch.safeParse(body);
  if (!found.success) return flawOf(found.error);
  const { evaluations = [], options, ...above } = found.data;
  // Without items it is the single evaluation.
  if (evaluations.length === 0) return single(body);
  if (evaluations.length > MOST_ITEMS) return { flaw: `evaluations: at most ${MOST_ITEMS} in one call` };
  const semantic = options?.evaluations_semantic ?? 'execute_all';
  return { kind: 'EVALUATIONS', items: evaluations.map((item) => itemOf(item, above)), semantic };
}

/** An item's own entity takes the place of the default as a whole; of the default it may still need what it has to have. */
function itemOf(item: unknown, above: Defaults): Ask | Flaw {
  const own = defaults.safeParse(item);
  if (!own.success) return flawOf(own.error);
  const { subject, resource } = own.data;
  const merged = ask.safeParse({
    subject: subject === undefined ? above.subject : { type: above.subject?.type, id: above.subject?.id, ...subject },
    action: own.data.action === undefined ? above.action : { name: above.action?.name, ...own.data.action },
    resource:
      resource === undefined ? above.resource : { type: above.resource?.type, id: above.resource?.id, ...resource },
    context: own.data.context ?? above.context,
  });
  return merged.success ? merged.data : flawOf(merged.error);
}

function parsed<Value>(format: z.ZodType<Value>, body: unknown, then: (value: Value) => Call): Call | Flaw {
  const found = format.safeParse(body);
  return found.success ? then(found.data) : flawOf(found.error);
}

/** The place alone: what stands there may name somebody. */
function flawOf(error: z.ZodError): Flaw {
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  return {
    flaw:
      place === '' ? 'the body has to be a JSON object' : `${place}: missing, or of another type than AuthZEN 1.0 says`,
  };
}
