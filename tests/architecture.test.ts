// Reads every import of the project and holds it against the layout of the house. A failure says the rule's own sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const ROOMS = ['authenticate', 'read', 'gather', 'decide', 'shield', 'prune', 'fetch', 'verify', 'audit', 'answer'];

type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };
/** `to` is a path from the root for our own files, else the package's name. */
type Import = { readonly to: string; readonly own: boolean; readonly typesOnly: boolean };

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js)$/.test(entry.name))
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name);
      const text = readFileSync(absolute, 'utf8');
      const imports = [...text.matchAll(IMPORT)].map(([, type, from, dynamic]): Import => {
        const name = from ?? dynamic ?? '';
        const own = name.startsWith('.');
        const to = own ? relative(ROOT, resolve(absolute, '..', name)) : name;
        return { to, own, typesOnly: type !== undefined };
      });
      return { path: relative(ROOT, absolute), text, imports };
    });
}

const FOLDERS = ['bin', 'demo', 'gateway', 'policies', 'schema', 'subgraphs'];
const sources = FOLDERS.flatMap(sourcesBelow);
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** Every import that breaks the rule, as `file imports file`. */
function breaches(from: (path: string) => boolean, allowed: (one: Import, path: string) => boolean): string[] {
  return sources
    .filter((source) => from(source.path))
    .flatMap((source) =>
      source.imports.filter((one) => !allowed(one, source.path)).map((one) => `${source.path} imports ${one.to}`),
    );
}

/** The file's own room, subgraph or the like: its first `depth` folders. */
const home = (path: string, depth: number) => path.split('/').slice(0, depth).join('/');

describe('the house', () => {
  it('has every room, and the test reads real files', () => {
    expect(sources.length).toBeGreaterThan(100);
    for (const room of ROOMS)
      expect(
        sources.filter((source) => within(source.path, `gateway/${room}`)),
        room,
      ).not.toEqual([]);
  });

  it('a room imports its own files, the vocabulary and schema/, and never another room', () => {
    const rooms = ROOMS.map((room) => `gateway/${room}`);
    expect(
      breaches(
        (path) => within(path, ...rooms),
        (one, path) => !one.own || within(one.to, home(path, 2), 'gateway/vocabulary', 'schema'),
      ),
    ).toEqual([]);
  });

  it('the vocabulary imports only schema/', () => {
    expect(
      breaches(
        (path) => within(path, 'gateway/vocabulary'),
        (one) => !one.own || within(one.to, 'gateway/vocabulary', 'schema'),
      ),
    ).toEqual([]);
  });

  it('schema/ imports nothing of the other folders', () => {
    expect(
      breaches(
        (path) => within(path, 'schema'),
        (one) => !one.own || within(one.to, 'schema'),
      ),
    ).toEqual([]);
  });

  it('adapters import the vocabulary and schema/, never a room', () => {
    expect(
      breaches(
        (path) => within(path, 'gateway/adapters'),
        (one) => !one.own || within(one.to, 'gateway/adapters', 'gateway/vocabulary', 'schema'),
      ),
    ).toEqual([]);
  });

  it('a subgraph imports its own files, the kit and schema/, never the gateway or another subgraph', () => {
    expect(
      breaches(
        (path) => within(path, 'subgraphs') && !within(path, 'subgraphs/access'),
        (one, path) => !one.own || within(one.to, home(path, 2), 'subgraphs/kit', 'schema'),
      ),
    ).toEqual([]);
  });

  it('access, which runs in the process of the gateway, knows of it only the types of the vocabulary', () => {
    expect(
      breaches(
        (path) => within(path, 'subgraphs/access'),
        (one) =>
          !one.own ||
          within(one.to, 'subgraphs/access', 'subgraphs/kit', 'schema') ||
          (one.typesOnly && within(one.to, 'gateway/vocabulary')),
      ),
    ).toEqual([]);
  });

  it('the kit knows no subgraph', () => {
    expect(
      breaches(
        (path) => within(path, 'subgraphs/kit'),
        (one) => !one.own || within(one.to, 'subgraphs/kit', 'schema'),
      ),
    ).toEqual([]);
  });

  it('nothing but bin/ and demo/ imports demo/', () => {
    expect(
      breaches(
        (path) => !within(path, 'bin', 'demo'),
        (one) => !one.own || !within(one.to, 'demo'),
      ),
    ).toEqual([]);
  });

  it('the walk imports rooms and vocabulary, and of the rest nothing', () => {
    expect(
      breaches(
        (path) => path === 'gateway/walk.ts',
        (one) => one.own && within(one.to, 'gateway/vocabulary', 'schema', ...ROOMS.map((room) => `gateway/${room}`)),
      ),
    ).toEqual([]);
  });

  it('@apollo is imported by apollo.ts, fetch, the kit and the composer only', () => {
    expect(
      breaches(
        (path) => !within(path, 'gateway/apollo.ts', 'gateway/fetch', 'subgraphs/kit', 'schema/composer'),
        (one) => !one.to.startsWith('@apollo/'),
      ),
    ).toEqual([]);
  });

  it('the environment is read once, where a process starts', () => {
    const starts =
      /^(bin\/|gateway\/main\.ts|demo\/[\w-]*main\.ts|subgraphs\/[\w-]+\/[\w-]*main\.ts|subgraphs\/[\w-]+\/case-system\/main\.ts)/;
    const readers = sources.filter((source) => /process\.env/.test(source.text) && !starts.test(source.path));
    expect(readers.map((source) => source.path)).toEqual([]);
  });

  it('no barrels: nothing is exported from another file by star, and no file is called index', () => {
    const barrels = sources.filter(
      (source) => /^export \*/m.test(source.text) || /(^|\/)index\.\w+$/.test(source.path),
    );
    expect(barrels.map((source) => source.path)).toEqual([]);
  });

  it('no drawer: no file or folder is called manager, util, helper or common', () => {
    const drawers = sources.filter((source) => /(manager|utils?|helpers?|common)(\/|[.-])/i.test(source.path));
    expect(drawers.map((source) => source.path)).toEqual([]);
  });

  it('no file is longer than 300 lines', () => {
    const long = sources.filter((source) => source.text.split('\n').length > 301);
    expect(long.map((source) => `${source.path}: ${source.text.split('\n').length} lines`)).toEqual([]);
  });

  it('nothing is left for later in a comment', () => {
    const later = sources.filter((source) => /\b(TODO|FIXME|XXX)\b/.test(source.text));
    expect(later.map((source) => source.path)).toEqual([]);
  });
});
