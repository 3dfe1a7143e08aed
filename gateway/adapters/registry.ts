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
import type { DocumentOwner } from '../vocabulary/trust.ts';
import type { Sql } from './store/connect.ts';
import type { Topic } from './store/touch.ts';

const bodies = z.array(z.object({ body: z.string().transform((text): unknown => JSON.parse(text)) }));

const documentRows = z.array(z.object({ owner: z.string(), hash: z.string(), body: z.string() }));

export type LiveRegistry = {
  readonly registry: Registry;
  /** To be followed: until then it is what it was when it was opened. */
  readonly topic: Topic;
  /** The text of the operation that is registered for this owner under this hex SHA-256. */
  readonly document: (owner: DocumentOwner, sha256: string) => string | undefined;
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

/** Texts by owner and hash. */
async function readDocuments(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = documentRows.parse(await sql`SELECT owner, hash, body FROM trusted_document`);
  return new Map(rows.map(({ owner, hash, body }) => [`${owner} ${hash}`, body]));
}

/** Read now; then again each time that the topic's channel tells of a change. */
export async function openRegistry(sql: Sql): Promise<LiveRegistry> {
  const readBoth = () => Promise.all([readRegistry(sql), readDocuments(sql)]);
  let [current, documents] = await readBoth();
  return {
    registry: {
      registrations: () => current.registrations(),
      holder: (oin) => current.holder(oin),
      issuer: (iss) => current.issuer(iss),
    },
    document: (owner, sha256) => documents.get(`${owner} ${sha256}`),
    topic: {
      channel: 'samenzicht_registry',
      async read() {
        const [found, texts] = await readBoth();
        return () => {
          current = found;
          documents = texts;
        };
      },
    },
  };
}
