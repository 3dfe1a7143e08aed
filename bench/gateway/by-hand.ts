// The floor: the calls that the question needs and no other, written out by hand, merged by person. No graph, no plan, no enforcement, no record. A
// process of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { z } from 'zod';

const told = z.object({ addresses: z.record(z.string(), z.string()), fields: z.record(z.string(), z.string()) });
const ACCESS = 'query($id:ID!){household(id:$id){members{capacities person{id}}}}';
const household = z.object({
  data: z.object({
    household: z.object({
      members: z.array(z.object({ capacities: z.array(z.string()), person: z.object({ id: z.string() }) })),
    }),
  }),
});
const entities = z.object({ data: z.object({ _entities: z.array(z.record(z.string(), z.unknown())) }) });
const asked = z.object({ variables: z.object({ id: z.string() }) });

process.once('message', async (message) => {
  const { addresses, fields } = told.parse(message);
  const pools = new Map(Object.entries(addresses).map(([name, url]) => [name, new Pool(new URL(url).origin)]));
  const call = async (name: string, query: string, variables: object): Promise<unknown> => {
    const { body } = (await pools.get(name)?.request({
      path: '/',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })) ?? { body: null };
    return body?.json();
  };
  const queries = Object.entries(fields).map(([name, selection]): [string, string] => [
    name,
    `query($r:[_Any!]!){_entities(representations:$r){...on Person{${selection}}}}`,
  ]);
  const answer = async (id: string): Promise<string> => {
    const { members } = household.parse(await call('access', ACCESS, { id })).data.household;
    const r = members.map(({ person }) => ({ __typename: 'Person', id: person.id }));
    const parts = await Promise.all(
      queries.map(async ([name, query]) => entities.parse(await call(name, query, { r }))),
    );
    const merged = members.map(({ capacities, person: { id: key } }, at) => ({
      capacities,
      person: Object.assign({ id: key }, ...parts.map(({ data }) => data._entities[at])),
    }));
    return JSON.stringify({ data: { household: { members: merged } } });
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', async () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(await answer(asked.parse(JSON.parse(body)).variables.id));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  process.send?.({ url: `http://127.0.0.1:${port}/` });
});
process.once('disconnect', () => process.exit(0));
