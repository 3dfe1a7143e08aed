// A question as the editor sends it, and the persona who asks; what came back, for the editor as it came and for the page parsed.
import { Kind, parse } from 'graphql';
import type { Answered } from './answer.ts';
import type { Token } from './gateway.ts';
import { graphqlAnswer, type Persona } from './wire.ts';

export type Question = {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
};

export type Came = {
  readonly answered: Answered;
  /** For the editor, which shows whatever JSON came. */
  readonly content: Record<string, unknown>;
};

export async function askGraphQL(
  persona: Persona,
  tokenOf: (persona: string) => Promise<Token>,
  question: Question,
): Promise<Came> {
  const token = await tokenOf(persona.id);
  const began = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      authorization: `Bearer ${token.text}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ ...question, operationName: operationIn(question) }),
  });
  const content: unknown = await response.json().catch(() => null);
  return {
    answered: {
      persona,
      query: question.query,
      status: response.status,
      milliseconds: performance.now() - began,
      answer: graphqlAnswer.safeParse(content).data ?? null,
    },
    content: typeof content === 'object' && content !== null ? { ...content } : { status: response.status },
  };
}

/** The editor may still hold the name of an operation that is no longer in its text. */
function operationIn({ query, operationName }: Question): string | undefined {
  try {
    const named = parse(query).definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION && one.name !== undefined ? [one.name.value] : [],
    );
    return named.find((name) => name === operationName) ?? named[0];
  } catch {
    return undefined;
  }
}
