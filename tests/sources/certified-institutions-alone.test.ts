// An institution as a process of its own: settings from the environment, an orderly end. Two of them are two organisations.
import { expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import { loadCertifiedInstitution } from '../../subgraphs/certified-institutions/load.ts';
import { certifiedInstitutionSeed } from '../../subgraphs/certified-institutions/seed.ts';
import { keyOf, SEED } from './certified-institutions-seed.ts';
import { subject } from './kit-gateway.ts';
import { runAlone } from './runs-alone.ts';

it('each of two institutions runs alone, answers for itself and ends on SIGTERM', async () => {
  const institution = (oin: string, name: string) => {
    const holder = organisation.parse({ oin, kind: 'CERTIFIED_INSTITUTION', name, region: 'midden' });
    const seed = certifiedInstitutionSeed.parse(name === 'Noord' ? SEED : {});
    return runAlone(
      new URL('../../subgraphs/certified-institutions/main.ts', import.meta.url),
      holder,
      (databaseUrl) => loadCertifiedInstitution({ databaseUrl, holder, seed, keyOf, bsnOf: () => null }),
      {
        key: keyOf('sam'),
        fields: 'certifiedInstitution { holder { name } measures { kind } }',
        subjects: [subject(keyOf('sam'), 'MEASURE')],
      },
    );
  };
  const answers = await Promise.all([
    institution('00000004000000004000', 'Noord'),
    institution('00000004000000004001', 'Zuid'),
  ]);
  expect(answers.map(({ answer, ...rest }) => ({ ...rest, files: answer.json.data._entities[0] }))).toEqual([
    {
      ready: 200,
      calls: 404,
      ended: [0, null],
      files: { certifiedInstitution: [{ holder: { name: 'Noord' }, measures: [{ kind: 'SUPERVISION_ORDER' }] }] },
    },
    {
      ready: 200,
      calls: 404,
      ended: [0, null],
      files: { certifiedInstitution: [{ holder: { name: 'Zuid' }, measures: [] }] },
    },
  ]);
});
