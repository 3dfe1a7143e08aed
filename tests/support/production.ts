// A second gateway on a running system's store and holders, as in production: no demo, wall time, and settings of the test's own.
import { fileURLToPath } from 'node:url';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { type OpenGateway, openGateway } from '../../gateway/open-gateway.ts';
import type { GatewaySettings } from '../../gateway/settings.ts';
import type { Reply, System } from './system.ts';

export type Production = OpenGateway & {
  /** POST /graphql with any body, as a persona of the system. */
  send(persona: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
};

export async function openProduction(
  system: System,
  changes: Partial<GatewaySettings> = {},
  note: (line: string) => void = () => {},
): Promise<Production> {
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  const settings = { ...system.settings.gateway, port: 0, demo: false, domainNow: null, ...changes };
  const gateway = await openGateway(settings, { policy: loaded.set, telemetryDisabled: 'true', note });
  return {
    ...gateway,
    async send(persona, body, headers = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await system.token(persona)}`,
          ...headers,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
    },
  };
}

/** The code of an answer's first error; undefined: none. */
export function codeOf({ body }: Reply): string | undefined {
  return (body as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code; // The gateway's own words.
}
