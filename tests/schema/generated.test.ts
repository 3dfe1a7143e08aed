// What is generated and committed is what would be generated now.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const project = new URL('../../', import.meta.url).pathname;

describe('generated files', () => {
  it.each(['bin/compose.ts', 'bin/docs.ts'])('%s has nothing new to write', async (script) => {
    // A file that is out of date ends it with exit code 1.
    const { stdout } = await run(process.execPath, [script, '--check'], { cwd: project });
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => !/^\S+ is up to date$/.test(line))).toEqual([]);
  });
});
