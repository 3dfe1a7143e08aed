// GET /playground/*: the page that Vite built, from its folder; nothing outside that folder, nothing from elsewhere. Demo only.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** GraphiQL's editor writes styles into the page: the one place where that is allowed. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Names only: no dot before a name, so no way up. */
const INSIDE = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** `folder`: dist/playground. A folder without a page answers 503 with what to do. */
export function servePlayground(server: FastifyInstance, folder: string): void {
  server.get('/playground', (_request, reply) => reply.redirect('/playground/', 308));
  server.get<{ Params: { '*': string } }>('/playground/*', async (request, reply) => {
    const path = request.params['*'] === '' ? 'index.html' : request.params['*'];
    const type = TYPES[extname(path)];
    const file = type !== undefined && INSIDE.test(path) ? await contentOf(join(folder, path)) : undefined;
    if (type === undefined || file === undefined) return absent(reply, path);
    return (
      reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('referrer-policy', 'no-referrer')
        .header('cross-origin-opener-policy', 'same-origin')
        // Vite puts a hash of the content into these names.
        .header('cache-control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
        .type(type)
        .send(file)
    );
  });
}

function absent(reply: FastifyReply, path: string): FastifyReply {
  if (path !== 'index.html') return reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.\n');
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send(
      'The playground is not built here. Run "npm ci" (with its devDependencies) or "npm run build:web", and load this page again.\n',
    );
}

function contentOf(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined);
}
