// What is generated and committed is what would be generated now.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const project = new URL('../../', import.meta.url).pathname;

describe('generated files', () => {
  it.each([
    ['bin/compose.ts', ['schema/supergraph.graphql is up to date']],
    ['bin/docs.ts', ['docs/schema.md is up to date', 'docs/codes.md is up to date']],
  ])('%s has nothing new to write', async (script, lines) => {
    const { stdout } = await run(process.execPath, [script, '--check'], { cwd: project });
    expect(stdout.trim().split('\n')).toEqual(lines);
  });
});
