// GET /demo/personas and POST /demo/token: what the demo's issuers know and hand out, at the gateway's own address, so that a page
// may ask it under a strict content security policy. Demo only.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { refused } from './demo-refusal.ts';

/** Base addresses. An issuer speaks for professionals or for citizens, never for both. */
export type DemoIssuers = { readonly professionals: string; readonly citizens: string };

const ISSUER_PATIENCE_MS = 3_000;
/** Tokens at once, and a second: enough for somebody who clicks, too few to keep an issuer busy signing. */
const BURST = 30;
const PER_SECOND = 5;

const asked = z.object({ persona: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/) });
const personas = z.array(z.looseObject({ id: z.string(), role: z.string() }));
type Personas = z.infer<typeof personas>;
const issued = z.object({ access_token: z.string(), token_type: z.string(), expires_in: z.int() });

export function servePeople(server: FastifyInstance, issuers: DemoIssuers, now: () => number = Date.now): void {
  const admit = bucket(now);
  let known: Personas | undefined;
  /** The same list for as long as this world runs. */
  const list = async (): Promise<Personas | undefined> => {
    known ??= await from(`${issuers.professionals}/demo/personas`, personas);
    return known;
  };

  server.get('/demo/personas', async (_request, reply) => (await list()) ?? unreachable(reply));

  server.post('/demo/token', async (request, reply) => {
    if (!admit()) {
      reply.header('retry-after', '1');
      return refused(reply, 429, 'Too many tokens were asked for. Wait a second; a token serves for an hour.');
    }
    const parsed = asked.safeParse(request.body);
    if (!parsed.success)
      return refused(reply, 400, 'Name a persona: {"persona": "lotte"}. GET /demo/personas lists all.');
    const people = await list();
    if (people === undefined) return unreachable(reply);
    const persona = people.find(({ id }) => id === parsed.data.persona);
    if (persona === undefined) return refused(reply, 404, 'There is no such persona. GET /demo/personas lists all.');
    const issuer = persona.role === 'DATA_SUBJECT' ? issuers.citizens : issuers.professionals;
    return (await from(`${issuer}/demo/token`, issued, { persona: persona.id })) ?? unreachable(reply);
  });
}

function unreachable(reply: FastifyReply): FastifyReply {
  return refused(reply, 503, "The demo's issuer does not answer. Is the demo still starting? Try again in a moment.");
}

/** Undefined: it did not answer, or not this. */
async function from<Format extends z.ZodType>(
  address: string,
  format: Format,
  body?: unknown,
): Promise<z.infer<Format> | undefined> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(ISSUER_PATIENCE_MS),
      redirect: 'error',
      ...(body === undefined ? {} : post),
    });
    const text = await answer.text();
    return answer.ok ? format.safeParse(JSON.parse(text)).data : undefined;
  } catch {
    return undefined;
  }
}

/** True as long as there is room; it fills again with time. */
function bucket(now: () => number): () => boolean {
  let left = BURST;
  let at = now();
  return () => {
    const moment = now();
    left = Math.min(BURST, left + ((moment - at) / 1000) * PER_SECOND);
    at = moment;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
