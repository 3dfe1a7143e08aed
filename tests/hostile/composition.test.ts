// Attacks 4, 5, 6 and 6b on the real subgraphs: what would carry a value past a decision, or lose its classification, does not compose.
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../schema/composer/compose.ts';
import { readSubgraphs, type SubgraphSdl } from '../../schema/composer/subgraphs.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

let real: readonly SubgraphSdl[];
beforeAll(async () => {
  real = await readSubgraphs();
});

/** The real subgraphs, one of them changed by replacements, each of which must hit. */
function problemsWith(source: SourceKind, ...changes: readonly (readonly [string, string])[]): string {
  const changed = real.map((one) => {
    if (one.source !== source) return one;
    const sdl = changes.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    }, one.sdl);
    return { ...one, sdl };
  });
  const composed = compose(changed);
  return composed.ok ? '' : composed.problems.join('\n');
}

const IMPORTS = '["@key", "@shareable", "@external", "@composeDirective"]';
const FILE = 'type LocalTeamFile implements SourceFile';

it('the subgraphs as they are compose', () => {
  expect(compose(real).ok).toBe(true);
});

describe('attacks 4, 5, 6 and 6b: a subgraph that', () => {
  it('makes a file an entity does not compose', () => {
    expect(problemsWith('LOCAL_TEAM', [FILE, `${FILE} @key(fields: "holder { oin }")`])).toContain(
      'only Person and Household are entities',
    );
  });

  it('gives the interface of files a key, or answers it as an object, does not compose', () => {
    const key = problemsWith('LOCAL_TEAM', [
      'interface SourceFile',
      'interface SourceFile @key(fields: "holder { oin }")',
    ]);
    expect(key).toContain('only Person and Household are entities');
    const asObject = problemsWith(
      'LOCAL_TEAM',
      [IMPORTS, '["@key", "@shareable", "@external", "@composeDirective", "@interfaceObject"]'],
      [FILE, `type Extra @interfaceObject @key(fields: "id") { id: ID! @data(category: "NONE") }\n${FILE}`],
    );
    expect(asObject).not.toBe('');
  });

  it.each(['requires', 'provides', 'fromContext'])(
    'uses @%s does not compose, by its own name or another',
    (directive) => {
      const argument = directive === 'fromContext' ? '(field: "$person { id }")' : '(fields: "id")';
      for (const [written, imported] of [
        [directive, `"@${directive}"`],
        ['needs', `{ name: "@${directive}", as: "@needs" }`],
        [`federation__${directive}`, '"@shareable"'],
      ] as const) {
        const use =
          directive === 'fromContext'
            ? `consentsOf(x: ID @${written}${argument}): ID @data(category: "NONE")`
            : `consentsOf: ID @data(category: "NONE") @${written}${argument}`;
        const imports = IMPORTS.replace(
          '"@shareable"',
          imported === '"@shareable"' ? imported : `"@shareable", ${imported}`,
        );
        const problems = problemsWith(
          'LOCAL_TEAM',
          [IMPORTS, imports],
          [
            'type Person @key(fields: "id") @subject(key: "id") {',
            `type Person @key(fields: "id") @subject(key: "id") {\n  ${use}`,
          ],
        );
        expect(problems, written).toMatch(
          /would pass one source's value to another|under another name|is no directive that a subgraph uses/,
        );
      }
    },
  );

  it('imports the classification under another name does not compose', () => {
    const problems = problemsWith(
      'LOCAL_TEAM',
      [
        'import: ["@data", "@subject", "@folded"]',
        'import: [{ name: "@data", as: "@classified" }, "@subject", "@folded"]',
      ],
      ['directive @data(', 'directive @classified('],
      ['@composeDirective(name: "@data")', '@composeDirective(name: "@classified")'],
      ['@data(category', '@classified(category'],
    );
    expect(problems).toContain('imports a directive under another name');
  });

  it('forgets to hand the classification on does not compose, although composition itself says nothing', () => {
    const problems = problemsWith('LOCAL_TEAM', ['  @composeDirective(name: "@data")\n', '']);
    expect(problems).toContain('LOCAL_TEAM says category');
    expect(problems).not.toContain('composition');
  });
});
