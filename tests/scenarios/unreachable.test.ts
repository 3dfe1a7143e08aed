// The world whose Veilig Thuis is down: its part is null and said to be so, the rest is what it is when Veilig Thuis answers.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Reply, type System, startSystem } from '../support/system.ts';

const world = readFileSync(new URL('../../demo/worlds/veilig-thuis-down.yaml', import.meta.url), 'utf8');

const file = z.looseObject({ holder: z.object({ name: z.string() }) });
const body = z.object({
  data: z.object({
    household: z.object({
      members: z.array(
        z.object({
          person: z.looseObject({ name: z.object({ full: z.string() }), veiligThuis: z.array(file).nullable() }),
        }),
      ),
      safetyPlans: z.array(file),
    }),
  }),
  errors: z
    .array(z.object({ extensions: z.looseObject({ code: z.string(), origin: z.string().optional() }) }))
    .optional(),
  extensions: z.object({
    access: z.object({
      opened: z.array(z.unknown()),
      withheld: z.array(z.unknown()),
      sources: z.array(z.object({ holder: z.string(), status: z.string() })),
      desks: z.array(z.object({ holder: z.string(), phone: z.string() })),
      notice: z.object({ nl: z.string(), en: z.string() }),
    }),
  }),
});

/** Data with the part of Veilig Thuis taken out. */
function apartFromVeiligThuis({ data: { household } }: z.infer<typeof body>): unknown {
  const members = household.members.map(({ person: { veiligThuis: _taken, ...person } }) => person);
  const safetyPlans = household.safetyPlans.filter(({ holder }) => !holder.name.startsWith('Veilig Thuis'));
  return { ...household, members, safetyPlans };
}

describe('a world whose Veilig Thuis is down', () => {
  let down: System;
  let up: System;
  beforeAll(async () => {
    down = await startSystem({ world });
    up = await startSystem({ world, changes: (parsed) => ({ ...parsed, down: [] }) });
  });
  afterAll(async () => {
    await down?.close();
    await up?.close();
  });

  const both = async (persona: string) => {
    const replies: Reply[] = [await down.example(persona), await up.example(persona)];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const [without, withIt] = replies.map((reply) => body.parse(reply.body));
    if (without === undefined || withIt === undefined) throw new Error('two were asked');
    return { without, withIt };
  };

  it('gives the youth protector a file with the holder alone, an error that names it, and everything else as ever', async () => {
    const { without, withIt } = await both('thirza');
    const nothing = { holder: { name: 'Veilig Thuis Veenmeer' }, involvement: null, safetyPlans: null, reports: null };
    expect(without.data.household.members.map(({ person }) => person.veiligThuis)).toEqual([[nothing], [nothing]]);
    expect(JSON.stringify(withIt.data)).toContain('Daaf gaat naar de buurvrouw.');
    expect(without.errors?.map(({ extensions: { code, origin } }) => ({ code, origin }))).toEqual([
      { code: 'SOURCE_UNREACHABLE', origin: down.oin('vt') },
    ]);
    expect(withIt.errors).toBeUndefined();
    expect(without.data.household.safetyPlans.map(({ holder }) => holder.name)).toEqual(['Wijkteam gemeente Veenmeer']);
    expect(apartFromVeiligThuis(without)).toEqual(apartFromVeiligThuis(withIt));
  });

  it('decides the same: what opened and what did not follows from law and family, not from who answers', async () => {
    const { without, withIt } = await both('thirza');
    expect(without.extensions.access.opened.length).toBeGreaterThan(0);
    expect(without.extensions.access.opened).toEqual(withIt.extensions.access.opened);
    expect(without.extensions.access.withheld).toEqual(withIt.extensions.access.withheld);
  });

  it('says UNREACHABLE of it alone, that empty means nothing shown, and whom to call', async () => {
    const { without, withIt } = await both('thirza');
    const { sources, notice, desks } = without.extensions.access;
    expect(
      sources.filter(({ status }) => status !== 'ANSWERED').map(({ holder, status }) => ({ holder, status })),
    ).toEqual([{ holder: down.oin('vt'), status: 'UNREACHABLE' }]);
    expect(sources).toHaveLength(4);
    expect(notice.en).toBe(
      'Empty means: nothing shown. It never means: nothing known. When in doubt, call the desk of the organisation (desks).',
    );
    expect(notice).toEqual(withIt.extensions.access.notice);
    expect(desks.find(({ holder }) => holder === down.oin('vt'))?.phone).toBe('088-000 40 31');
  });

  it('tells of it only where something of it is open: the child, about whom nobody agreed, has no file either way', async () => {
    const { without, withIt } = await both('aafke');
    const files = (answer: z.infer<typeof body>) =>
      Object.fromEntries(answer.data.household.members.map(({ person }) => [person.name.full, person.veiligThuis]));
    const holder = { name: 'Veilig Thuis Veenmeer' };
    expect(files(without)).toEqual({ 'Leonie Turfkamper': [{ holder, safetyPlans: null }], 'Daaf Turfkamper': null });
    expect(files(withIt)).toEqual({
      'Leonie Turfkamper': [{ holder, safetyPlans: [{ parts: [] }] }],
      'Daaf Turfkamper': null,
    });
    expect(apartFromVeiligThuis(without)).toEqual(apartFromVeiligThuis(withIt));
  });

  it('does not tell that it is down to who has nothing open there', async () => {
    const narrow = `query Own($id: ID!) @access(purpose: SUPPORT_PLAN) {
      household(id: $id) { members { person { name { full } veiligThuis { holder { name } involvement { team } } } } }
    }`;
    const { variables } = down.persona('aafke').example;
    const answers = await Promise.all([down.ask('aafke', narrow, variables), up.ask('aafke', narrow, variables)]);
    const told = answers.map(({ text }) => text.replace(/"(recordId|requestId|asOf)":"[^"]*"/g, ''));
    expect(told[0]).toContain('"veiligThuis":null');
    expect(told[0]).toBe(told[1]);
  });
});
