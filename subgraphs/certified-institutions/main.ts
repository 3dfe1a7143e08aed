// A certified institution as a process of its own (docker-compose, a partner's machine): settings from the environment, once.
import { holderEnvironment, requiredSetting } from '../kit/environment.ts';
import { runHolder } from '../kit/run.ts';
import { serveCertifiedInstitution } from './serve.ts';

await runHolder(async () =>
  serveCertifiedInstitution({
    ...holderEnvironment(process.env),
    databaseUrl: requiredSetting(process.env, 'DATABASE_URL'),
  }),
);
