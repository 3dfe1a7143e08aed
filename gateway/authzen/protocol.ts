// AuthZEN 1.0 without HTTP: a call and a decision point enter; the body of the answer leaves, or a Refusal.
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import { type Call, isFlaw, type Page } from './messages.ts';
import type { DecisionPoint, Evaluated, Found, Json } from './point.ts';

export type Answered = { readonly body: Json; readonly answers: readonly boolean[] | number };

export async function answerCall(call: Call, point: DecisionPoint): Promise<Answered | Refusal> {
  switch (call.kind) {
    case 'EVALUATION': {
      const evaluated = await point.evaluate(call.ask);
      return isRefusal(evaluated) ? evaluated : { body: evaluated, answers: [evaluated.decision] };
    }
    case 'EVALUATIONS':
      return evaluateAll(call, point);
    case 'SEARCH_SUBJECT':
      return page(await point.subjects(call), call.page);
    case 'SEARCH_RESOURCE':
      return page(await point.resources(call), call.page);
    case 'SEARCH_ACTION':
      return page(await point.actions(call), call.page);
    default:
      return call satisfies never;
  }
}

/** In the order asked. The two short semantics end with the item that settles it, so that the answer may be shorter than the question. */
async function evaluateAll(
  { items, semantic }: Extract<Call, { kind: 'EVALUATIONS' }>,
  point: DecisionPoint,
): Promise<Answered | Refusal> {
  const evaluations: Evaluated[] = [];
  for (const item of items) {
    const evaluated = isFlaw(item)
      ? { decision: false, context: { error: { status: 400, message: item.flaw } } }
      : await point.evaluate(item);
    if (isRefusal(evaluated)) return evaluated;
    evaluations.push(evaluated);
    if (semantic === 'deny_on_first_deny' && !evaluated.decision) break;
    if (semantic === 'permit_on_first_permit' && evaluated.decision) break;
  }
  return { body: { evaluations }, answers: evaluations.map(({ decision }) => decision) };
}

const MOST_RESULTS = 1_000;

/**
 * A token is the place of the last result given, in the list of what may be seen: it counts nothing that is hidden, and whoever makes one up gets
 * another part of that same list.
 */
function page(results: readonly Found[] | Refusal, { token, limit = MOST_RESULTS }: Page): Answered | Refusal {
  if (isRefusal(results)) return results;
  const from = token === undefined || token === '' ? 0 : placeOf(token);
  if (from === null) return noSuchPage();
  const shown = results.slice(from, from + Math.min(limit, MOST_RESULTS));
  const next = from + shown.length;
  return {
    body: {
      results: shown,
      page: { next_token: next < results.length ? tokenOf(next) : '', count: shown.length, total: results.length },
    },
    answers: shown.length,
  };
}

function tokenOf(place: number): string {
  return Buffer.from(`from ${place}`).toString('base64url');
}

function placeOf(token: string): number | null {
  const [, place] = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  return place === undefined ? null : Number(place);
}

function noSuchPage(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'page.token is niet van deze zoekvraag. Begin opnieuw, zonder token.',
    'page.token is not of this search. Start again, without a token.',
    'page token',
  );
}
