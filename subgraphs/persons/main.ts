// A persons register as a process of its own (docker-compose, a partner's machine): settings from the environment, once.
import { holderEnvironment, requiredSetting, SettingsProblem } from '../kit/environment.ts';
import { runHolder } from '../kit/run.ts';
import type { BrpApiSettings } from './brp-api/client.ts';
import { servePersons } from './serve.ts';

await runHolder(async () => {
  const databaseUrl = requiredSetting(process.env, 'DATABASE_URL');
  const api = brpApiOf(process.env);
  return servePersons({
    ...holderEnvironment(process.env),
    databaseUrl,
    ...(api === undefined ? {} : { brpApi: api }),
  });
});

/** BRP_API_URL: the BRP API stands behind this register; BRP_API_KEY is sent to it as X-API-KEY. */
function brpApiOf({ BRP_API_URL, BRP_API_KEY }: NodeJS.ProcessEnv): BrpApiSettings | undefined {
  if (BRP_API_URL === undefined || BRP_API_URL === '') return undefined;
  const url = URL.parse(BRP_API_URL);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new SettingsProblem(['BRP_API_URL: is not the address of an API']);
  return BRP_API_KEY ? { url, headers: { 'x-api-key': BRP_API_KEY } } : { url };
}
