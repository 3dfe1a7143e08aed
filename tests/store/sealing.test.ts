import { describe, expect, test } from 'vitest';
import { createSealing } from '../../gateway/adapters/sealing.ts';
import { OTHER_TEAM, TEAM } from './sample-world.ts';

const sealing = createSealing(Buffer.alloc(32, 3));

describe('a sealed text', () => {
  test('opens for its organisation and its place alone', () => {
    const sealed = sealing.seal(TEAM, 'consent/1', 'reden: é');
    expect(sealing.open(TEAM, 'consent/1', sealed)).toBe('reden: é');
    expect(() => sealing.open(OTHER_TEAM, 'consent/1', sealed)).toThrow();
    expect(() => sealing.open(TEAM, 'consent/2', sealed)).toThrow();
    expect(() => createSealing(Buffer.alloc(32, 4)).open(TEAM, 'consent/1', sealed)).toThrow();
    expect(() => sealing.open(TEAM, 'consent/1', '')).toThrow('not a sealed text');
  });

  test('with any byte changed does not open', () => {
    const bytes = Buffer.from(sealing.seal(TEAM, 'consent/1', 'reden'), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealing.open(TEAM, 'consent/1', changed.toString('base64url')), String(at)).toThrow();
    }
    expect(bytes.length).toBeGreaterThan(30);
  });

  test('is another each time, and as long as its step says', () => {
    expect(sealing.seal(TEAM, 'p', 'a')).not.toBe(sealing.seal(TEAM, 'p', 'a'));
    expect(sealing.seal(TEAM, 'p', '', 1024)).toHaveLength(sealing.seal(TEAM, 'p', 'x'.repeat(1000), 1024).length);
  });

  test('is looked up by a keyed hash of its own', () => {
    expect(sealing.lookup('shield', 'a')).toEqual(sealing.lookup('shield', 'a'));
    expect(sealing.lookup('shield', 'a')).not.toEqual(sealing.lookup('consent', 'a'));
    expect(createSealing(Buffer.alloc(32, 4)).lookup('shield', 'a')).not.toEqual(sealing.lookup('shield', 'a'));
  });

  test('needs a key of 32 bytes', () => {
    expect(() => createSealing(Buffer.alloc(16)).seal(TEAM, 'p', 'a')).toThrow('at least 32 bytes');
  });
});
