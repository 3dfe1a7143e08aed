// What the demo's commands share: their surroundings, the running system's addresses, and one door for what goes wrong.
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { gatewayPorts, HIGHEST_GATEWAY_PORT, MOST_GATEWAYS, type Ports, portsFrom } from '../../demo/ports.ts';
import { addressOf } from '../../demo/world/addresses.ts';

export type Surroundings = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

/** Something its user can mend: `message` is one or more full sentences with a way out. */
export class CommandProblem extends Error {}

/** Nobody listens there at all. */
class NothingAnswers extends CommandProblem {}

/** The exit code: 0, or 1 with the problem on `err`. */
export async function runCommand(around: Surroundings, run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    around.err(error.message);
    return 1;
  }
}

/** `name`: as in `npm run NAME`; `flags`: the options it knows, besides --help. */
export function readArguments(
  name: string,
  args: readonly string[],
  flags: readonly string[],
): { readonly given: ReadonlySet<string>; readonly positionals: readonly string[] } {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]));
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { given: new Set(Object.keys(values)), positionals };
  } catch (error) {
    const what = error instanceof Error ? error.message.split(/\. |\n/)[0] : 'An argument that is not known';
    throw new CommandProblem(`${what}. See: npm run ${name} -- --help`);
  }
}

export function portsOf(env: NodeJS.ProcessEnv): Ports {
  const text = env.PORT || '4000';
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= HIGHEST_GATEWAY_PORT) return portsFrom(port);
  throw new CommandProblem(
    `PORT is "${text}"; it must be a number from 1 to ${HIGHEST_GATEWAY_PORT}, as for npm start.`,
  );
}

const PATIENCE_MS = 10_000;

/** The JSON that the running system answers; with `body` it is a POST. Null: it answered with an error status. */
export async function askSystem<Answer extends z.ZodType>(
  address: string,
  answer: Answer,
  body?: unknown,
): Promise<z.infer<Answer> | null> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch {
    const { origin, port } = new URL(address);
    throw new NothingAnswers(
      `Nothing answers at ${origin} (port ${port}). Start the demo first: npm start, and wait for "ready". If it runs on other ports, give this command the same PORT.`,
    );
  }
  if (!response.ok) return null;
  const parsed = answer.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new CommandProblem(
    `What answers at ${new URL(address).origin} is not this demo. Is another program on that port? Give the PORT of npm start.`,
  );
}

/** As askSystem, of the first gateway that answers: one that is down leaves the others. */
export async function askGateway<Answer extends z.ZodType>(
  ports: Ports,
  path: string,
  answer: Answer,
  body?: unknown,
): Promise<z.infer<Answer> | null> {
  const [first, ...others] = gatewayPorts(ports, MOST_GATEWAYS);
  const ask = (port: number) => askSystem(`${addressOf(port)}${path}`, answer, body);
  try {
    return await ask(first);
  } catch (problem) {
    if (!(problem instanceof NothingAnswers)) throw problem;
    for (const port of others) {
      const answered = await ask(port).catch((): undefined => undefined);
      if (answered !== undefined) return answered;
    }
    throw problem;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
