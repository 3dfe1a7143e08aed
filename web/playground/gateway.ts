// The gateway as this page asks it: always at the page's own address, everything parsed on arrival. A failure is an Error with a sentence.
import type * as z from 'zod/mini';
import { clock, issuedToken, movedClock, names, personas, policy, refusal } from './wire.ts';

export const readPersonas = () => ask('/demo/personas', personas);
export const readNames = () => ask('/demo/names', names);
export const readPolicy = () => ask('/demo/policy', policy);
export const readClock = () => ask('/demo/clock', clock);
/** `to`: an instant, or a distance such as `+1d`. */
export const moveClock = (to: string) => ask('/demo/clock', movedClock, { to });

export type Token = {
  readonly text: string;
  /** Wall time, ms since the epoch. */
  readonly until: number;
};

/** Tokens of personas, each asked for once as long as it serves. */
export function createTokens(): (persona: string) => Promise<Token> {
  const MARGIN_MS = 60_000;
  const kept = new Map<string, Promise<Token>>();
  const fresh = async (persona: string): Promise<Token> => {
    const { access_token, expires_in } = await ask('/demo/token', issuedToken, { persona });
    return { text: access_token, until: Date.now() + expires_in * 1000 };
  };
  return async (persona) => {
    const known = await kept.get(persona)?.catch(() => undefined);
    if (known !== undefined && known.until - MARGIN_MS > Date.now()) return known;
    const asked = fresh(persona);
    kept.set(persona, asked);
    return asked;
  };
}

async function ask<Format extends z.ZodMiniType>(
  path: string,
  format: Format,
  body?: unknown,
): Promise<z.infer<Format>> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, body === undefined ? {} : post);
  const content: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return format.parse(content);
  throw new Error(refusal.safeParse(content).data?.errors[0]?.message ?? `HTTP ${answer.status}`);
}
