// The sources that the comparisons ask: the same graph and the same data as the holders gave, without any enforcement. A process of its own: the
// data come over its channel, the addresses go back.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DocumentNode, execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { z } from 'zod';
import { readSubgraphs } from '../../schema/composer/subgraphs.ts';
import { schemaOf } from '../../subgraphs/kit/sdl.ts';

const person = z.looseObject({ id: z.string() });
const told = z.object({
  household: z.object({ members: z.array(z.looseObject({ capacities: z.array(z.string()), person })) }),
});

process.once('message', async (message) => {
  const { household } = told.parse(message);
  const people = new Map(household.members.map((member) => [member.person.id, member.person]));
  const addresses: Record<string, string> = {};
  for (const { source, sdl } of await readSubgraphs()) {
    const schema = schemaOf(sdl);
    const type = schema.getType('Person');
    if (!isObjectType(type)) throw new TypeError('no Person');
    for (const [name, field] of Object.entries(type.getFields())) {
      field.resolve = (reference) => people.get(person.parse(reference).id)?.[name];
    }
    const root = schema.getQueryType()?.getFields().household;
    if (root !== undefined) {
      const members = household.members.map(({ capacities, person: { id } }) => ({ capacities, person: { id } }));
      root.resolve = (_source, args) => ({ ...args, members });
    }
    addresses[source.toLowerCase()] = await serve(schema);
  }
  process.send?.({ addresses });
});
process.once('disconnect', () => process.exit(0));

const asked = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

async function serve(schema: GraphQLSchema): Promise<string> {
  const documents = new Map<string, DocumentNode>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', async () => {
      const { query, variables } = asked.parse(JSON.parse(body));
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      const result = await execute({ schema, document, variableValues: variables ?? {} });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(result));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  return `http://127.0.0.1:${port}/`;
}
