// A world file in, a World out: YAML read, every part parsed by who owns it, parts joined, names held against each other.
// What is wrong leaves as one StartProblem that lists each place and reason.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { personsSeed } from '../../subgraphs/persons/seed.ts';
import { StartProblem, systemCode } from '../start-problem.ts';
import { type WorldFile, worldFile } from '../world-format.ts';
import { mergeParts } from './merge.ts';
import { type Path, type Problem, parseText, problemsIn, type Text } from './problem.ts';
import { referenceProblems } from './references.ts';
import { SOURCE_SEEDS, type SourcePart } from './source-parts.ts';
import type { World } from './world.ts';

/** Throws StartProblem WORLD. */
export function readWorld(path: string): World {
  return parseWorld(path, readText(path));
}

/** `file`: how the text is called in messages. */
export function parseWorld(file: string, yaml: string): World {
  const text = parseText(file, yaml);
  const parsed = worldFile.safeParse(text.value);
  if (!parsed.success) throw problemsIn(text, parsed.error.issues.flatMap(problemOf));
  const problems = referenceProblems(parsed.data);
  if (problems.length > 0) throw problemsIn(text, problems);
  return joined(text, parsed.data);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `the system says ${code ?? 'no'}`;
    throw new StartProblem(
      'WORLD',
      `The world file ${path} cannot be read: ${why}. Name one that can: npm start -- --world demo/worlds/default.yaml.`,
    );
  }
}

function joined(text: Text, file: WorldFile): World {
  const parts = [file, ...file.situations];
  const ofHolders = <Seed extends z.ZodType>(seed: Seed, key: SourcePart) => {
    const holders = new Set(parts.flatMap((part) => Object.keys(part[key])));
    return new Map(
      [...holders].map((holder) => [
        holder,
        whole(
          text,
          seed,
          [key, holder],
          parts.map((part) => part[key][holder] ?? {}),
        ),
      ]),
    );
  };
  return {
    name: file.name,
    says: file.says,
    now: file.now,
    down: file.down,
    organisations: file.organisations,
    register: whole(
      text,
      personsSeed,
      ['register'],
      parts.map((part) => part.register ?? {}),
    ),
    localTeams: ofHolders(SOURCE_SEEDS.localTeams, 'localTeams'),
    veiligThuis: ofHolders(SOURCE_SEEDS.veiligThuis, 'veiligThuis'),
    rvdk: ofHolders(SOURCE_SEEDS.rvdk, 'rvdk'),
    certifiedInstitutions: ofHolders(SOURCE_SEEDS.certifiedInstitutions, 'certifiedInstitutions'),
    consents: parts.flatMap((part) => part.consents),
    releases: parts.flatMap((part) => part.releases),
    necessities: parts.flatMap((part) => part.necessities),
    claims: parts.flatMap((part) => part.claims),
    shields: parts.flatMap((part) => part.shields),
    restrictions: parts.flatMap((part) => part.restrictions),
    personas: [
      ...file.personas.map((persona) => ({ persona, situation: null })),
      ...file.situations.flatMap(({ id, title, personas }) =>
        personas.map((persona) => ({ persona, situation: { id, title } })),
      ),
    ],
  };
}

/** The joined parts of one holder; what only shows in the whole (something is missing in all parts) is told at the holder. */
function whole<Seed extends z.ZodType>(text: Text, seed: Seed, path: Path, parts: readonly object[]): z.infer<Seed> {
  const result = mergeParts(seed, parts);
  if (result.success) return result.data;
  throw problemsIn(
    text,
    result.error.issues.flatMap((issue) =>
      problemOf(issue).map((found) => ({ ...found, path: [...path, ...found.path] })),
    ),
  );
}

type Issue = z.core.$ZodIssue;

function problemOf(issue: Issue): Problem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'invalid_union') {
    const [first, ...others] = issue.errors.filter((branch) => branch.length > 0);
    // Of a value that fits no form, the form that fits best says most.
    const best = others.reduce((least, branch) => (branch.length < least.length ? branch : least), first ?? []);
    if (best.length > 0) {
      return best.flatMap((inner) => problemOf(inner).map((found) => ({ ...found, path: [...path, ...found.path] })));
    }
  }
  return [{ path, why: sentenceOf(issue) }];
}

function sentenceOf({ code, message, ...issue }: Issue): string {
  if (code !== 'invalid_type' || !('expected' in issue)) return message;
  if (/received undefined$/.test(message)) return 'it is missing';
  return issue.expected === 'string' && /received number$/.test(message) ? `${message}; put it in quotes` : message;
}
