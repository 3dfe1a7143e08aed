// The README keeps its word: its commands exist, its first question gives its answer, its personas are those of the demo world.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseWorld } from '../../demo/world/read-world.ts';
import { DEFAULT_WORLD, type System, startSystem } from '../support/system.ts';

const project = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', project), 'utf8');

/** The fenced blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );
}

function found(pattern: RegExp, text: string): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`the README has no ${pattern}`);
  return value;
}

describe('the README', () => {
  it('begins with what it is, in five lines under its name', () => {
    const [name, empty, ...rest] = readme.split('\n');
    expect([name, empty]).toEqual(['# Samenzicht', '']);
    expect(rest.indexOf('')).toBe(5);
  });

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !existsSync(new URL(link, project)))).toEqual([]);
  });

  it('names only npm scripts that are there', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(new URL('package.json', project), 'utf8')));
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('shows each persona of the demo world once, and no other', () => {
    const shown = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
    const { personas } = parseWorld('default.yaml', DEFAULT_WORLD);
    expect(shown).toEqual(personas.map(({ persona }) => persona.id));
  });
});

describe("the README's first question", () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system?.close());

  it('is sent by the command that stands there, and gives the answer that stands there', async () => {
    const command = blocks('sh').find((block) => block.includes('curl'));
    if (command === undefined) throw new Error('the README has no question');
    const persona = found(/^TOKEN=\$\(npm run --silent token -- ([a-z-]+)\)$/m, command);
    expect(command).toContain(`http://127.0.0.1:4000/graphql -H "Authorization: Bearer $TOKEN"`);
    const { query, variables } = z
      .object({ query: z.string(), variables: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(found(/<<'JSON'\n([\s\S]*?)^JSON$/m, command)));

    const { status, body } = await system.ask(persona, query, variables);
    const { data, extensions } = z
      .object({ data: z.unknown(), extensions: z.object({ access: z.object({ withheld: z.array(z.unknown()) }) }) })
      .parse(body);
    const [answer, withheld, ...others] = blocks('json').map((block): unknown => JSON.parse(block));
    expect(status).toBe(200);
    expect(data).toEqual(answer);
    expect(extensions.access.withheld).toContainEqual(withheld);
    expect(others).toEqual([]);
  });
});
