// The data of an answer in; who is who in it out. What the question did not ask stays unknown: a person then has a number.

export type People = {
  /** In the order in which they are met. */
  readonly order: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly capacities: ReadonlyMap<string, readonly string[]>;
};

/** `ids`: the subjects of the answer's report; only they are people. */
export function peopleIn(data: unknown, ids: ReadonlySet<string>): People {
  const order = new Set<string>();
  const names = new Map<string, string>();
  const capacities = new Map<string, readonly string[]>();
  walk(data, []);
  for (const id of ids) order.add(id);
  return { order: [...order], names, capacities };

  /** `held`: the capacities that the member around this person has. */
  function walk(value: unknown, held: readonly string[]): void {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, held);
      return;
    }
    if (!isObject(value)) return;
    if (typeof value.id === 'string' && ids.has(value.id)) {
      order.add(value.id);
      const name = nameOf(value.name);
      if (name !== null) names.set(value.id, name);
      if (held.length > 0) capacities.set(value.id, held);
    }
    const around = textsOf(value.capacities);
    for (const inner of Object.values(value)) walk(inner, around.length > 0 ? around : held);
  }
}

function nameOf(name: unknown): string | null {
  if (!isObject(name)) return null;
  if (typeof name.full === 'string') return name.full;
  const parts = textsOf([name.givenNames, name.prefix, name.familyName]);
  return parts.length === 0 ? null : parts.join(' ');
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
