// The pages know the gateway by HTTP only: nothing of the project is imported into them, and nothing of them into it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const IMPORTED = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

function importsBelow(...folders: readonly string[]): { file: string; to: string }[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, to = '']) => ({
        file: relative(ROOT, file),
        to: relative(ROOT, resolve(file, '..', to)),
      }));
    });
}

describe('the pages', () => {
  it('import their own files only', () => {
    const imports = importsBelow('web');
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter(({ to }) => !to.startsWith('web/'))).toEqual([]);
  });

  it('are imported by nobody', () => {
    const imports = importsBelow('bin', 'demo', 'gateway', 'schema', 'subgraphs');
    expect(imports.length).toBeGreaterThan(500);
    expect(imports.filter(({ to }) => to.startsWith('web/'))).toEqual([]);
  });
});
