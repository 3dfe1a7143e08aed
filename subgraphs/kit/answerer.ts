// A grant's text and the bytes of a body enter; status and body of the answer leave. Everything a holder checks, whatever wire it hangs on.
import { factsQuestion } from '../../schema/facts-format.ts';
import type { Grant } from '../../schema/grant-format.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { executorOf, queryBody } from './execute.ts';
import { answerFacts, type FactsHandlers } from './facts.ts';
import type { KeyFinder } from './grant/keys.ts';
import type { GrantRefusal } from './grant/refusal.ts';
import { type UsedGrants, usedGrants } from './grant/used.ts';
import { type GrantRules, verifyGrant } from './grant/verify.ts';
import { guardSchema } from './guard.ts';
import type { NoteTaker } from './note.ts';
import { permitOf } from './permit.ts';
import { rowReader } from './rows.ts';
import { rulesOf } from './rules.ts';
import { schemaOf } from './sdl.ts';
import type { Source } from './source.ts';

export interface AnswererSettings {
  readonly holder: Organisation;
  /** The whole SDL: the shared file and the holder's own. */
  readonly sdl: string;
  readonly source: Source;
  readonly facts: FactsHandlers;
  /** `iss` and keys of the gateway: the only party whose grants count. */
  readonly gatewayIssuer: string;
  readonly keys: KeyFinder;
  /** Wall clock, milliseconds. */
  readonly now: () => number;
  readonly used?: UsedGrants;
  readonly note: NoteTaker;
}

export type Reply = { readonly status: number; readonly body: unknown };
/** `header`: the grant as it came; undefined: none. */
export type Answerer = (use: Grant['use'], header: unknown, body: unknown) => Promise<Reply>;

/** Throws `SdlProblem` when a field of the SDL has no category. */
export function answererOf({ holder, sdl, source, facts, note, ...settings }: AnswererSettings): Answerer {
  const schema = schemaOf(sdl);
  guardSchema(schema, rulesOf(schema));
  const run = executorOf(schema);
  const grants: GrantRules = {
    holder: holder.oin,
    issuer: settings.gatewayIssuer,
    keys: settings.keys,
    used: settings.used ?? usedGrants(settings.now),
    now: settings.now,
  };

  const answerData = async (grant: Grant, body: unknown): Promise<Reply> => {
    const query = queryBody.safeParse(body);
    if (!query.success) return refusal(400, 'GRAPHQL_VALIDATION_FAILED');
    const permit = permitOf(grant, holder.oin);
    const executed = await run(query.data, { permit, reader: rowReader(source, permit.internal), holder });
    if (executed.ok) return { status: 200, body: { data: executed.data } };
    switch (executed.cause) {
      case 'QUERY':
        note({ event: 'query-refused' });
        return refusal(400, 'GRAPHQL_VALIDATION_FAILED');
      case 'SOURCE':
        note({ event: 'source-failed' });
        return refusal(503, 'SOURCE_UNREACHABLE');
      case 'INTERNAL':
        note({ event: 'internal-error' });
        return refusal(500, 'INTERNAL');
    }
  };

  const answerQuestion = async (grant: Grant, body: unknown): Promise<Reply> => {
    const question = factsQuestion.safeParse(body);
    if (!question.success) return refusal(400, 'BAD_USER_INPUT');
    // Own cases are told to the own organisation only: to another it would say that there is a case.
    if (question.data.ask === 'OWN_CASES' && grant.sub !== holder.oin) return grantRefusal('NOT_OWN', note);
    try {
      const answer = await answerFacts(facts, question.data);
      return answer === null ? refusal(400, 'BAD_USER_INPUT') : { status: 200, body: answer };
    } catch {
      note({ event: 'facts-failed' });
      return refusal(503, 'SOURCE_UNREACHABLE');
    }
  };

  return async (use, header, body) => {
    if (header === undefined) return grantRefusal('MISSING', note);
    if (typeof header !== 'string' || !Buffer.isBuffer(body)) return grantRefusal('NOT_A_JWS', note);
    const verified = await verifyGrant(header, use, body, grants);
    if (!verified.ok) return grantRefusal(verified.refusal, note);
    return use === 'DATA' ? answerData(verified.grant, jsonOf(body)) : answerQuestion(verified.grant, jsonOf(body));
  };
}

const MESSAGES = {
  GRANT_MISSING: 'This holder answers only calls that carry a grant.',
  GRANT_INVALID: 'This grant is not accepted.',
  GRAPHQL_VALIDATION_FAILED: 'This query cannot be answered here.',
  BAD_USER_INPUT: 'This request cannot be read.',
  SOURCE_UNREACHABLE: 'The holder cannot read its own files now.',
  INTERNAL: 'The holder could not answer.',
} as const;

export function refusal(status: number, code: keyof typeof MESSAGES): Reply {
  return { status, body: { errors: [{ message: MESSAGES[code], extensions: { code } }] } };
}

/** One sentence for every cause: which check failed is nobody's business outside. */
export function grantRefusal(cause: GrantRefusal, note: NoteTaker): Reply {
  note({ event: 'grant-refused', cause });
  return refusal(401, cause === 'MISSING' ? 'GRANT_MISSING' : 'GRANT_INVALID');
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
