// A map that keeps the most recently used entries, at most `most` of them.
export type Bounded<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
};

export function bounded<Value>(most: number): Bounded<Value> {
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= most) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
  };
}
