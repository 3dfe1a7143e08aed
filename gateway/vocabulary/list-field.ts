// A field of the schema enters; whether it answers a list leaves.
import { type GraphQLSchema, getNullableType, isListType, isObjectType } from 'graphql';

export function isListField(schema: GraphQLSchema, parent: string, name: string): boolean {
  const type = schema.getType(parent);
  return isObjectType(type) && isListType(getNullableType(type.getFields()[name]?.type));
}
