// A request for access (ARAP draft 1) as it comes in and goes out: a body enters; the act that it asks for leaves, or why it is none; an answer of the walk
// enters, the task leaves. What is asked and decided is the act requestRelease and the list of releases, by the same walk as in the graph.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instant, localDate, oin } from '../../schema/identifiers.ts';
import type { Answer } from '../answer/answer.ts';
import { parseCellId } from '../authzen/cell-id.ts';
import { requestsAt } from '../authzen/metadata.ts';
import type { Json } from '../authzen/point.ts';
import { PROFESSIONAL } from '../authzen/subject.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import { dayOf, endOfDay } from '../vocabulary/clock.ts';
import type { OutwardIds } from '../vocabulary/ports.ts';
import { parseRequest, type RequestHandle } from '../vocabulary/request-handle.ts';

const URN = 'urn:openid:authzen:access-request:error:';
const STATUS = {
  not_requestable: 400,
  expired_denial: 410,
  invalid_denial_binding: 400,
  duplicate_request: 409,
  unknown_task: 404,
} as const;
export type ProblemKind = keyof typeof STATUS | 'invalid_request';

/** RFC 9457. */
export type Outcome = { readonly status: number; readonly body: Json; readonly location?: string };

export function problemOf(kind: ProblemKind, detail: string): Outcome {
  const status = kind === 'invalid_request' ? 400 : STATUS[kind];
  const type = kind === 'invalid_request' ? 'about:blank' : `${URN}${kind}`;
  return { status, body: { type, title: kind.replaceAll('_', ' '), status, detail } };
}

const submission = z.object({
  subject: z.object({ type: z.string(), id: z.string() }),
  action: z.object({ name: z.string() }),
  resource: z.object({ type: z.string(), id: z.string() }),
  context: z.object({
    business_justification: z.string().min(3),
    /** That the asker knows it: a request tells the holder of the own case. */
    discloses_own_case: z.literal(true),
  }),
  denial: z.object({ binding_token: z.string(), expires_at: instant }),
  requested_access: z.object({ requested_until: instant.optional() }).default({}),
});
type Submission = z.infer<typeof submission>;

export type Asked = { readonly text: string; readonly operationName: null; readonly variables: Json };

/** How long is asked for where nothing is said. */
const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

export function questionIn(
  body: unknown,
  idempotencyKey: string | undefined,
  caller: ProfessionalCaller,
  now: { readonly wall: number; readonly domain: number },
  ids: OutwardIds,
): Asked | { readonly problem: Outcome } {
  const parsed = submission.safeParse(body);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    return {
      problem: problemOf(
        'invalid_request',
        `${place === '' ? 'body' : place}: missing, or not as docs/release.md says`,
      ),
    };
  }
  const { data } = parsed;
  const handle = boundTo(data, caller, ids);
  if (handle === null)
    return {
      problem: problemOf('invalid_denial_binding', 'the denial does not belong to this subject, action and resource'),
    };
  if ((handle.expires ?? 0) < now.wall)
    return { problem: problemOf('expired_denial', 'ask for the decision again, and send what that denial says') };
  const { requested_until } = data.requested_access;
  const until = requested_until === undefined ? now.domain + USUAL_DAYS * DAY_MS : Date.parse(requested_until);
  const input = {
    request: data.denial.binding_token,
    about: parseCellId(data.resource.id)?.person ?? '',
    reason: data.context.business_justification,
    until: dayOf(until),
    understood: data.context.discloses_own_case,
    ...(idempotencyKey === undefined ? {} : { submission: fingerprint(idempotencyKey, caller, data) }),
  };
  const text = `mutation($input: ReleaseRequestInput!) @access(purpose: ${handle.purpose}) { said: requestRelease(input: $input) { id until problems { code field } } }`;
  return { text, operationName: null, variables: { input } };
}

