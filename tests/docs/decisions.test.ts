// Decision records are found by their number.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../docs/decisions/', import.meta.url);
const records = readdirSync(folder).toSorted();

describe('decision records', () => {
  it('are numbered from 1 without a gap or a double', () => {
    expect(records.length).toBeGreaterThan(20);
    expect(records.map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, at) => at + 1));
  });

  it.each(records)('%s says its own number and its day', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
    expect(text).toMatch(/^\d{4}-\d{2}-\d{2}\./m);
  });
});
