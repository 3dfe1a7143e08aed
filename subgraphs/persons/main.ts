// A persons register as a process of its own (docker-compose, a partner's machine): settings from the environment, once.
import { holderEnvironment, requiredSetting } from '../kit/environment.ts';
import { runHolder } from '../kit/run.ts';
import { servePersons } from './serve.ts';

await runHolder(async () =>
  servePersons({ ...holderEnvironment(process.env), databaseUrl: requiredSetting(process.env, 'DATABASE_URL') }),
);
