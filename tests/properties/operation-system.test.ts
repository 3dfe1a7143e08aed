// Random operations through the running system: real Apollo, real holders, real store. Whatever is asked, the rooms find their way back.
import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isOneOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { operations, realIndex, type WrittenOperation } from '../support/operations.ts';
import { type System, startSystem } from '../support/system.ts';

const reply = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string() }) })).optional(),
  extensions: z.looseObject({ access: z.looseObject({ recordId: z.string() }) }),
});

let system: System;
const troubles: string[] = [];
beforeAll(async () => {
  system = await startSystem({ note: (line) => troubles.push(line) });
});
afterAll(() => system?.close());

const ask = async (persona: string, { text, variables }: Pick<WrittenOperation, 'text' | 'variables'>) => {
  const { status, body } = await system.ask(persona, text, variables);
  return { status, body: reply.parse(body) };
};

describe('through the running system', () => {
  test('the question that every tool asks about the schema is answered, with @access in it', async () => {
    const persona = system.personas.find(({ organisation }) => organisation?.kind.startsWith('LOCAL_TEAM'));
    if (persona === undefined) throw new Error('the world has no local team');
    const { status, body } = await ask(persona.id, { text: getIntrospectionQuery(), variables: {} });
    expect(status).toBe(200);
    expect(JSON.stringify(body.data)).toContain('"access"');
    expect(JSON.stringify(body.data)).not.toMatch(/VeiligThuisReporter|join__/);
  });

  test('no random operation of any persona meets a fault', async () => {
    let shown = 0;
    const own = system.personas.filter(({ households, role }) => households.length > 0 || role === 'DATA_SUBJECT');
    const kinds = new Set(own.map(({ role }) => role));
    expect(kinds).toContain('DATA_SUBJECT');
    expect(kinds.size).toBeGreaterThan(3);
    for (const { id, role, purposes, households } of own) {
      const purpose = purposes.find((one) => isOneOf(PURPOSES, one));
      if (!isOneOf(PURPOSES, purpose)) throw new Error(`${id} has no purpose`);
      const roots =
        role === 'DATA_SUBJECT' ? ['Query.me'] : ['Query.household', 'Query.householdsOf', 'Query.caseload'];
      const random = operations(realIndex, {
        household: households[0] ?? 'none',
        purpose,
        bsn: '999990019',
        without: (coordinate) =>
          coordinate.startsWith('Query.')
            ? !roots.includes(coordinate)
            : realIndex.field(...split(coordinate))?.category === 'REPORTER',
      });
      await fc.assert(
        fc.asyncProperty(random, async (written) => {
          const { status, body } = await ask(id, written);
          expect([status, body.errors?.map(({ message, extensions: { code } }) => `${code} ${message}`)]).toEqual([
            200,
            undefined,
          ]);
          shown += JSON.stringify(body.data).length;
        }),
        { numRuns: 25, seed: 20261122 },
      );
    }
    expect(troubles).toEqual([]);
    expect(shown).toBeGreaterThan(5_000);
  }, 120_000);
});

function split(coordinate: string): [string, string] {
  const [type = '', field = ''] = coordinate.split('.');
  return [type, field];
}