/** Null: the token is not ours, not this organisation's, or says something else than what came with it. */
function boundTo(
  { subject, action, resource, denial }: Submission,
  caller: ProfessionalCaller,
  ids: OutwardIds,
): RequestHandle | null {
  const own = caller.organisation.oin;
  const handle = parseRequest(ids.open('REQUEST', denial.binding_token, own));
  const cell = resource.type === 'cell' ? parseCellId(resource.id) : null;
  if (handle === null || cell === null || handle.expires === null || handle.kind !== 'RELEASE') return null;
  const isSame =
    subject.type === PROFESSIONAL &&
    subject.id === caller.professional &&
    action.name === handle.purpose &&
    caller.role === handle.role &&
    cell.holder === handle.holder &&
    cell.category === handle.categories[0] &&
    ids.open('PERSON', cell.person, own) === handle.about[0] &&
    Date.parse(denial.expires_at) === handle.expires;
  return isSame ? handle : null;
}

/** The key with who sent it, and the body as it was understood: 32 bytes each. */
function fingerprint(key: string, caller: ProfessionalCaller, body: Submission): string {
  const digest = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest();
  return Buffer.concat([digest([caller.organisation.oin, caller.professional, key]), digest(body)]).toString(
    'base64url',
  );
}

const said = z.object({
  id: z.string().nullable(),
  until: localDate.nullable(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullable() })),
});

/** `status` of the walk's answer is 200. */
export function taskIn({ data }: Answer, publicUrl: string): Outcome {
  const { id, until, problems } = said.parse(data?.said);
  const [problem] = problems;
  if (id === null || (problem !== undefined && problem.code !== 'ALREADY_DONE')) return notAsked(problem);
  const status_endpoint = `${requestsAt(publicUrl)}/${id}`;
  const expires_at = until === null ? {} : { expires_at: new Date(endOfDay(until)).toISOString() };
  return {
    status: 202,
    body: { task: { id, status: 'pending', status_endpoint, ...expires_at } },
    location: status_endpoint,
  };
}

function notAsked(problem: { code: string; field: string | null } | undefined): Outcome {
  const what = `${problem?.field ?? 'the request'}: ${problem?.code ?? 'NOT_VALID'}`;
  if (problem?.field === 'submission')
    return problemOf('duplicate_request', 'this Idempotency-Key came with another body');
  if (problem?.field === 'request' || problem?.field === 'about') return problemOf('invalid_denial_binding', what);
  if (problem?.field === 'categories') return problemOf('not_requestable', what);
  return problemOf('invalid_request', what);
}

/** Of the whole organisation's requests about people in own cases; it opens nothing, so its purpose is the one that never does. */
export const TASKS: Asked = {
  text: `query @access(purpose: ADMINISTRATION) { releases { made { id holder { oin } categories dueOn until state released { id categories until } } } }`,
  operationName: null,
  variables: {},
};

const made = z.object({
  releases: z.object({
    made: z.array(
      z.object({
        id: z.string(),
        holder: z.object({ oin }),
        categories: z.array(z.string()),
        dueOn: localDate,
        until: localDate,
        state: z.enum(['OPEN', 'ENDED']),
        released: z.array(
          z.object({
            id: z.string(),
            categories: z.array(z.string()),
            until: localDate,
          }),
        ),
      }),
    ),
  }),
});

/**
 * INVARIANT alike: a task is `approved` once all that was asked has been released, `pending` until its deadline, and `expired` after. Refused, not held and
 * not looked at are no states of it (decision record 0044).
 */
export function statusIn({ data }: Answer, id: string, publicUrl: string): Outcome {
  const task = made.parse(data).releases.made.find((one) => one.id === id);
  if (task === undefined) return problemOf('unknown_task', 'there is no such task for you');
  const approval = task.released.find((one) => task.categories.every((category) => one.categories.includes(category)));
  const status = approval !== undefined ? 'approved' : task.state === 'ENDED' ? 'expired' : 'pending';
  const status_endpoint = `${requestsAt(publicUrl)}/${id}`;
  const expires_at = new Date(endOfDay(task.dueOn)).toISOString();
  return {
    status: 200,
    body: {
      task: { id, status, status_endpoint, ...(status === 'pending' ? { expires_at } : {}) },
      ...(approval === undefined
        ? {}
        : {
            result: {
              mode: 'reevaluate',
              approval: { id: approval.id, approved_until: new Date(endOfDay(approval.until)).toISOString() },
            },
          }),
    },
  };
}
