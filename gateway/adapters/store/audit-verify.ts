// Reads the whole record and finds any changed, removed, added or reordered row, with its position. Reads only.
import { z } from 'zod';
import { type Chain, checkChain, type Finding, heads, type Promised, type StoredLink } from './audit-check.ts';
import type { Sql } from './connect.ts';

export type Verification = {
  readonly chains: number;
  readonly rows: number;
  readonly findings: readonly Finding[];
  /** Where each chain ends: kept outside the database, it proves later that nothing before it was rewritten. */
  readonly heads: z.infer<typeof heads>;
};

const count = z.string().transform(BigInt);
const bytes = z.instanceof(Buffer);
const chainRows = z.array(
  z
    .object({ instance: z.string(), genesis: z.string(), opened_at: count, seq: count, hash: bytes })
    .transform(({ opened_at: openedAt, ...row }): Chain => ({ ...row, openedAt })),
);
const linkRows = z.array(
  z
    .object({
      seq: count,
      record_id: z.string(),
      kind: z.string(),
      written_at: count,
      body: z.string(),
      previous: bytes,
      hash: bytes,
    })
    .transform(
      ({ record_id: recordId, written_at: writtenAt, ...row }): StoredLink => ({ ...row, recordId, writtenAt }),
    ),
);

const PAGE = 2000;

/** `anchor`: heads that an earlier verification gave. One snapshot is read; running gateways go on writing. */
export async function verifyRecord(sql: Sql, anchor: z.infer<typeof heads> = []): Promise<Verification> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`SELECT set_config('statement_timeout', '0', true)`;
    const chains = chainRows.parse(
      await tx`SELECT instance::text, genesis, opened_at, seq, hash FROM audit_chain ORDER BY opened_at, instance`,
    );
    const promised = promisesOf(chains, anchor);
    const findings: Finding[] = [];
    let rows = 0;
    for (const chain of chains) {
      const check = checkChain(chain, promised.get(chain.instance) ?? []);
      promised.delete(chain.instance);
      const pages = tx`SELECT seq, record_id, kind, written_at, body, previous, hash FROM audit_row
        WHERE instance = ${chain.instance} ORDER BY seq`.cursor(PAGE);
      for await (const page of pages) {
        for (const link of linkRows.parse(page)) check.next(link);
        rows += page.length;
      }
      findings.push(...check.end());
    }
    for (const instance of promised.keys()) findings.push({ instance, seq: null, kind: 'CHAIN_MISSING' });
    return {
      chains: chains.length,
      rows,
      findings,
      heads: chains.map(({ instance, seq, hash }) => ({ instance, seq: String(seq), hash: hash.toString('hex') })),
    };
  });
}

/** What is said of a chain elsewhere: by the genesis of a later chain, and by the anchor. */
function promisesOf(chains: readonly Chain[], anchor: z.infer<typeof heads>): Map<string, Promised[]> {
  const promised = new Map<string, Promised[]>();
  for (const { instance, seq, hash } of [...chains.flatMap(({ genesis }) => readHeads(genesis)), ...anchor]) {
    promised.set(instance, [...(promised.get(instance) ?? []), { seq: BigInt(seq), hash }]);
  }
  return promised;
}

/** A genesis that cannot be read as heads promises nothing; it no longer fits its own chain either, and that is found. */
function readHeads(genesis: string): z.infer<typeof heads> {
  try {
    return heads.parse(JSON.parse(genesis));
  } catch {
    return [];
  }
}
