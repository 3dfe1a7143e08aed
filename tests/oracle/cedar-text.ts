// The few Cedar phrases that the translation is written with.

export const ALWAYS = 'true';
export const NEVER = 'false';

/** JSON's way of quoting is Cedar's for the names that rules are made of. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Said in full: Cedar would make a set of the list anew each time it is asked. */
export function oneOf(value: string, values: readonly string[]): string {
  return any(values.map((one) => `${value} == ${quoted(one)}`));
}

export function holdsAny(set: string, values: readonly string[]): string {
  return any(values.map((one) => `${set}.contains(${quoted(one)})`));
}

export function all(parts: readonly string[]): string {
  const needed = parts.filter((part) => part !== ALWAYS);
  return needed.length === 0 ? ALWAYS : `(${needed.join(' && ')})`;
}

export function any(parts: readonly string[]): string {
  if (parts.includes(ALWAYS)) return ALWAYS;
  const possible = parts.filter((part) => part !== NEVER);
  return possible.length === 0 ? NEVER : `(${possible.join(' || ')})`;
}

/** `unless` in words: what `yes` says only matters where `when` holds. */
export function where(when: string, yes: string): string {
  return when === NEVER ? ALWAYS : any([`!${when}`, yes]);
}
