// Another gateway of a running system, as a process of its own over the same store.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { anyFreePort } from '../../demo/free-port.ts';
import type { GatewaySettings } from '../../gateway/settings.ts';
import type { System } from './system.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));

export type SecondGateway = {
  readonly url: string;
  readonly process: ChildProcess;
  /** Asks a persona's own example here. */
  example(persona: string): Promise<{ readonly status: number; readonly text: string; readonly body: unknown }>;
  close(): Promise<void>;
};

/** `change`: settings in which it differs. */
export async function startSecondGateway(
  system: System,
  change: Partial<GatewaySettings> = {},
): Promise<SecondGateway> {
  const settings = { ...system.settings.gateway, port: await anyFreePort(), ...change };
  const env = { ...process.env, SAMENZICHT_DEMO: '1', APOLLO_TELEMETRY_DISABLED: 'true' };
  const child = fork(MAIN, { env, stdio: 'ignore', execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = new Promise<unknown>((resolve) => child.once('message', resolve));
  child.send({ settings });
  const first = await Promise.race([said, ended.then(() => 'it ended')]);
  if (JSON.stringify(first) !== '{"ready":true}') throw new Error(`a second gateway said ${JSON.stringify(first)}`);
  const url = `http://127.0.0.1:${settings.port}`;
  return {
    url,
    process: child,
    async example(persona) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          authorization: `Bearer ${await system.token(persona)}`,
        },
        body: JSON.stringify(system.persona(persona).example),
      });
      const text = await response.text();
      return { status: response.status, text, body: JSON.parse(text) };
    },
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
