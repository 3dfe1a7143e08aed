// The table of attacks: every class is named by a test, and every number that a test names is a class.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ATTACK_CLASSES } from '../../bin/docs/attack-classes.ts';
import { attacksPage, namedTests } from '../../bin/docs/attacks.ts';

const tests = namedTests(fileURLToPath(new URL('..', import.meta.url)));

describe('the table of attacks', () => {
  it('has the classes 1 to 52, and 6b and 6c, in order', () => {
    const ids = Array.from({ length: 52 }, (_, at) => String(at + 1));
    ids.splice(6, 0, '6b', '6c');
    expect(ATTACK_CLASSES.map(({ id }) => id)).toEqual(ids);
  });

  it('has a test for every class that can apply', () => {
    expect(tests.length).toBeGreaterThan(30);
    const named = new Set(tests.flatMap(({ attacks }) => attacks));
    expect(ATTACK_CLASSES.filter(({ id, notHere }) => notHere === undefined && !named.has(id))).toEqual([]);
  });

  it('names no class that is not there', () => {
    const known = new Set(ATTACK_CLASSES.map(({ id }) => id));
    expect(tests.flatMap(({ attacks }) => attacks).filter((id) => !known.has(id))).toEqual([]);
  });

  it('says of a class without a test that it has none', () => {
    expect(attacksPage([])).toContain('Covered: **0** of the **54**');
    expect(attacksPage([])).toContain('| 1 | a guarded field under an alias | **no test names it** |');
  });
});
