// Nothing of Apollo calls anyone: a program that makes, loads and stops it is watched, with its telemetry off and, to see that the watch works, on.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createPlanner } from '../../gateway/fetch/plan.ts';
import { realIndex } from '../support/operations.ts';

const path = (name: string) => fileURLToPath(new URL(`./processes/${name}`, import.meta.url));

function attemptsOf(environment: string | undefined): readonly string[] {
  const { APOLLO_TELEMETRY_DISABLED: _, ...env } = process.env;
  const done = spawnSync(
    process.execPath,
    ['--import', path('watch-connections.js'), path('open-and-stop-apollo.ts'), 'true'],
    {
      env: environment === undefined ? env : { ...env, APOLLO_TELEMETRY_DISABLED: environment },
      encoding: 'utf8',
      timeout: 30_000,
    },
  );
  expect(done.stderr).toBe('');
  return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '');
}

describe('attack 51: the telemetry of Apollo', () => {
  it('is off: from construction to stop nobody is called and no name is looked up', () => {
    expect(attemptsOf('true')).toEqual([]);
  });

  it('would be seen if it were on', () => {
    expect(attemptsOf(undefined).length).toBeGreaterThan(0);
  });

  it.each([undefined, '', '1', 'false', 'TRUE'])(
    'a start that has not switched it off (%s) fails before anything is constructed',
    (value) => {
      const start = () =>
        createPlanner({
          supergraphSdl: 'not a supergraph: it is not looked at',
          index: realIndex,
          access: () => Promise.reject(new Error('not asked here')),
          telemetryDisabled: value,
        });
      expect(start).toThrow('Set APOLLO_TELEMETRY_DISABLED=true');
    },
  );
});
