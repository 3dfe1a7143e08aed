// A case system that is down, slow or talks nonsense: the holder answers an error, never "no data", and nothing of what went wrong.
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { subject } from './kit-gateway.ts';
import { LISA } from './veilig-thuis-file.ts';
import { startHolder } from './veilig-thuis-holder.ts';

const UNREACHABLE = {
  errors: [{ message: 'The holder cannot read its own files now.', extensions: { code: 'SOURCE_UNREACHABLE' } }],
};
const LIMIT = 200;
const SUBJECTS = { subjects: [subject(LISA, 'SAFETY_REPORT', 'INVOLVEMENT')] };
const QUESTION = 'veiligThuis { holder { oin } reports { number } involvement { kind } }';

/** A report as the case system gives it, for nonsense to be made of. */
const REPORT = {
  voor: [LISA],
  kenmerk: 'canary-record',
  herkomst: null,
  achtergehouden: false,
  nummer: 'CANARY',
  ontvangenOp: '2026-01-05',
  aanleiding: '08',
  triage: null,
  delen: [],
};
const answers = (...rows: unknown[]) =>
  JSON.stringify({
    antwoorden: [
      { rijen: rows, afgekapt: false },
      { rijen: [], afgekapt: false },
    ],
  });

const json = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(text);
};

const NONSENSE: readonly [string, (response: ServerResponse) => void][] = [
  ['a status 500 with a stack in it', (r) => void r.writeHead(500).end('CANARY Error: at db.internal:5432')],
  ['a status 500 around a good answer', (r) => void r.writeHead(500).end(answers(REPORT))],
  ['a status 401 around a good answer', (r) => void r.writeHead(401).end(answers(REPORT))],
  ['a redirect', (r) => void r.writeHead(302, { location: 'http://127.0.0.1:9/CANARY' }).end()],
  ['an answer 200 that is a page', (r) => json(r, '<html>CANARY</html>')],
  ['nothing at all', (r) => json(r, '')],
  ['another JSON', (r) => json(r, '{"CANARY":[]}')],
  ['fewer answers than questions', (r) => json(r, '{"antwoorden":[{"rijen":[],"afgekapt":false}]}')],
  [
    'more answers than questions',
    (r) => json(r, JSON.stringify({ antwoorden: Array(3).fill({ rijen: [], afgekapt: false }) })),
  ],
  ['an answer that stops halfway', (r) => json(r, answers(REPORT).slice(0, -20))],
  ['a code that is in no list', (r) => json(r, answers({ ...REPORT, aanleiding: '77' }))],
  ['a date that is none', (r) => json(r, answers({ ...REPORT, ontvangenOp: 'CANARY' }))],
  [
    'a row that does not say whether it is held back',
    (r) => json(r, answers({ ...REPORT, achtergehouden: undefined })),
  ],
  ['a row that does not say for whom it is', (r) => json(r, answers({ ...REPORT, voor: [] }))],
  ['a part that does not say whom it is about', (r) => json(r, answers({ ...REPORT, delen: [{ kenmerk: 'CANARY' }] }))],
  [
    'rows that were cut off',
    (r) =>
      json(
        r,
        JSON.stringify({
          antwoorden: [
            { rijen: [REPORT], afgekapt: true },
            { rijen: [], afgekapt: false },
          ],
        }),
      ),
  ],
  ['more than fits', (r) => json(r, answers({ ...REPORT, opmerking: 'x'.repeat(70_000) }))],
  ['a connection that breaks', (r) => void r.socket?.destroy()],
];

describe('a case system that fails', () => {
  let behave: (response: ServerResponse) => void;
  let server: Server;
  let url: URL;
  let written: string;

  beforeEach(async () => {
    server = createServer((_request, response) => behave(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    written = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function ask(): Promise<{ status: number; json: unknown; text: string; took: number }> {
    const holder = await startHolder(url, { timeout: LIMIT, maximumSize: 64 * 1024 });
    try {
      const start = performance.now();
      const answer = await holder.ask([LISA], QUESTION, SUBJECTS);
      return { ...answer, took: performance.now() - start };
    } finally {
      await holder.close();
    }
  }

  it('the same rows, well told, are answered: so what follows fails for its own reason', async () => {
    behave = (response) => json(response, answers(REPORT));
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"number":"CANARY"');
  });

  it('the list of nonsense is not empty', () => {
    expect(NONSENSE.length).toBeGreaterThan(10);
  });

  it.each(NONSENSE)('%s is an error without data, address or body', async (_what, nonsense) => {
    behave = nonsense;
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(answer.json).toEqual(UNREACHABLE);
    expect(written).toContain('"event":"source-failed"');
    expect(written).not.toMatch(/CANARY|127\.0\.0\.1|key-of/);
  });

  it('a case system that is down is an error, and the holder is not ready', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(closed.address() as AddressInfo).port}`);
    await new Promise((resolve) => closed.close(resolve));
    const holder = await startHolder(url, { timeout: LIMIT });
    try {
      const answer = await holder.ask([LISA], QUESTION, SUBJECTS);
      expect([answer.status, answer.json]).toEqual([503, UNREACHABLE]);
      const facts = await holder.facts({ ask: 'OWN_CASES', professional: 'm.visser', select: { all: true } });
      expect([facts.status, facts.json]).toEqual([503, UNREACHABLE]);
      expect((await fetch(`${holder.url}/health/ready`)).status).toBe(503);
      expect(written).not.toContain('127.0.0.1');
    } finally {
      await holder.close();
    }
  });

  it('a case system that keeps silent is an error within the time limit', async () => {
    behave = () => {};
    const answer = await ask();
    expect([answer.status, answer.json]).toEqual([503, UNREACHABLE]);
    expect(answer.took).toBeGreaterThan(LIMIT * 0.9);
    expect(answer.took).toBeLessThan(LIMIT * 5);
  });

  it('one that sends a byte now and then is held to the same limit', async () => {
    behave = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    const answer = await ask();
    expect([answer.status, answer.json]).toEqual([503, UNREACHABLE]);
    expect(answer.took).toBeLessThan(LIMIT * 5);
  });

  it('after a failure the next question is answered again', async () => {
    const holder = await startHolder(url, { timeout: LIMIT });
    try {
      behave = (response) => void response.socket?.destroy();
      expect((await holder.ask([LISA], QUESTION, SUBJECTS)).status).toBe(503);
      behave = (response) => json(response, answers(REPORT));
      expect((await holder.ask([LISA], QUESTION, SUBJECTS)).status).toBe(200);
    } finally {
      await holder.close();
    }
  });

  it('own cases in words that are in no list are an error too', async () => {
    behave = (response) => json(response, '{"casussen":[{"kenmerk":"CANARY-CANARY"}]}');
    const holder = await startHolder(url, { timeout: LIMIT });
    try {
      const facts = await holder.facts({ ask: 'OWN_CASES', professional: 'm.visser', select: { all: true } });
      expect([facts.status, facts.json]).toEqual([503, UNREACHABLE]);
      expect(written).not.toContain('CANARY');
    } finally {
      await holder.close();
    }
  });
});
