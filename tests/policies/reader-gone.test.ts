// `npm run policy -- matrix | head -1` and the like.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('a command whose reader is gone ends without a stack', async () => {
  const command = fileURLToPath(new URL('../../bin/policy.ts', import.meta.url));
  const child = spawn(process.execPath, [command, 'matrix'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += String(chunk);
  });
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ told, code }).toEqual({ told: '', code: 0 });
});
