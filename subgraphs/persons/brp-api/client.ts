// The BRP API over HTTP: BSNs and the fields that are needed enter, the persons found leave. Throws a bare error where it cannot be read: never what it
// answered, which may hold a person's data.
import type { Bsn } from '../../../schema/identifiers.ts';
import { type BrpPerson, personsFound } from './format.ts';

export interface BrpApiSettings {
  /** The base of the API; `/personen` comes after it. */
  readonly url: URL;
  /** Sent along, such as an API key. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BrpApi {
  /** At most as many as were asked, in any order; whoever is not found is absent. `fields`: paths as the API names them. */
  persons(bsns: readonly Bsn[], fields: readonly string[]): Promise<readonly BrpPerson[]>;
  /** Whether something answers there; asks about nobody. */
  ready(): Promise<boolean>;
}

export class BrpApiFailed extends Error {
  constructor(what: string) {
    super(`the BRP API ${what}`);
    this.name = 'BrpApiFailed';
  }
}

/** The API's own limit on BSNs in one question. */
const AT_MOST = 20;
const PATIENCE_MS = 3_000;
const LARGEST = 4 * 1024 * 1024;
/** Lists that were wiped, or made in error: what they say is nobody's. */
const WITHDRAWN: ReadonlySet<string> = new Set(['W', 'F']);

export function brpApi({ url, headers = {} }: BrpApiSettings): BrpApi {
  const address = new URL(`${url.href.replace(/\/$/, '')}/personen`);

  async function ask(bsns: readonly Bsn[], fields: readonly string[]): Promise<readonly BrpPerson[]> {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
      body: JSON.stringify({
        type: 'RaadpleegMetBurgerservicenummer',
        burgerservicenummer: bsns,
        fields: ['burgerservicenummer', ...fields],
      }),
    }).catch(() => {
      throw new BrpApiFailed('does not answer');
    });
    const text = await textOf(response);
    if (response.status !== 200) throw new BrpApiFailed(`answers ${response.status}`);
    const asked = new Set<string>(bsns);
    return parsed(text).filter(
      ({ burgerservicenummer, opschortingBijhouding }) =>
        asked.has(burgerservicenummer) && !WITHDRAWN.has(opschortingBijhouding?.reden?.code ?? ''),
    );
  }

  return {
    async persons(bsns, fields) {
      const wanted = [...new Set(bsns)];
      const parts: Bsn[][] = [];
      for (let at = 0; at < wanted.length; at += AT_MOST) parts.push(wanted.slice(at, at + AT_MOST));
      return (await Promise.all(parts.map((part) => ask(part, fields)))).flat();
    },
    async ready() {
      const response = await fetch(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return response.status < 500;
    },
  };
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > LARGEST) throw new BrpApiFailed('answers too much');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof BrpApiFailed ? error : new BrpApiFailed('broke off its answer');
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): readonly BrpPerson[] {
  try {
    return personsFound.parse(JSON.parse(text)).personen;
  } catch {
    // The cause is dropped on purpose: a parser quotes what it read.
    throw new BrpApiFailed('answers in a form that is not known');
  }
}
