// A demo issuer: keys at /.well-known/jwks.json, a token for whoever names a persona, /health/ready. Only the demo starts it.
import Fastify from 'fastify';
import { z } from 'zod';
import { type IssuerKey, readOrMakeKey } from './key.ts';
import type { Persona } from './persona.ts';
import { issueToken, TOKEN_SECONDS } from './token.ts';

export type IssuerSettings = {
  /** 0: any free port. */
  readonly port: number;
  /** Absent: this machine alone. */
  readonly host?: string;
  /** Where its key is kept; or the key itself. */
  readonly key: { readonly file: string } | IssuerKey;
  /** `iss`; absent: the address it listens on. */
  readonly issuerUrl?: string;
  /** `aud`: the gateway. */
  readonly audience: string;
  /** All professionals, or all data subjects: an issuer of the one never speaks for the other. */
  readonly personas: readonly Persona[];
  /** Plain JSON that the demo's commands ask for, by name: answered at GET /demo/<name>. */
  readonly pages?: Readonly<Record<string, unknown>>;
};

export type RunningIssuer = { readonly url: string; readonly close: () => Promise<void> };

const tokenRequest = z.object({ persona: z.string().max(200) });

export async function serveIssuer({
  port,
  host = '127.0.0.1',
  key,
  issuerUrl,
  audience,
  personas,
  pages = {},
}: IssuerSettings): Promise<RunningIssuer> {
  if (new Set(personas.map(({ kind }) => kind)).size > 1) {
    throw new TypeError('one issuer for professionals, another for data subjects');
  }
  const byId = new Map(personas.map((persona) => [persona.id, persona]));
  const own = 'file' in key ? await readOrMakeKey(key.file) : key;
  const app = Fastify({ bodyLimit: 4096, forceCloseConnections: true });
  let issuer = issuerUrl ?? '';

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.get('/health/ready', async () => ({ status: 'ready' }));
  app.get('/.well-known/jwks.json', async () => ({ keys: [own.publicJwk] }));
  app.post('/demo/token', async (request, reply) => {
    const asked = tokenRequest.safeParse(request.body);
    if (!asked.success) {
      return reply.code(400).send({ error: 'Name a persona: { "persona": "<id>" }.', personas: [...byId.keys()] });
    }
    const persona = byId.get(asked.data.persona);
    if (persona === undefined) {
      return reply
        .code(404)
        .send({ error: 'There is no such persona here. These are known:', personas: [...byId.keys()] });
    }
    return {
      access_token: await issueToken(persona, { issuer, audience, key: own }),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
    };
  });

  for (const [name, page] of Object.entries(pages)) app.get(`/demo/${name}`, async () => page);

  const url = await app.listen({ port, host });
  if (issuer === '') issuer = url;
  return { url, close: () => app.close() };
}
