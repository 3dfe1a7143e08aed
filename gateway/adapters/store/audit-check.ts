// One chain held against itself: its rows in order in, what is wrong and where out. Pure.
import { z } from 'zod';
import { genesisHash, linkHash } from './chain.ts';

const head = z.strictObject({ instance: z.uuid(), seq: z.string().regex(/^\d+$/), hash: z.string().length(64) });
/** Heads as a genesis or an anchor holds them. */
export const heads = z.array(head);

export type Chain = {
  readonly instance: string;
  readonly genesis: string;
  readonly openedAt: bigint;
  readonly seq: bigint;
  readonly hash: Buffer;
};
export type StoredLink = {
  readonly seq: bigint;
  readonly recordId: string;
  readonly kind: string;
  readonly writtenAt: bigint;
  readonly body: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
};
/** Somebody else (a later chain, an anchor) saw this hash at this row. */
export type Promised = { readonly seq: bigint; readonly hash: string };

/**
 * CHANGED: the row is not the one that was written (row 0: the chain's beginning). MISSING: there is no such row. NOT_COUNTED: the row
 * lies beyond the head. NOT_AS_SEEN: the row differs from, or ends before, what a later chain or the anchor saw. CHAIN_MISSING: all of it.
 */
export type FindingKind = 'CHANGED' | 'MISSING' | 'NOT_COUNTED' | 'NOT_AS_SEEN' | 'CHAIN_MISSING';
export type Finding = {
  readonly instance: string;
  /** Row number within the chain; null: the chain as a whole. */
  readonly seq: bigint | null;
  readonly kind: FindingKind;
};

/** A chain in pieces is not listed to its end. */
const MOST = 1000;

export function checkChain(chain: Chain, promised: readonly Promised[]) {
  const findings: Finding[] = [];
  const found = (seq: bigint, kind: FindingKind): void => {
    const twice = findings.some((one) => one.seq === seq && one.kind === kind);
    if (!twice && findings.length < MOST) findings.push({ instance: chain.instance, seq, kind });
  };
  const seen = (seq: bigint, hash: Buffer): void => {
    const text = hash.toString('hex');
    if (promised.some((one) => one.seq === seq && one.hash !== text)) found(seq, 'NOT_AS_SEEN');
  };
  const missing = (from: bigint, until: bigint): void => {
    for (let seq = from; seq < until && findings.length < MOST; seq += 1n) found(seq, 'MISSING');
  };

  /** The last row that was read, and whether its own hash is its own. */
  let last = { seq: 0n, hash: genesisHash(chain.instance, chain.openedAt, chain.genesis), sound: true };
  seen(0n, last.hash);
  return {
    next(link: StoredLink): void {
      missing(last.seq + 1n, link.seq);
      const sound = linkHash(link.previous, { instance: chain.instance, ...link }).equals(link.hash);
      if (!sound) found(link.seq, 'CHANGED');
      // A row that does not follow a sound one: the one before was rewritten together with its hash.
      const follows = link.seq !== last.seq + 1n || !last.sound || !sound || link.previous.equals(last.hash);
      if (!follows) found(last.seq, 'CHANGED');
      if (link.seq > chain.seq) found(link.seq, 'NOT_COUNTED');
      seen(link.seq, link.hash);
      last = { seq: link.seq, hash: link.hash, sound };
    },
    end(): readonly Finding[] {
      missing(last.seq + 1n, chain.seq + 1n);
      if (last.seq === chain.seq && last.sound && !last.hash.equals(chain.hash)) found(last.seq, 'CHANGED');
      for (const { seq } of promised) if (seq > last.seq) found(seq, 'NOT_AS_SEEN');
      return findings;
    },
  };
}
