// The Raad as a process of its own: settings from the environment, an orderly end.
import { expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import { loadRvdk } from '../../subgraphs/rvdk/load.ts';
import { rvdkSeed } from '../../subgraphs/rvdk/seed.ts';
import { subject } from './kit-gateway.ts';
import { keyOf } from './local-teams-seed.ts';
import { runAlone } from './runs-alone.ts';
import { SEED } from './rvdk-seed.ts';

it('the Raad runs alone, answers a grant and ends on SIGTERM', async () => {
  const holder = organisation.parse({ oin: '00000003000000003000', kind: 'RVDK', name: 'RvdK', region: null });
  const seed = rvdkSeed.parse({ ...SEED, cases: SEED.cases.map((one) => ({ ...one, region: 'midden' })) });
  const { answer, ...rest } = await runAlone(
    new URL('../../subgraphs/rvdk/main.ts', import.meta.url),
    holder,
    (databaseUrl) => loadRvdk({ databaseUrl, holder, seed, keyOf, bsnOf: () => null }),
    {
      key: keyOf('sam'),
      fields: 'rvdk { holder { name region } requests { number } }',
      subjects: [subject(keyOf('sam'), 'INVESTIGATION')],
    },
  );
  expect(rest).toEqual({ ready: 200, calls: 404, ended: [0, null] });
  expect(answer.json).toEqual({
    data: {
      _entities: [
        { rvdk: [{ holder: { name: 'RvdK', region: null }, requests: [{ number: 'VTO-2' }, { number: 'VTO-1' }] }] },
      ],
    },
  });
});
