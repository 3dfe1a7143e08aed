// Whom an id stands for, as far as the answer itself tells: a name, oneself, or a number.
import { createContext, type ReactNode, useContext } from 'react';
import { useReading } from './language.tsx';
import type { People } from './people.ts';
import type { Persona } from './wire.ts';

type Known = { readonly people: People; readonly caller: Persona | null };
const Who = createContext<Known>({ people: { order: [], names: new Map(), capacities: new Map() }, caller: null });

export function PersonNames({
  people,
  caller,
  children,
}: {
  readonly people: People;
  readonly caller: Persona;
  readonly children: ReactNode;
}) {
  return <Who value={{ people, caller }}>{children}</Who>;
}

export function usePeople() {
  const { people, caller } = useContext(Who);
  const { text } = useReading();
  const nameOf = (id: string): string => {
    const name = people.names.get(id);
    if (name !== undefined) return name;
    if (caller?.organisation === null && people.order.length === 1) return text.you;
    return text.personNumber(people.order.indexOf(id) + 1);
  };
  return { ...people, nameOf };
}
