// Why a file cannot be read as person lists: one sentence with a way out, never a value of the file.

export type FileProblemKind = 'UNREADABLE' | 'NOT_UTF8' | 'EMPTY' | 'WRONG_HEADER' | 'NOT_CSV';

/** Nothing of the file has been imported. */
export class FileProblem extends Error {
  readonly kind: FileProblemKind;
  constructor(kind: FileProblemKind, sentence: string) {
    super(sentence);
    this.name = 'FileProblem';
    this.kind = kind;
  }
}
