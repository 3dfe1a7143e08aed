// A connection pool to the gateway's own store. A URL in, a `postgres` client out that never logs and never waits for ever.
import postgres from 'postgres';

export type Sql = postgres.Sql;

export type ConnectSettings = {
  readonly max: number;
  /** After this many ms the server gives up a statement. */
  readonly patience: number;
};

/** Rejects when the work takes longer (ms): a server that has fallen silent keeps no timeout of its own. The work itself is let go. */
export async function inTime<Value>(work: Promise<Value>, patience: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the store does not answer')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

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
