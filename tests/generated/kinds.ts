// What a source of each kind can hold, read from its SDL as the kit reads it: kinds of rows with their category and type.
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { FieldRule, Rules } from '../../subgraphs/kit/rules.ts';
import { rulesOf } from '../../subgraphs/kit/rules.ts';
import { readSdl, schemaOf } from '../../subgraphs/kit/sdl.ts';
import { PARTNERS, type Partner } from './partners.ts';

const FOLDERS: Readonly<Record<Partner['source'], string>> = {
  PERSONS: 'persons',
  LOCAL_TEAM: 'local-teams',
  VEILIG_THUIS: 'veilig-thuis',
  RVDK: 'rvdk',
  CERTIFIED_INSTITUTION: 'certified-institutions',
};

export type Graph = {
  readonly source: Partner['source'];
  readonly file: URL;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
  readonly kinds: ReadonlyMap<string, Kind>;
};
/** One field right below a person or a file. */
export type Kind = {
  readonly name: string;
  readonly rule: FieldRule;
  readonly category: Category;
  /** Null: a scalar or enum. */
  readonly type: GraphQLObjectType | null;
  readonly parent: GraphQLObjectType;
};

export const GRAPHS: ReadonlyMap<Partner['source'], Graph> = new Map(
  await Promise.all(
    [...new Set(PARTNERS.map(({ source }) => source))].map(async (source) => [source, await graphOf(source)] as const),
  ),
);

export function graphAt(source: Partner['source']): Graph {
  const graph = GRAPHS.get(source);
  if (graph === undefined) throw new RangeError(`no graph of ${source}`);
  return graph;
}

async function graphOf(source: Partner['source']): Promise<Graph> {
  const file = new URL(`../../subgraphs/${FOLDERS[source]}/schema.graphql`, import.meta.url);
  const sdl = await readSdl(file);
  const schema = schemaOf(sdl);
  const rules = rulesOf(schema);
  const kinds = new Map<string, Kind>();
  for (const [parentName, ofType] of rules) {
    const parent = schema.getType(parentName);
    if (!isObjectType(parent)) continue;
    for (const [name, rule] of ofType) {
      if (rule.answer !== 'ROWS' || rule.category === null) continue;
      const type = getNamedType(parent.getFields()[name]?.type);
      kinds.set(name, { name, rule, category: rule.category, type: isObjectType(type) ? type : null, parent });
    }
  }
  if (kinds.size === 0) throw new TypeError(`${source}: no kinds of rows in its SDL`);
  return { source, file, sdl, schema, rules, kinds };
}
