// What a command says to a Node that is too old, or where npm has not brought the packages.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { project, remove, temporaryFolder } from './support.ts';

/** A Node below 24 on this machine, outside the project. */
function oldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return folders
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path))
    .find((path) => Number.parseInt(spawnSync(path, ['-p', 'process.versions.node']).stdout.toString(), 10) < 24);
}

const old = oldNode();

function said(node: string, file: string): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(node, [file]);
  return { status, text: stdout.toString() + stderr.toString() };
}

describe.runIf(old !== undefined)('an old Node', () => {
  const node = old ?? '';

  it('gets a sentence from each launcher, not a stack', () => {
    for (const name of ['start.js', 'test.js', 'check.js']) {
      const { status, text } = said(node, join(project, 'bin', name));
      expect(status).toBe(1);
      expect(text).toMatch(
        /^Samenzicht needs Node 24 or later; this is Node \d+\.\d+\.\d+\. npm has brought a newer one with this project: use "npm start", or "npm run NAME" for another command\.\n$/,
      );
    }
  });
});

describe('a fresh clone without its packages', () => {
  let clone: string;

  beforeEach(() => {
    clone = temporaryFolder();
    cpSync(join(project, 'bin'), join(clone, 'bin'), { recursive: true });
    writeFileSync(join(clone, 'package.json'), '{ "type": "module" }');
  });
  afterEach(() => remove(clone));

  it('says to run npm ci', () => {
    expect(said(process.execPath, join(clone, 'bin', 'start.js'))).toEqual({
      status: 1,
      text: 'The packages are not there yet: run "npm ci" first, then "npm start".\n',
    });
  });

  it.runIf(old !== undefined)('says to an old Node that npm ci brings a newer one', () => {
    const { text } = said(old ?? '', join(clone, 'bin', 'start.js'));
    expect(text).toMatch(/run "npm ci" first \(it brings Node 24 too\), then "npm start"\.\n$/);
    mkdirSync(join(clone, 'node_modules'));
    expect(said(old ?? '', join(clone, 'bin', 'start.js')).text).toMatch(
      /Run "npm ci" without --omit=optional: it brings Node 24\./,
    );
  });
});
