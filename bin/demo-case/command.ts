// `npm run demo:case`: an own case on an imported person and whoever lives in one household with him. Arguments in; the household's facts and a ready
// question, or one sentence, out.
import postgres from 'postgres';
import { livingGroupOf, type Member, withCapacities } from '../../demo/case/living-group.ts';
import { type OpenedCase, openCase } from '../../demo/case/open-case.ts';
import { DEMO_OUTWARD_ID_KEY } from '../../demo/demo-keys.ts';
import type { Installation } from '../../demo/installation.ts';
import { StartProblem } from '../../demo/start-problem.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import type { Bsn, LocalDate } from '../../schema/identifiers.ts';
import { professionalId } from '../../schema/identifiers.ts';
import { CASE_KINDS, type CaseKind } from '../../schema/names/case-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { CommandProblem, portsOf, type Surroundings } from '../demo/command.ts';
import { withInstallation } from '../demo/installation.ts';
import { type CaseArguments, readCaseArguments } from './arguments.ts';
import { caseLines } from './lines.ts';

const HELP = `npm run demo:case -- --bsn N --holder OIN --kind K [--professional ID]

Opens a case of your own in the demo: on somebody who was imported (npm run import:brp) and whoever lives in one household with him or
her, at a local team, the RvdK or a certified institution. A professional there leads it, and finds it at once: householdsOf(bsn). The same once more opens nothing new.

  --bsn N            of somebody who was imported
  --holder OIN       where: npm run --silent holders
  --kind K           REPORT, REQUEST, MEASURE, INTAKE or PLAN; at the RvdK REQUEST, at a certified institution
                     MEASURE or PLAN
  --professional ID  who leads it, such as team-a:dirk; left out: the first persona there
  --help             this text

  SAMENZICHT_DATA=DIR   the data folder of the demo (default ./data)
  PORT=5000             a demo that was started with that PORT (default 4000)
  DATABASE_URL=URL      the PostgreSQL server that npm start was given`;

/** 0: the case is open. 1: not, with a sentence on `err`. */
export async function caseCommand(around: Surroundings & { readonly project: string }): Promise<number> {
  try {
    const asked = readCaseArguments(around.args);
    if (asked === 'HELP') around.out(HELP);
    else await run(asked, around);
    return 0;
  } catch (error) {
    around.err(sentenceFor(error));
    return 1;
  }
}

async function run(
  asked: CaseArguments,
  { env, project, out, err }: Surroundings & { readonly project: string },
): Promise<void> {
  await withInstallation({ env, project, say: err }, async ({ opened, today }) => {
    const { installation } = opened;
    const place = caseSystemOf(installation, asked);
    const register = installation.holders.find(({ source }) => source === 'PERSONS');
    if (register === undefined) throw new CommandProblem(`The world "${installation.world}" has no persons register.`);
    const on = await today();
    const members = await membersOf(opened.urlOf(register.database), asked.bsn, on);
    const professional = asked.professional ?? firstPersonaAt(installation, asked.holder);
    const found = await openCase({
      databaseUrl: opened.urlOf(place.database),
      holder: place.holder,
      // A holder that works for the whole country has cases in every region.
      region:
        place.holder.region ??
        installation.holders.find((one) => one.source === 'LOCAL_TEAM')?.holder.region ??
        'Nederland',
      kind: asked.kind,
      members,
      professional,
      on,
    });
    if (found === undefined) {
      throw new CommandProblem(
        `Nobody at ${place.holder.name} has the id "${professional}". Leave --professional out, or name one of: ${professionalsAt(installation, asked.holder)}.`,
      );
    }
    for (const line of linesFor(found, members, { installation, place, asked, gateway: portsOf(env).gateway }))
      out(line);
  });
}

type Place = Installation['holders'][number];

/** Kinds of case by the graph that a holder answers; the others keep their cases in another way. */
const KINDS: Readonly<Record<string, readonly CaseKind[]>> = {
  LOCAL_TEAM: valuesOf(CASE_KINDS),
  RVDK: ['REQUEST'],
  CERTIFIED_INSTITUTION: ['MEASURE', 'PLAN'],
};

function caseSystemOf({ holders }: Installation, { holder, kind }: CaseArguments): Place {
  const possible = holders.filter(({ source }) => KINDS[source] !== undefined);
  const found = possible.find((one) => one.holder.oin === holder);
  if (found === undefined) {
    const known = holders.find((one) => one.holder.oin === holder);
    const why =
      known === undefined ? 'No holder of this world has that OIN.' : `No case can be opened at ${known.holder.name}.`;
    const choices = possible.map((one) => `${one.holder.oin} (${one.holder.name})`).join(', ');
    throw new CommandProblem(`${why} One can at: ${choices}.`);
  }
  const kinds = KINDS[found.source] ?? [];
  if (kinds.includes(kind)) return found;
  throw new CommandProblem(`${found.holder.name} has no cases of kind ${kind}; it has: ${kinds.join(', ')}.`);
}

async function membersOf(databaseUrl: string, bsn: Bsn, on: LocalDate): Promise<readonly [Member, ...Member[]]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [about, ...others] = withCapacities((await livingGroupOf(sql, bsn)) ?? [], on);
    if (about === undefined) {
      throw new CommandProblem(
        'Nobody in the persons register has this BSN. Import the person lists first: npm run import:brp -- FILE.csv',
      );
    }
    if (!about.imported) {
      throw new CommandProblem(
        'This BSN is of a person of the demo world, who has the cases that the world says. Name somebody who was imported.',
      );
    }
    if (about.deceasedOn !== null) throw new CommandProblem('This person has died. Name somebody who lives.');
    return [about, ...others];
  } finally {
    await sql.end({ timeout: 2 });
  }
}

const atHolder = ({ personas }: Installation, holder: string) =>
  personas.filter(({ organisation }) => organisation === holder);

const professionalsAt = (installation: Installation, holder: string): string =>
  [...new Set(atHolder(installation, holder).map(({ professional }) => professional))].join(', ');

function firstPersonaAt(installation: Installation, holder: string) {
  const [first] = atHolder(installation, holder);
  if (first === undefined)
    throw new CommandProblem('No persona works there: say with --professional who leads the case.');
  return professionalId.parse(first.professional);
}

function linesFor(
  found: OpenedCase,
  members: readonly Member[],
  {
    installation,
    place,
    asked,
    gateway,
  }: { installation: Installation; place: Place; asked: CaseArguments; gateway: number },
): string[] {
  const ids = createOutwardIds(DEMO_OUTWARD_ID_KEY);
  const persona = atHolder(installation, asked.holder).find(({ professional }) => professional === found.lead.id);
  return caseLines({
    found,
    members,
    holder: place.holder.name,
    kind: asked.kind,
    household: ids.seal('HOUSEHOLD', found.id, place.holder.oin),
    persona,
    gateway: `http://127.0.0.1:${gateway}/graphql`,
  });
}

/** A database's own text is left out: it may quote a row. */
function sentenceFor(error: unknown): string {
  if (error instanceof CommandProblem || error instanceof StartProblem) return error.message;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown cause';
  return `The case was not opened (${code}). Run npm start once, so that all tables are those of this version, and try again.`;
}
