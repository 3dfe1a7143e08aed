// S03, S06c and S18 of people whom the demo world has no persona for, through the running system: the triagist's own question, asked by others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { type System, startSystem } from '../support/system.ts';

/** Each of them stands in the triagist's place, on his own case. */
const OTHERS = {
  adviser: { role: 'VT_ADVISER' },
  officer: { role: 'PRIVACY_OFFICER' },
  seconded: { motherOrganisation: 'rvdk' },
} as const;
type Other = keyof typeof OTHERS;

function withOthers(world: World): World {
  const triagist = world.personas.find(({ persona }) => persona.id === 'niels');
  if (triagist === undefined || triagist.persona.role === 'DATA_SUBJECT') throw new Error('the triagist is there');
  const { persona, situation } = triagist;
  const others = Object.entries(OTHERS).map(([id, change]) => ({ situation, persona: { ...persona, ...change, id } }));
  return { ...world, personas: [...world.personas, ...others] };
}

const group = z.looseObject({ holder: z.string().optional(), categories: z.array(z.string()) });
const answer = z.object({
  extensions: z.object({
    access: z.object({ opened: z.array(group), withheld: z.array(group.extend({ code: z.string() })) }),
  }),
});
const refused = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })) });

describe('the question of a triagist about his own case', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ changes: withOthers });
  });
  afterAll(() => system?.close());

  const holders = ['register', 'team-a', 'team-b', 'vt-lindemeer', 'vt-duinvoorde', 'rvdk', 'gi-lindemeer'];

  /** What came, and who was called for data and for facts meanwhile. */
  async function asked(who: Other | 'niels') {
    const before = await Promise.all(holders.map((slug) => system.calls(slug)));
    const reply = await system.example(who);
    const after = await Promise.all(holders.map((slug) => system.calls(slug)));
    const more = (use: 'data' | 'facts') =>
      holders.filter((_slug, at) => (after[at]?.[use] ?? 0) > (before[at]?.[use] ?? 0));
    return { reply, data: more('data'), facts: more('facts') };
  }

  const cells = (reply: Awaited<ReturnType<typeof asked>>['reply']) => {
    const { opened, withheld } = answer.parse(reply.body).extensions.access;
    const slugOf = new Map(holders.map((slug) => [system.oin(slug), slug]));
    return {
      opened: opened
        .map(({ holder, categories }) => [slugOf.get(holder ?? ''), ...[...categories].sort()].join(' '))
        .sort(),
      codes: [...new Set(withheld.map(({ code }) => code))].sort(),
      reports: withheld.filter(({ holder }) => holder === system.oin('vt-lindemeer')).map(({ code }) => code),
    };
  };

  it('opens the own file with the reporter, and calls Veilig Thuis, as he asks it', async () => {
    const { reply, data } = await asked('niels');
    expect(cells(reply).opened).toEqual(['register ADDRESS CUSTODY IDENTITY', 'vt-lindemeer REPORTER SAFETY_REPORT']);
    expect(data).toEqual(['register', 'vt-lindemeer']);
    expect(reply.text).toContain('B. Achterbosser');
  });

  it('S03: opens the register alone to who is seconded from the Raad under that token; Veilig Thuis is not called', async () => {
    const { reply, data } = await asked('seconded');
    const { opened, reports } = cells(reply);
    expect(opened).toEqual(['register ADDRESS CUSTODY IDENTITY']);
    expect(reports).toEqual(['NOT_AVAILABLE']);
    expect(data).toEqual(['register']);
    expect(reply.text).not.toContain('Achterbosser');
  });

  it('S06c: opens nothing to an adviser of Veilig Thuis, whose advice is about nobody, and calls nobody', async () => {
    const { reply, data } = await asked('adviser');
    expect(reply.status).toBe(200);
    expect(cells(reply)).toMatchObject({ opened: [], codes: ['NOT_AVAILABLE', 'ROLE_NOT_ALLOWED'] });
    expect(data).toEqual([]);
    expect(reply.text).not.toContain('Achterbosser');
  });

  it('S18: is refused to a privacy officer, and nobody is asked anything', async () => {
    const { reply, data, facts } = await asked('officer');
    expect(reply.status).toBe(403);
    expect(refused.parse(reply.body).errors.map(({ extensions }) => extensions.code)).toEqual(['CALLER_NOT_ALLOWED']);
    expect([data, facts]).toEqual([[], []]);
  });
});
