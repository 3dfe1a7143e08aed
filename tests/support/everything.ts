// Questions that together ask all there is about the members of one household: one for the register and what is folded, one per kind of file.
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { realIndex } from './operations.ts';

/** Everything below a type that needs no argument; what other roles do not even see is left out. */
function everything(type: GraphQLObjectType, above: readonly string[]): string {
  const parts = Object.values(type.getFields()).flatMap((field): readonly string[] => {
    if (field.args.some(({ type: needed }) => needed.toString().endsWith('!'))) return [];
    if (realIndex.field(type.name, field.name)?.category === 'REPORTER') return [];
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return [field.name];
    return above.includes(below.name) ? [] : [`${field.name} ${everything(below, [...above, below.name])}`];
  });
  return `{ ${parts.join(' ')} }`;
}

/** Selections of Household. */
export function householdQuestions(): readonly string[] {
  const person = realIndex.schema.getType('Person');
  if (!isObjectType(person)) throw new TypeError('no Person');
  const files = new Set(realIndex.files.map(({ field }) => field));
  const plain = Object.values(person.getFields()).filter(({ name }) => !files.has(name));
  const write = ({ name, type }: (typeof plain)[number]): string => {
    const below = getNamedType(type);
    return isObjectType(below) ? `${name} ${everything(below, ['Person', below.name])}` : name;
  };
  const folded = `access { subject source category outcome code rule bases } plans { recordId parts { about heading } }
    contacts { recordId team } safetyPlans { recordId } events(first: 2) { recordId date title }`;
  const ofFile = Object.values(person.getFields())
    .filter(({ name }) => files.has(name))
    .map((field) => `members { person { id ${write(field)} } }`);
  return [`id openedOn ${folded} members { capacities person { ${plain.map(write).join(' ')} } }`, ...ofFile];
}
