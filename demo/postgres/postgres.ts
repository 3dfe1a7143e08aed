// What a started (or connected) PostgreSQL server offers to the rest of the demo world.

export interface Postgres {
  /** The TCP port it answers on. */
  readonly port: number;
  /** URL with administrator's rights; holds a password, so never on a command line or in a log. */
  readonly adminUrl: string;
  /**
   * Makes (or finds) the database `name` with a role of its own; no other role may connect to it. The same name gives the same
   * URL, also after a restart. `name`: 1-50 characters, a-z, 0-9 and _, starting with a letter.
   */
  createDatabase(name: string): Promise<string>;
  /** Stops the server if we started or adopted it; lets go of the data folder. Harmless when called twice. */
  stop(): Promise<void>;
}

/** One line of progress for whoever started us. */
export type Say = (line: string) => void;
