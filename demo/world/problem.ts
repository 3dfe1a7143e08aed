// What is wrong with a world file, as its writer reads it: where, and why.
import { type Document, LineCounter, parseDocument } from 'yaml';
import { StartProblem } from '../start-problem.ts';

export type Path = readonly (string | number)[];
export type Problem = { readonly path: Path; readonly why: string };

const SHOWN = 25;

/** A YAML text with its lines. Throws StartProblem WORLD where it is no YAML. */
export type Text = { readonly file: string; readonly value: unknown; lineOf(path: Path): number | undefined };

export function parseText(file: string, text: string): Text {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error) => `line ${lines.linePos(error.pos[0]).line}: ${sentence(error.message)}`,
    );
    throw worldProblem(file, problems);
  }
  return {
    file,
    value: document.toJS({ maxAliasCount: 1000 }),
    lineOf: (path) => lineOf(document, lines, path),
  };
}

/** The line of the place itself, or of the nearest thing around it that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const [start] = node.range;
      if (typeof start === 'number') return lines.linePos(start).line;
    }
  }
  return undefined;
}

export function problemsIn(text: Text, problems: readonly Problem[]): StartProblem {
  const placed = problems
    .map((problem) => ({ ...problem, line: text.lineOf(problem.path) }))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return worldProblem(
    text.file,
    placed.map(
      ({ path, why, line }) => `${line === undefined ? '' : `line ${line}, `}${wordPath(path)}: ${sentence(why)}`,
    ),
  );
}

function worldProblem(file: string, problems: readonly string[]): StartProblem {
  const shown = problems.slice(0, SHOWN).map((problem) => `  ${problem}`);
  if (problems.length > SHOWN) shown.push(`  and ${problems.length - SHOWN} more.`);
  const lead = `The world file ${file} cannot be used:`;
  return new StartProblem('WORLD', [lead, ...shown, 'docs/worlds.md says how a world is written.'].join('\n'));
}

/** `situations[2].consents[0].holder` */
function wordPath(path: Path): string {
  if (path.length === 0) return 'the file';
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`;
    return words === '' ? step : `${words}.${step}`;
  }, '');
}

function sentence(why: string): string {
  const trimmed = why.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
