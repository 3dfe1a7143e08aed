// The register of operations and of what partners may ask, write side: for whoever runs the gateway, never for a request.
import { z } from 'zod';
import { registration } from '../../vocabulary/registration.ts';
import type { AskingRights, DocumentOwner } from '../../vocabulary/trust.ts';
import type { Sql } from './connect.ts';

export type RegisteredDocument = {
  readonly owner: DocumentOwner;
  readonly hash: string;
  readonly name: string;
  readonly purpose: string;
  readonly categories: readonly string[];
};

const rows = z.array(
  z.object({
    owner: z.string(),
    hash: z.string(),
    name: z.string(),
    purpose: z.string(),
    categories: z.array(z.string()),
  }),
);
const partnerRows = z.array(z.object({ body: z.string().transform((text): unknown => JSON.parse(text)) }));

export type DocumentBook = ReturnType<typeof openDocumentBook>;

export function openDocumentBook(sql: Sql) {
  const partners = async () =>
    partnerRows.parse(await sql`SELECT body FROM partner ORDER BY oin`).map(({ body }) => registration.parse(body));
  return {
    partners,
    /** How many of them were not registered yet. In one transaction, so that a release of an application comes as a whole. */
    async register(
      documents: readonly (RegisteredDocument & { readonly text: string })[],
      now: number,
    ): Promise<number> {
      return sql.begin(async (tx) => {
        let added = 0;
        for (const { owner, hash, name, purpose, categories, text } of documents) {
          const inserted = await tx`
            INSERT INTO trusted_document (owner, hash, name, purpose, categories, body, registered_at)
            VALUES (${owner}, ${hash}, ${name}, ${purpose}, ${[...categories]}, ${text}, ${now})
            ON CONFLICT (owner, hash) DO NOTHING`;
          added += inserted.count;
        }
        return added;
      });
    },
    async list(owner: DocumentOwner | null): Promise<z.infer<typeof rows>> {
      const one = owner === null ? sql`true` : sql`owner = ${owner}`;
      return rows.parse(
        await sql`SELECT owner, hash, name, purpose, categories FROM trusted_document WHERE ${one} ORDER BY owner, name, hash`,
      );
    },
    /** False: it was not registered. */
    async remove(owner: DocumentOwner, hash: string): Promise<boolean> {
      return (await sql`DELETE FROM trusted_document WHERE owner = ${owner} AND hash = ${hash}`).count > 0;
    },
    /** False: there is no such partner. */
    async allow(owner: DocumentOwner, rights: AskingRights): Promise<boolean> {
      return sql.begin(async (tx) => {
        const [row] = partnerRows.parse(await tx`SELECT body FROM partner WHERE oin = ${owner} FOR UPDATE`);
        if (row === undefined) return false;
        const body = JSON.stringify({ ...registration.parse(row.body), asks: rights });
        await tx`UPDATE partner SET body = ${body} WHERE oin = ${owner}`;
        return true;
      });
    },
  };
}
