// A connection pool to the gateway's own store. A URL in, a `postgres` client out that never logs and never waits for ever.
import postgres from 'postgres';

export type Sql = postgres.Sql;

export type ConnectSettings = {
  readonly max: number;
  /** After this many ms the server gives up a statement. */
  readonly patience: number;
};

/** Bigints are read as text. The URL holds a password: it goes nowhere else. */
export function connect(databaseUrl: string, { max, patience }: ConnectSettings): Sql {
  return postgres(databaseUrl, {
    max,
    onnotice: () => {},
    // Dates stay the text they are: a Date would move them by the machine's time zone.
    types: { date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day } },
    connect_timeout: Math.max(1, Math.ceil(patience / 1000)),
    connection: {
      application_name: 'samenzicht',
      statement_timeout: patience,
      lock_timeout: patience,
      synchronous_commit: 'on',
      DateStyle: 'ISO',
    },
  });
}
