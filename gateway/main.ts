// One gateway process: the environment is read here, once; settings come over the launcher's channel or from a file.
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describeProblems, loadPolicies } from './adapters/policies.ts';
import { endWith, onEnd, settingsFromFile, settingsFromLauncher, tellReady } from './lifecycle.ts';
import { noteOf } from './note.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';
import { type GatewaySettings, gatewaySettings } from './settings.ts';
import type { PolicySet } from './vocabulary/ports.ts';

const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));

/** Something its user can mend, said in one sentence. */
class CannotStart extends Error {}

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  let gateway: OpenGateway | undefined;
  // Before anything listens, so that no end is missed.
  onEnd(async () => gateway?.close());
  try {
    const settings = await readSettings(env);
    gateway = await openGateway(settings, {
      policy: await readPolicies(),
      telemetryDisabled: env.APOLLO_TELEMETRY_DISABLED,
      note: (line) => process.stderr.write(`${line}\n`),
    });
    const { useGrantKeys } = gateway;
    // `kill -HUP`: the keys of grants are read again, without a pause (docs/deploy.md).
    if (env.SAMENZICHT_SETTINGS !== undefined) {
      process.on('SIGHUP', () => {
        const failed = (): void => void process.stderr.write(`${noteOf('grant-keys-not-read')}\n`);
        void readSettings(env).then(useGrantKeys).catch(failed);
      });
    }
    if (process.send === undefined) process.stdout.write(`The gateway answers at ${gateway.url}\n`);
    tellReady();
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === null) throw error;
    endWith(sentence);
  }
}

async function readSettings(env: NodeJS.ProcessEnv): Promise<GatewaySettings> {
  const isDemo = env.SAMENZICHT_DEMO === '1';
  if (isDemo && env.NODE_ENV === 'production') {
    throw new CannotStart(
      'SAMENZICHT_DEMO=1 is demo mode, which hands tokens to anybody who asks: it does not run with NODE_ENV=production. Unset one of the two.',
    );
  }
  if (env.APOLLO_TELEMETRY_DISABLED !== 'true') {
    throw new CannotStart("Set APOLLO_TELEMETRY_DISABLED=true: no process of this project may call Apollo's servers.");
  }
  const file = env.SAMENZICHT_SETTINGS;
  if (process.send === undefined && file === undefined) {
    throw new CannotStart(
      'The gateway has no settings. Use npm start, or name a settings file: SAMENZICHT_SETTINGS=FILE node gateway/main.ts',
    );
  }
  const parsed = gatewaySettings.safeParse(file === undefined ? await settingsFromLauncher() : readFrom(file));
  if (!parsed.success) {
    // Only where, never what: settings hold keys.
    const places = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`);
    throw new CannotStart(`The settings of the gateway cannot be used. ${places.join('; ')}`);
  }
  if (parsed.data.demo && !isDemo) {
    throw new CannotStart('The settings ask for demo mode, and SAMENZICHT_DEMO is not 1. Set both, or neither.');
  }
  return parsed.data;
}

async function readPolicies(): Promise<PolicySet> {
  const policies = await loadPolicies(POLICIES);
  if (policies.kind === 'POLICIES') return policies.set;
  throw new CannotStart(`The policies cannot be used; mend these places.\n${describeProblems(policies.problems)}`);
}

function readFrom(file: string): unknown {
  try {
    return settingsFromFile(file);
  } catch {
    throw new CannotStart(`The settings file ${file} cannot be read as JSON. See SAMENZICHT_SETTINGS.`);
  }
}

const systemError = z.object({ code: z.string() });

/** Null: nothing its user can mend. */
function sentenceFor(error: unknown): string | null {
  if (error instanceof CannotStart) return error.message;
  const parsed = systemError.safeParse(error);
  switch (parsed.success ? parsed.data.code : '') {
    case 'EADDRINUSE':
      return 'The port of the gateway is taken. Stop the program that uses it, or give another port: PORT=5000 npm start.';
    case 'EACCES':
      return 'The gateway may not listen at its port. Give a port above 1023: PORT=5000 npm start.';
    case 'ECONNREFUSED':
    case 'CONNECT_TIMEOUT':
    case 'ENOTFOUND':
    case '28P01':
    case '3D000':
      return 'The gateway cannot reach its store. Check that PostgreSQL runs and that its address, user and database are right.';
    default:
      return null;
  }
}

await run(process.env);
