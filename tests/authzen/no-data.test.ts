// The decision point has no way to anybody's data: nothing of it imports what asks a holder, and nothing but its own server imports it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../gateway/authzen/', import.meta.url);
const imports = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => ({ file, from })),
);
const roomOf = (from: string) => /^\.\.\/([\w-]+)\//.exec(from)?.[1];

describe('the decision point', () => {
  it('imports no room that asks a holder for data or looks at what one sent, and no adapter', () => {
    expect(imports.length).toBeGreaterThan(50);
    const rooms = new Set(imports.map(({ from }) => roomOf(from)).filter((room) => room !== undefined));
    expect([...rooms].sort()).toEqual(['answer', 'audit', 'decide', 'gather', 'http', 'shield', 'vocabulary']);
  });

  it('of answer takes the words and the reported cells, of http a status: nothing that reads a source', () => {
    const taken = imports.filter(({ from }) => ['answer', 'http'].includes(roomOf(from) ?? '')).map(({ from }) => from);
    expect([...new Set(taken)].sort()).toEqual([
      '../answer/cells.ts',
      '../answer/words.ts',
      '../http/admission.ts',
      '../http/status.ts',
      '../http/waiting.ts',
    ]);
  });
});
