// docs/gezin.md is for everybody: short sentences, the ages by which the product decides, personas that exist, and words that the log itself uses.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWorld } from '../../demo/world/read-world.ts';
import { DEFAULT_WORLD } from '../support/system.ts';

const page = readFileSync(new URL('../../docs/gezin.md', import.meta.url), 'utf8');
const [family = ''] = page.split(/^---$/m);

/** Of the running text, lists and cells; a heading is none. */
function sentences(): readonly string[] {
  const text = family
    .split('\n\n')
    .filter((block) => !block.startsWith('#') && !block.startsWith('|'))
    .map((block) => block.replaceAll(/[*[\]]|\n- |\n\d\. /g, '\n').replaceAll('\n', ' '));
  return text
    .flatMap((block) => block.split(/(?<=[.?!:;])\s+/))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

describe('the family’s page', () => {
  it('has no sentence of more than twenty words', () => {
    const all = sentences();
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((one) => one.split(/\s+/).length > 20)).toEqual([]);
  });

  it('names the ages at which something changes, and no other', () => {
    const ages = new Set(
      [...family.matchAll(/\b(?:dan|Vanaf|onder de|Word je|tot) (\d{1,2})\b/g)].map(([, age]) => age),
    );
    expect([...ages].sort()).toEqual(['12', '16']);
  });

  it('says how to log in, where to complain, and whom to call', () => {
    for (const words of [
      'Substantieel of Hoog',
      'Autoriteit Persoonsgegevens',
      'functionaris gegevensbescherming',
      'SKJ',
      '112',
      '0800-2000',
    ]) {
      expect(family).toContain(words);
    }
  });

  it('lets one be people who are in the demo', () => {
    const named = [...page.slice(family.length).matchAll(/`([a-z]+)`/g)].map(([, name]) => name);
    const personas = parseWorld('default.yaml', DEFAULT_WORLD).personas.map(({ persona }) => persona.id);
    expect(named).toEqual(['tamar', 'carlijn', 'wende', 'rutger']);
    expect(personas).toEqual(expect.arrayContaining(named));
  });
});
