// `npm run token`: a persona in, its bearer token out; or the list of personas of the running demo.
import { z } from 'zod';
import { addressOf } from '../../demo/world/addresses.ts';
import { askSystem, CommandProblem, portsOf, readArguments, runCommand, type Surroundings } from './command.ts';
import { type ListedPersona, listedPersonas } from './listed.ts';
import { nearest } from './nearest.ts';

const HELP = `npm run --silent token -- PERSONA
npm run --silent token -- --list [--json]

Prints a bearer token with which you are PERSONA for an hour, and nothing else:

  TOKEN=$(npm run --silent token -- lotte)

  --list   everyone you may be: role, organisation, and what the example question shows
  --json   with --list: as JSON, with each example's query and variables
  --help   this text

  PORT=5000   a demo that was started with that PORT (default 4000)`;

const issued = z.object({ access_token: z.string().min(1) });

export function tokenCommand(around: Surroundings): Promise<number> {
  return runCommand(around, async () => {
    const { given, positionals } = readArguments('token', around.args, ['list', 'json']);
    if (given.has('help')) return around.out(HELP);
    const [asked, ...more] = positionals;
    if (given.has('list') ? asked !== undefined : asked === undefined || more.length > 0 || given.has('json')) {
      throw new CommandProblem('Name one persona, or ask for --list. See: npm run token -- --help');
    }
    const ports = portsOf(around.env);
    const personas = await askSystem(`${addressOf(ports.issuer)}/demo/personas`, listedPersonas);
    if (personas === null)
      throw new CommandProblem(`${addressOf(ports.issuer)} has no personas: is it the demo's issuer?`);
    if (asked === undefined) return around.out(given.has('json') ? asJson(personas) : asText(personas));
    const persona = personas.find(({ id }) => id === asked);
    if (persona === undefined) throw unknown(asked, personas);
    const issuer = addressOf(persona.role === 'DATA_SUBJECT' ? ports.citizensIssuer : ports.issuer);
    const token = await askSystem(`${issuer}/demo/token`, issued, { persona: persona.id });
    if (token === null) throw new CommandProblem(`${issuer} gives no token for "${persona.id}": start the demo again.`);
    around.out(token.access_token);
  });
}

function unknown(asked: string, personas: readonly ListedPersona[]): CommandProblem {
  const near = nearest(
    asked,
    personas.map(({ id }) => id),
  );
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return new CommandProblem(`There is no persona "${asked}".${meant} All of them: npm run --silent token -- --list`);
}

/** The members that are promised, and no others. */
function asJson(personas: readonly ListedPersona[]): string {
  const listed = personas.map(({ id, name, organisation, role, purposes, households, example, claims }) => ({
    id,
    name,
    organisation,
    role,
    purposes,
    households,
    example,
    claims,
  }));
  return JSON.stringify(listed, null, 2);
}

function asText(personas: readonly ListedPersona[]): string {
  const width = Math.max(...personas.map(({ id }) => id.length)) + 2;
  const lines: string[] = [];
  let situation: string | null = null;
  for (const one of personas) {
    const here = one.situation?.en ?? null;
    if (here !== situation) lines.push('', here ?? 'in no situation');
    situation = here;
    lines.push(
      `  ${one.id.padEnd(width)}${one.name}, ${one.role}${one.organisation === null ? '' : `, ${one.organisation.name}`}`,
    );
    lines.push(`  ${''.padEnd(width)}${one.says.en}`);
  }
  return lines.slice(1).join('\n');
}
