// HTTP to the case system of one Veilig Thuis organisation: a question leaves, a parsed answer enters, or one word about what failed.
import { Pool } from 'undici';
import type { z } from 'zod';

export type CaseSystemFailure = 'UNREACHABLE' | 'TOO_SLOW' | 'REFUSED' | 'TOO_LARGE' | 'GARBLED' | 'CUT_OFF';

/** INVARIANT: carries neither address nor body nor cause, so that whoever prints it prints nothing of a file. */
export class CaseSystemFailed extends Error {
  readonly failure: CaseSystemFailure;
  constructor(failure: CaseSystemFailure) {
    super(`the case system could not be read: ${failure}`);
    this.name = 'CaseSystemFailed';
    this.failure = failure;
  }
}

export interface CaseSystemClient {
  /** Rejects with CaseSystemFailed; never answers half of something. */
  ask<Answer>(path: string, question: unknown, answer: z.ZodType<Answer>): Promise<Answer>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export interface CaseSystemAddress {
  readonly caseSystem: URL;
  readonly secret: string;
  /** Milliseconds for a whole question, from connecting to the last byte. */
  readonly timeout: number;
  /** Bytes of one answer. */
  readonly maximumSize: number;
}

export function caseSystemClient({ caseSystem, secret, timeout, maximumSize }: CaseSystemAddress): CaseSystemClient {
  const pool = new Pool(caseSystem.origin, {
    connections: 16,
    maxResponseSize: maximumSize,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout },
  });
  const base = caseSystem.pathname.replace(/\/$/, '');

  const call = async (method: 'GET' | 'POST', path: string, question?: unknown): Promise<string> => {
    try {
      const { statusCode, body } = await pool.request({
        method,
        path: `${base}${path}`,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', accept: 'application/json' },
        body: question === undefined ? null : JSON.stringify(question),
        signal: AbortSignal.timeout(timeout),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new CaseSystemFailed('REFUSED');
      return text;
    } catch (error) {
      throw error instanceof CaseSystemFailed ? error : new CaseSystemFailed(failureOf(error));
    }
  };

  return {
    async ask(path, question, answer) {
      const parsed = answer.safeParse(jsonOf(await call('POST', path, question)));
      if (!parsed.success) throw new CaseSystemFailed('GARBLED');
      return parsed.data;
    },
    async ready() {
      return call('GET', '/gezond').then(
        () => true,
        () => false,
      );
    },
    close: () => pool.destroy(),
  };
}

const SLOW = new Set(['TimeoutError', 'HeadersTimeoutError', 'BodyTimeoutError', 'ConnectTimeoutError']);

function failureOf(error: unknown): CaseSystemFailure {
  const name = error instanceof Error ? error.name : '';
  if (SLOW.has(name)) return 'TOO_SLOW';
  return name === 'ResponseExceededMaxSizeError' ? 'TOO_LARGE' : 'UNREACHABLE';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
