// The connections to the store that requests share. They can be left for new ones at once: those of a network that was cut say nothing for a
// quarter of an hour, and every statement would wait behind them.
import { type ConnectSettings, connect, type Sql } from './connect.ts';

export type Pool = {
  /** Always the connections of this moment: keep this, never what it gives. */
  readonly sql: Sql;
  /** New connections for every statement from now on; the old ones finish what they have, as far as they can. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
};

/** s that old connections have to finish. */
const FINISH_S = 3;

export function openPool(databaseUrl: string, settings: ConnectSettings): Pool {
  let current = connect(databaseUrl, settings);
  const leaving = new Set<Promise<void>>();
  const leave = (old: Sql, timeout: number): Promise<void> => {
    const left: Promise<void> = old
      .end({ timeout })
      .catch(() => {})
      .finally(() => leaving.delete(left));
    leaving.add(left);
    return left;
  };
  const target = (): void => {};
  const sql = new Proxy(target, {
    apply: (_target, _self, args) => Reflect.apply(current, undefined, args),
    get: (_target, key) => Reflect.get(current, key),
  });
  return {
    // It passes everything on to a Sql.
    sql: sql as unknown as Sql,
    renew() {
      const old = current;
      current = connect(databaseUrl, settings);
      void leave(old, FINISH_S);
    },
    async close() {
      void leave(current, 2);
      await Promise.all(leaving);
    },
  };
}
