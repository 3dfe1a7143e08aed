// The text of an operation enters; what can be said of it without any value of a variable leaves, or why it is refused.
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
  visit,
} from 'graphql';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import { refuseTextInAct } from './act.ts';
import { holdsBsn } from './identifiers.ts';
import { fragmentsOf, type ReadLimits, refuseLarge, tooMuch } from './limits.ts';
import { type PurposeAsk, readPurpose, refuseEmergencyText } from './purpose.ts';

/** MAX_COMPLEXITY_BUDGET of OverlappingFieldsCanBeMergedRule. */
const COMPARISONS = 500_000;

export type Examined = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly purpose: PurposeAsk;
  /** Variables that skip or include name: their booleans are part of the profile's key. */
  readonly conditions: readonly string[];
};

export function examine(
  schema: GraphQLSchema,
  limits: ReadLimits,
  text: string,
  operationName: string | null,
): Examined | Refusal {
  const document = parseText(text, limits);
  if (isRefusal(document)) return document;
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined) return noOperation();
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return noSubscription();
  // graphql-js finds no fault in the fields of a root type that is not there.
  if (!isObjectType(schema.getRootType(operation.operation))) return noMutation();
  const purpose = readPurpose(operation, onlyIntrospects(operation));
  if (isRefusal(purpose)) return purpose;
  const emergency = refuseEmergencyText(purpose);
  if (emergency !== null) return emergency;
  if (holdsBsn(text, document)) return identifierInText();
  const inText = refuseTextInAct(operation, document);
  if (inText !== null) return inText;
  const large = refuseLarge(document, limits);
  if (large !== null) return large;
  const [error] = validate(schema, document, undefined, { maxErrors: 1, hideSuggestions: true });
  // graphql-js gives up after so many comparisons of fields that share a name.
  if (error?.message === 'Validation aborted.')
    return tooMuch('comparisons of equal fields', 'vergelijkingen van gelijke velden', COMPARISONS + 1, COMPARISONS);
  if (error !== undefined) return notValid(error);
  const fragments = Object.assign(Object.create(null), Object.fromEntries(fragmentsOf(document)));
  return { document, operation, fragments, purpose, conditions: conditionsIn(document) };
}

function parseText(text: string, limits: ReadLimits): DocumentNode | Refusal {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser goes down as many levels as the text, and the stack ends before the tokens do.
    if (error instanceof RangeError)
      return tooMuch('levels of brackets', 'niveaus van haken', Number.POSITIVE_INFINITY, limits.depth);
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens')) return tooMuch('tokens', 'woorden', limits.tokens + 1, limits.tokens);
    return notValid(error);
  }
}

/** Also true for `{ __typename }`: it asks nothing about anyone. */
function onlyIntrospects(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );
}

function conditionsIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (node: DirectiveNode) => {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

function noOperation(): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'De tekst bevat geen vraag met die naam. Noem met operationName welke vraag bedoeld is.',
    'The text has no operation of that name. Say with operationName which operation is meant.',
  );
}

function noSubscription(): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'Een abonnement (subscription) bestaat hier niet. Stel een vraag (query).',
    'There are no subscriptions here. Use a query.',
  );
}

function noMutation(): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'Een wijziging (mutation) bestaat hier niet. Stel een vraag (query).',
    'There are no mutations here. Use a query.',
  );
}

function identifierInText(): Refusal {
  return refuse(
    'IDENTIFIER_IN_TEXT',
    'In de tekst van de vraag staat een burgerservicenummer. Geef het als variabele, en nergens anders.',
    'A citizen service number stands in the text of the operation. Give it as a variable, and nowhere else.',
  );
}

/** Names of the schema may be repeated, values never: a message about a value says only where it stands. */
export function notValid(error: GraphQLError): Refusal {
  const [place] = error.locations ?? [];
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  const aboutValue = error.nodes?.some((node) => node.kind.endsWith('Value')) ?? true;
  const said = aboutValue ? 'The operation does not fit the schema.' : error.message;
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'De vraag past niet bij het schema. Zie de beschrijving van het schema.',
    `${said}${where}`,
  );
}
