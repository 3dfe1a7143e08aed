// Two organisations cannot join on the ids they see; what was not made for this recipient and kind does not open.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import type { Recipient } from '../../gateway/vocabulary/caller.ts';
import type { IdKind } from '../../gateway/vocabulary/ports.ts';
import { CHILD, MOTHER, OTHER_TEAM, TEAM } from './sample-world.ts';

const ids = createOutwardIds(Buffer.alloc(32, 7));
const KINDS: readonly IdKind[] = ['PERSON', 'HOUSEHOLD', 'RECORD', 'CURSOR', 'REQUEST'];
const RECIPIENTS: readonly Recipient[] = [TEAM, OTHER_TEAM, `subject:${MOTHER}`];

describe('an outward id', () => {
  test('stays the same, also after a restart, and tells nothing of what is inside', () => {
    const outward = ids.seal('PERSON', CHILD, TEAM);
    expect(createOutwardIds(Buffer.alloc(32, 7)).seal('PERSON', CHILD, TEAM)).toBe(outward);
    expect(outward).toMatch(/^[A-Za-z0-9_-]{32,}$/);
    expect(Buffer.from(outward, 'base64url').toString('latin1')).not.toContain('child');
  });

  test('opens for whom and for what it was made, and for nobody and nothing else', () => {
    for (const kind of KINDS) {
      for (const recipient of RECIPIENTS) {
        const outward = ids.seal(kind, CHILD, recipient);
        for (const otherKind of KINDS) {
          for (const other of RECIPIENTS) {
            const expected = kind === otherKind && recipient === other ? CHILD : null;
            expect(ids.open(otherKind, outward, other), `${kind} ${otherKind} ${other}`).toBe(expected);
          }
        }
      }
    }
  });

  test('differs for each recipient and each kind', () => {
    const all = KINDS.flatMap((kind) => RECIPIENTS.map((recipient) => ids.seal(kind, CHILD, recipient)));
    expect(new Set(all).size).toBe(15);
  });

  test('of another installation does not open here', () => {
    const elsewhere = createOutwardIds(Buffer.alloc(32, 8));
    expect(ids.open('PERSON', elsewhere.seal('PERSON', CHILD, TEAM), TEAM)).toBeNull();
  });

  test('with any bit changed does not open', () => {
    const bytes = Buffer.from(ids.seal('PERSON', CHILD, TEAM), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(ids.open('PERSON', changed.toString('base64url'), TEAM)).toBeNull();
    }
    expect(bytes.length).toBeGreaterThan(20);
  });

  test('has one spelling', () => {
    const outward = ids.seal('PERSON', CHILD, TEAM);
    const inOtherAlphabet = Buffer.from(outward, 'base64url').toString('base64');
    const sameBytes = `${outward.slice(0, -1)}${nextLetter(outward)}`;
    expect(Buffer.from(sameBytes, 'base64url')).toEqual(Buffer.from(outward, 'base64url'));
    expect(ids.open('PERSON', sameBytes, TEAM)).toBeNull();
    for (const other of [`${outward}=`, `${outward}A`, ` ${outward}`, outward.slice(0, -1), `${inOtherAlphabet}==`]) {
      expect(ids.open('PERSON', other, TEAM), other).toBeNull();
    }
  });

  test('opens to what was sealed, and any other text opens to nothing', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }), (inner) => {
        expect(ids.open('RECORD', ids.seal('RECORD', inner, TEAM), TEAM)).toBe(inner);
      }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')),
        ),
        (text) => {
          expect(ids.open('PERSON', text, TEAM)).toBeNull();
        },
      ),
    );
  });
});

/** The last letter of 43 holds two bits that belong to no byte: its neighbour differs in these alone. */
function nextLetter(outward: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(outward.slice(-1)) ^ 1] ?? '';
}
