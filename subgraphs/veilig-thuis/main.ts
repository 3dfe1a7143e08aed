// A Veilig Thuis holder as a process of its own (docker-compose, a partner's machine): settings from the environment, once.
import { holderEnvironment, requiredSetting, SettingsProblem } from '../kit/environment.ts';
import { runHolder } from '../kit/run.ts';
import { serveVeiligThuis } from './serve.ts';

await runHolder(async () => {
  const caseSystem = requiredSetting(process.env, 'CASE_SYSTEM_URL');
  if (!URL.canParse(caseSystem)) throw new SettingsProblem(['CASE_SYSTEM_URL: Invalid URL']);
  return serveVeiligThuis({
    ...holderEnvironment(process.env),
    caseSystem: new URL(caseSystem),
    secret: requiredSetting(process.env, 'CASE_SYSTEM_SECRET'),
  });
});
