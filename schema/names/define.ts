// A closed list of names: each value with its Dutch term. Types, parsers and the SDL check are derived from it.

/** The Dutch term (and code, where an official list has one) that stands in the SDL description of a value. */
export type Terms<Value extends string> = Readonly<Record<Value, string>>;

export type NamesOf<List extends Terms<string>> = keyof List & string;

/** The values of a list, in the order in which it names them. */
export function valuesOf<Value extends string>(terms: Terms<Value>): readonly [Value, ...Value[]] {
  const values = Object.keys(terms) as Value[];
  const [first, ...rest] = values;
  if (first === undefined) throw new TypeError('a list of names cannot be empty');
  return [first, ...rest];
}

/** Narrows any text to a value of the list; `Object.hasOwn` so that `constructor` and the like are no names. */
export function isOneOf<Value extends string>(terms: Terms<Value>, text: unknown): text is Value {
  return typeof text === 'string' && Object.hasOwn(terms, text);
}
