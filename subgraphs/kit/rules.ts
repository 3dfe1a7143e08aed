// The SDL enters; per field, what decides about it leaves. Read once at start: a graph with a field nobody classified does not start.
import type { ConstDirectiveNode, GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isEnumType, isListType, isNonNullType, isObjectType, isScalarType } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { isOneOf } from '../../schema/names/define.ts';

/** How a field gets its value. */
export type Answer =
  /** The person's own key. */
  | 'PERSON_ID'
  /** The holder, from the settings. */
  | 'HOLDER'
  /** `partsMayBeMissing`: always true, so that it tells nothing. */
  | 'ALWAYS_TRUE'
  /** No category of its own: the file, whose fields decide. */
  | 'PASSAGE'
  /** Directly under a person or file: the rows that the source has of this kind. */
  | 'ROWS'
  /** Below a row: what the row says. */
  | 'VALUE';

export interface FieldRule {
  readonly name: string;
  /** `Type.field`, as in a grant's field limits. */
  readonly coordinate: string;
  /** The field's own @data, else its type's; null: that of the nearest ancestor. */
  readonly category: Category | null;
  readonly answer: Answer;
  readonly list: boolean;
  readonly leaf: boolean;
  /** Holds keys of other persons: only those in the grant leave. */
  readonly personKeys: boolean;
  /** Its objects have `about`: parts with limits of their own. */
  readonly parts: boolean;
}

export type TypeRules = ReadonlyMap<string, FieldRule>;
/** By type name. Only the types that can be reached from a person. */
export type Rules = ReadonlyMap<string, TypeRules>;

/** The entity from which everything is reached. */
export const PERSON = 'Person';

export function rulesOf(schema: GraphQLSchema): Rules {
  const problems: string[] = [];
  const rules = new Map<string, TypeRules>();
  const entries = new Set<string>();
  const walked = new Set<string>();

  const walk = (type: GraphQLObjectType, inherited: Category | null, entry: boolean): void => {
    const step = `${type.name} ${inherited} ${entry}`;
    if (walked.has(step)) return;
    walked.add(step);
    if (rules.has(type.name) && entries.has(type.name) !== entry) {
      problems.push(`${type.name}: is reached both as a file and as a value of a row`);
      return;
    }
    if (entry) entries.add(type.name);
    const typeRules = rules.get(type.name) ?? rulesOfType(type, entry, problems);
    rules.set(type.name, typeRules);
    for (const [name, rule] of typeRules) {
      const field = type.getFields()[name];
      if (field === undefined) continue;
      const category = rule.category ?? inherited;
      problems.push(...problemsOf(field, rule, category, entry));
      const below = getNamedType(field.type);
      // INVARIANT NONE opens only what says so itself: nothing is inherited from it.
      if (isObjectType(below)) walk(below, category === 'NONE' ? null : category, rule.answer === 'PASSAGE');
    }
  };

  const person = schema.getType(PERSON);
  if (!isObjectType(person)) problems.push(`${PERSON}: the SDL has no such type`);
  else walk(person, null, true);
  problems.push(...rootProblems(schema));
  if (problems.length > 0) throw new SdlProblem(problems);
  return rules;
}

/** The SDL cannot be served: every problem, each with the place in the SDL. */
export class SdlProblem extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`This SDL cannot be served:\n- ${problems.join('\n- ')}`);
    this.name = 'SdlProblem';
    this.problems = problems;
  }
}

function rulesOfType(type: GraphQLObjectType, entry: boolean, problems: string[]): TypeRules {
  const ofType = categoryIn(directivesOf(type), `${type.name}`, problems);
  return new Map(
    Object.values(type.getFields()).map((field) => {
      const coordinate = `${type.name}.${field.name}`;
      const category = categoryIn(field.astNode?.directives ?? [], coordinate, problems) ?? ofType;
      const named = getNamedType(field.type);
      return [
        field.name,
        {
          name: field.name,
          coordinate,
          category,
          answer: answerOf(type, field, named, category, entry),
          list: isList(field),
          leaf: !isObjectType(named),
          personKeys: named.name === 'ID' && field.name !== 'id' && field.name !== 'recordId',
          parts: isObjectType(named) && named.getFields().about !== undefined,
        },
      ];
    }),
  );
}

function answerOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  named: GraphQLNamedType,
  category: Category | null,
  entry: boolean,
): Answer {
  if (type.name === PERSON && field.name === 'id') return 'PERSON_ID';
  if (field.name === 'holder' && named.name === 'Organisation') return 'HOLDER';
  if (field.name === 'partsMayBeMissing') return 'ALWAYS_TRUE';
  if (!entry) return 'VALUE';
  return category === null && isObjectType(named) ? 'PASSAGE' : 'ROWS';
}

function problemsOf(
  field: GraphQLField<unknown, unknown>,
  rule: FieldRule,
  category: Category | null,
  entry: boolean,
): string[] {
  const at = rule.coordinate;
  const named = getNamedType(field.type);
  const found: string[] = [];
  if (!isObjectType(named) && !isScalarType(named) && !isEnumType(named)) {
    found.push(`${at}: an interface or union has no category of its own; name the type`);
  }
  if (category === null && rule.answer !== 'PASSAGE')
    found.push(`${at}: has no category: give it, its type or the field above it @data`);
  if (category !== null && category !== 'NONE' && isNonNullType(field.type)) {
    found.push(`${at}: a field of category ${category} must be nullable, since it may be closed`);
  }
  if (entry && rule.answer === 'ROWS' && category === 'NONE') {
    found.push(`${at}: category NONE directly under a person or file would be answered without a decision`);
  }
  if (rule.answer === 'PASSAGE' && field.args.length > 0) found.push(`${at}: a file takes no arguments`);
  for (const { name } of field.args) {
    if (rule.answer !== 'ROWS' || !rule.list || !ROW_ARGUMENTS.has(name)) {
      found.push(`${at}(${name}:): only a list of rows takes arguments, and only from, to and first`);
    }
  }
  return found;
}

const ROW_ARGUMENTS = new Set(['from', 'to', 'first']);

function rootProblems(schema: GraphQLSchema): string[] {
  const found: string[] = [];
  for (const name of Object.keys(schema.getQueryType()?.getFields() ?? {})) {
    if (name !== '_entities' && name !== '_service')
      found.push(`Query.${name}: a source answers about granted persons only`);
  }
  if (schema.getMutationType() || schema.getSubscriptionType())
    found.push('a source has no mutations or subscriptions');
  const entities = schema.getType('_Entity');
  if (entities === undefined || !('getTypes' in entities))
    found.push(`${PERSON}: is no entity: give it @key(fields: "id")`);
  else {
    for (const { name } of entities.getTypes()) {
      if (name !== PERSON) found.push(`${name}: only ${PERSON} is an entity at a source`);
    }
  }
  return found;
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
}

function directivesOf(type: GraphQLObjectType): readonly ConstDirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

function categoryIn(directives: readonly ConstDirectiveNode[], at: string, problems: string[]): Category | null {
  const [data, second] = directives.filter(({ name }) => name.value === 'data');
  if (second !== undefined) problems.push(`${at}: has @data twice`);
  if (data === undefined) return null;
  const argument = data.arguments?.find(({ name }) => name.value === 'category');
  const category = argument?.value.kind === 'StringValue' ? argument.value.value : undefined;
  if (isOneOf(CATEGORIES, category)) return category;
  problems.push(`${at}: @data names a category that is not in the list`);
  return null;
}
