// @apollo/server with @apollo/gateway as their documentation sets them up, over the same graph: no enforcement, no record. A process of its own.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { z } from 'zod';

const told = z.object({ addresses: z.record(z.string(), z.string()) });
const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');

process.once('message', async (message) => {
  const { addresses } = told.parse(message);
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: addresses[name] ?? '' }),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  process.send?.({ url });
});
process.once('disconnect', () => process.exit(0));
