// Supergraph SDL in, classification out: for each field its category, source kind and subject, as composition left them.
import type { GraphQLSchema } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

export type FieldClass = {
  readonly parent: string;
  readonly name: string;
  /** Named type. */
  readonly type: string;
  readonly composite: boolean;
  readonly nullable: boolean;
  /** Own @data, else the @data of the parent type; null: the nearest ancestor's holds. */
  readonly category: Category | null;
  readonly locating: boolean;
  readonly folded: boolean;
  /** For a field of Person: the kind of source that answers it (join__field's graph). Null elsewhere: the nearest ancestor's holds. */
  readonly source: SourceKind | null;
};

export type FieldIndex = {
  readonly field: (type: string, name: string) => FieldClass | undefined;
  /** Concrete types of an abstract type; the type itself when concrete. */
  readonly concrete: (type: string) => readonly string[];
  /** Person's file fields (`localTeam`, `veiligThuis`, ...): lists of a type that implements SourceFile. */
  readonly files: readonly { readonly field: string; readonly type: string; readonly source: SourceKind }[];
  /** A private copy of the API schema (Apollo wraps the resolvers of the one it is given), with @access and its input. */
  readonly schema: GraphQLSchema;
};
