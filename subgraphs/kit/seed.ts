// What the loaders of demo data share: how people are named, and how a wrong seed is told.
import type { Bsn, InnerKey } from '../../schema/identifiers.ts';

/** A world knows people by slug; the sources file them under inner keys, with the BSN beside it. */
export interface SeedPersons {
  /** Throws for a slug that the world does not know. */
  keyOf(slug: string): InnerKey;
  /** Null: a person without BSN. */
  bsnOf(slug: string): Bsn | null;
}

export interface SeedProblem {
  readonly path: readonly (string | number)[];
  readonly why: string;
}

/** A seed that cannot be loaded: every place with its reason. */
export class SeedError extends Error {
  readonly problems: readonly SeedProblem[];
  constructor(problems: readonly SeedProblem[]) {
    super(`This seed cannot be loaded:\n${problems.map(({ path, why }) => `- ${placeOf(path)}: ${why}`).join('\n')}`);
    this.name = 'SeedError';
    this.problems = problems;
  }
}

const placeOf = (path: SeedProblem['path']): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
