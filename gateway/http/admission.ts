// Who may come in while others are on their way: by client application, by person, and in all. Counts live in memory for as long as a request does.
import type { Caller } from '../vocabulary/caller.ts';
import { overloaded, rateLimited } from '../vocabulary/faults.ts';
import type { Refusal } from '../vocabulary/refusal.ts';

/** Requests on their way at one moment; more are turned away. */
export type AtOnce = { readonly all: number; readonly client: number; readonly person: number };

export type Admission = {
  /** At arrival, before it is known who asks. The place is free when the connection is done with it and so is the work: who hangs up early has not left. */
  readonly arrive: (connection: Connection) => Place;
};
export type Connection = { once(event: 'close', listener: () => void): unknown };
export type Place = {
  /** Null: come in. To be asked during the work. */
  readonly admit: (caller: Caller) => Refusal | null;
  readonly during: <Value>(work: () => Promise<Value>) => Promise<Value>;
};

export function createAdmission(most: AtOnce): Admission {
  let underway = 0;
  const askers = new Map<string, number>();
  const add = (asker: string, by: number): void => {
    const count = (askers.get(asker) ?? 0) + by;
    if (count > 0) askers.set(asker, count);
    else askers.delete(asker);
  };
  return {
    arrive(connection) {
      underway += 1;
      let held: readonly string[] = [];
      let working = 0;
      let closed = false;
      let left = false;
      const leaveWhenDone = (): void => {
        if (!closed || working > 0 || left) return;
        left = true;
        underway -= 1;
        for (const asker of held) add(asker, -1);
      };
      connection.once('close', () => {
        closed = true;
        leaveWhenDone();
      });
      return {
        admit(caller) {
          if (underway > most.all) return overloaded();
          const { client, person } = askersIn(caller);
          // The client first: who is one of many in a busy application is told the same.
          if ((askers.get(client) ?? 0) >= most.client || (askers.get(person) ?? 0) >= most.person)
            return rateLimited();
          held = [client, person];
          for (const asker of held) add(asker, 1);
          return null;
        },
        async during(work) {
          working += 1;
          try {
            return await work();
          } finally {
            working -= 1;
            leaveWhenDone();
          }
        },
      };
    },
  };
}

/** Names for the map alone: they go nowhere. */
function askersIn(caller: Caller): { readonly client: string; readonly person: string } {
  switch (caller.kind) {
    case 'PROFESSIONAL': {
      const { oin } = caller.organisation;
      return { client: `client ${oin} ${caller.client}`, person: `person ${oin} ${caller.professional}` };
    }
    case 'DATA_SUBJECT':
      return { client: `portal ${caller.client}`, person: `subject ${caller.bsn}` };
    default:
      return caller satisfies never;
  }
}
