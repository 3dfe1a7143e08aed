// The field index in; docs/schema.md out: every type, field and value with its Dutch term and its category.
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { FieldIndex } from '../../gateway/vocabulary/field-index.ts';

const INTRO = `# Schema reference

Generated from the composed supergraph by \`npm run docs\`; the text of each line is the description in the schema, with the Dutch legal term.

**Category** is what a decision is about. A field without one of its own has that of the nearest field above it; \`NONE\` needs no decision.
**Locating** fields tell where somebody is: a location shield empties them at every source.
**Folded** fields of \`Household\` are answered by the gateway from every member's files.
`;

export function schemaReference(index: FieldIndex): string {
  const types = Object.values(index.schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'en'));
  return [INTRO, ...types.map((type) => section(type, index))].join('\n');
}

const FIRST = ['Query', 'Mutation', 'Household', 'Member', 'Person', 'SourceFile'];

/** What a reader looks for first stands first; enums and scalars last. */
function rank(type: GraphQLNamedType): number {
  const at = FIRST.indexOf(type.name);
  if (at >= 0) return at;
  if (isObjectType(type) || isInterfaceType(type)) return type.name.endsWith('File') ? FIRST.length : FIRST.length + 1;
  return isEnumType(type) ? FIRST.length + 3 : FIRST.length + 2;
}

function section(type: GraphQLNamedType, index: FieldIndex): string {
  const said = line(type.description);
  const head = `## ${type.name}\n${said === '' ? '' : `\n${said}\n`}`;
  if (isObjectType(type) || isInterfaceType(type)) return `${head}\n${fieldTable(type, index)}`;
  if (isInputObjectType(type)) {
    const rows = Object.values(type.getFields()).map(
      (field) => `| \`${field.name}\` | \`${field.type}\` | ${line(field.description)} |`,
    );
    return `${head}\n| Field | Type | |\n|---|---|---|\n${rows.join('\n')}\n`;
  }
  return isEnumType(type) ? `${head}\n${valueTable(type)}` : head;
}

function fieldTable(type: GraphQLObjectType | GraphQLInterfaceType, index: FieldIndex): string {
  const rows = Object.values(type.getFields()).map((field) => {
    const found = index.field(type.name, field.name);
    const marks = [found?.category, found?.locating ? 'locating' : null, found?.folded ? 'folded' : null].filter(
      Boolean,
    );
    return `| \`${signature(field)}\` | \`${field.type}\` | ${marks.join(', ')} | ${line(field.description)} |`;
  });
  return `| Field | Type | Category | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function signature(field: GraphQLField<unknown, unknown>): string {
  const args = field.args.map(({ name, type }) => `${name}: ${type}`);
  return args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`;
}

function valueTable(type: GraphQLEnumType): string {
  const rows = type.getValues().map((value) => `| \`${value.name}\` | ${line(value.description)} |`);
  return `| Value | |\n|---|---|\n${rows.join('\n')}\n`;
}

/** One line of a table. */
function line(text: string | null | undefined): string {
  return (text ?? '').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
}
