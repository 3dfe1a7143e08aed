// A start that cannot go on for a reason its user can mend. Leaves by one door (bin/start.ts), as one sentence and never as a stack.

export type StartProblemKind =
  | 'ARGUMENTS'
  | 'FOLDER_IN_USE'
  | 'FOLDER_NOT_WRITABLE'
  | 'PORT_TAKEN'
  | 'POSTGRES_MISSING'
  | 'POSTGRES_FAILED'
  | 'DATABASE_URL'
  | 'SECRETS'
  | 'WORLD'
  | 'CHILD_ENDED'
  | 'PRODUCTION';

/** `message` is the whole text shown: what is wrong and a way out, in full sentences. */
export class StartProblem extends Error {
  readonly kind: StartProblemKind;

  constructor(kind: StartProblemKind, message: string) {
    super(message);
    this.name = 'StartProblem';
    this.kind = kind;
  }
}

/** The `code` of a system error (`ENOENT`, `EACCES`, ...), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}
