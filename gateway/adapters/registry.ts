// Partners and issuers in memory (port Registry): read from the store at start, replaced as a whole when the store says they changed.
import { z } from 'zod';
import type { Oin } from '../../schema/identifiers.ts';
import type { Registry } from '../vocabulary/ports.ts';
import {
  type Holder,
  type IssuerRegistration,
  issuerRegistration,
  type Registration,
  registration,
} from '../vocabulary/registration.ts';
import type { Sql } from './store/connect.ts';

const RETRY_MS = 1000;
const bodies = z.array(z.object({ body: z.string().transform((text): unknown => JSON.parse(text)) }));

export type LiveRegistry = {
  readonly registry: Registry;
  /** False: changes may have been missed since; a gateway that has lost touch refuses rather than guess. */
  readonly inTouch: () => boolean;
  readonly close: () => Promise<void>;
};

/** A registry of fixed lists. Throws on an OIN or issuer that is registered twice. */
export function registryOf(registrations: readonly Registration[], issuers: readonly IssuerRegistration[]): Registry {
  const holders = new Map<Oin, Holder>();
  const known = new Set<Oin>();
  for (const one of registrations) {
    if (known.has(one.organisation.oin)) throw new Error(`${one.organisation.oin} is registered twice`);
    known.add(one.organisation.oin);
    const holder = holderOf(one);
    if (holder !== undefined) holders.set(one.organisation.oin, holder);
  }
  const byName = new Map(issuers.map((one) => [one.issuer, one]));
  if (byName.size !== issuers.length) throw new Error('an issuer is registered twice');
  return {
    registrations: () => registrations,
    holder: (oin) => holders.get(oin),
    issuer: (iss) => byName.get(iss),
  };
}

function holderOf(one: Registration): Holder | undefined {
  if (one.source === null || one.url === null) return undefined;
  return { ...one, source: one.source, url: one.url };
}

export async function readRegistry(sql: Sql): Promise<Registry> {
  const partners = bodies.parse(await sql`SELECT body FROM partner ORDER BY oin`);
  const issuers = bodies.parse(await sql`SELECT body FROM issuer ORDER BY issuer`);
  return registryOf(
    partners.map(({ body }) => registration.parse(body)),
    issuers.map(({ body }) => issuerRegistration.parse(body)),
  );
}

/** Follows the store: LISTEN on a connection of its own, read again after every change and after every reconnection. */
export async function followRegistry(sql: Sql, trouble: (cause: string) => void): Promise<LiveRegistry> {
  let current = await readRegistry(sql);
  /** Readings begun, and the newest of them that has come in. */
  let begun = 0;
  let read = 0;
  let retry: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    begun += 1;
    const own = begun;
    clearTimeout(retry);
    try {
      const found = await readRegistry(sql);
      if (own < read) return;
      current = found;
      read = own;
    } catch {
      trouble('the register of partners could not be read again');
      retry = setTimeout(refresh, RETRY_MS).unref();
    }
  };
  const again = (): void => void refresh();
  const listening = await sql.listen('samenzicht_registry', again, again);
  // What changed between the first reading and LISTEN.
  await refresh();
  return {
    registry: {
      registrations: () => current.registrations(),
      holder: (oin) => current.holder(oin),
      issuer: (iss) => current.issuer(iss),
    },
    inTouch: () => read === begun,
    async close() {
      clearTimeout(retry);
      await listening.unlisten();
    },
  };
}
