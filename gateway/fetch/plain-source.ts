// A fetch of Apollo's plan enters and goes to a subgraph as it is; its answer goes back as it is. For federation suites: no grant, no holder, no filter.
import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { z } from 'zod';

/** Sends a body to a subgraph; the parsed JSON of its answer, whatever the status. Rejects when there is none. */
export type PlainPost = (url: string, body: string) => Promise<unknown>;

const answer = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string().default(''),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

export function createPlainSource(url: string, post: PlainPost): GraphQLDataSource {
  return {
    async process({ request: { query, variables, operationName } }) {
      const parsed = answer.safeParse(await post(url, JSON.stringify({ query, variables, operationName })));
      if (!parsed.success) throw new GraphQLError('A subgraph gave no GraphQL answer.');
      const { data, errors } = parsed.data;
      return {
        ...(data === undefined || data === null ? {} : { data }),
        ...(errors === undefined
          ? {}
          : {
              errors: errors.map(({ message, path, extensions }) => ({
                message,
                ...(path === undefined ? {} : { path }),
                ...(extensions === undefined ? {} : { extensions }),
              })),
            }),
      };
    },
  };
}
