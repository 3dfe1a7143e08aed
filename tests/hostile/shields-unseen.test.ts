// Attacks 20 and 22 on shields: nothing in an answer, and nothing that another sees of the call, may tell that somebody is shielded.
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { worldShield } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { startSystem } from '../support/system.ts';

const QUERY = `query Household($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) {
    members { person { id name { full } custody { kind holderCount holders { kind personId } } relations { kind personId } } }
    plans { holder { oin } parts { about heading agreedWith } }
  }
}`;

const people = z.array(z.string());
const answer = z.object({
  data: z.object({
    household: z.object({
      members: z
        .array(
          z.object({
            person: z.object({
              id: z.string(),
              name: z.object({ full: z.string() }).nullable(),
              custody: z.object({ holders: z.array(z.object({ personId: z.string().nullable() })) }).nullable(),
              relations: z.array(z.object({ kind: z.string(), personId: z.string().nullable() })),
            }),
          }),
        )
        .length(3),
      plans: z.array(
        z.object({
          holder: z.object({ oin: z.string() }),
          parts: z.array(z.object({ about: people, heading: z.string(), agreedWith: people })),
        }),
      ),
    }),
  }),
  extensions: z.object({ access: z.object({ opened: z.array(z.unknown()), withheld: z.array(z.unknown()) }) }),
});

async function lotteSees(changes: (world: World) => World) {
  const system = await startSystem({ changes });
  try {
    const { body } = await system.ask('lotte', QUERY, { id: system.persona('lotte').households[0] });
    return { teamA: system.oin('team-a'), ...answer.parse(body) };
  } finally {
    await system.close();
  }
}

const shielded =
  (...shields: { slug: string; subject: string; kind: string; holder?: string }[]) =>
  (world: World): World => ({
    ...world,
    shields: [...world.shields, ...shields.map((one) => worldShield.parse({ from: '2026-01-01', ...one }))],
  });

describe('a parent who is not in the case and hides where he or she lives', () => {
  const ADDRESS = `query Household($id: ID!) @access(purpose: SUPPORT_PLAN) {
    household(id: $id) { members { person { name { full } address { street } } } }
  }`;
  /** The mother is no member of the case of her child. */
  const withoutElin = (world: World): World => {
    const team = world.localTeams.get('team-b');
    if (team === undefined) throw new Error('the demo world has changed');
    const cases = team.cases.map((one) => ({ ...one, persons: one.persons.filter(({ person }) => person !== 'elin') }));
    return { ...world, localTeams: new Map([...world.localTeams, ['team-b', { ...team, cases }]]) };
  };
  const noorAt = async (changes: (world: World) => World) => {
    const system = await startSystem({ changes });
    try {
      const { body } = await system.ask('lotte', ADDRESS, { id: system.persona('lotte').households[0] });
      const { data, extensions } = addresses.parse(body);
      const { recordId: _record, requestId: _request, sources: _sources, ...access } = extensions.access;
      const noor = data.household.members.find(({ person }) => person.name.full.startsWith('Noor'));
      return { members: data.household.members.length, address: noor?.person.address, access };
    } finally {
      await system.close();
    }
  };

  let open: Awaited<ReturnType<typeof noorAt>>;
  beforeAll(async () => {
    open = await noorAt(withoutElin);
    expect(open).toMatchObject({ members: 2, address: { street: 'Kastanjelaan' } });
  });

  it.each(['ADDRESS', 'LOCATION'])(
    'keeps the address of the child over whom he or she has custody too: %s',
    async (kind) => {
      const seen = await noorAt((world) =>
        withoutElin(shielded({ slug: 'elin-elders', subject: 'elin', kind })(world)),
      );
      expect(seen).toEqual({ ...open, address: null });
    },
  );
});

const addresses = z.object({
  data: z.object({
    household: z.object({
      members: z.array(
        z.object({
          person: z.object({
            name: z.object({ full: z.string() }),
            address: z.object({ street: z.string() }).nullable(),
          }),
        }),
      ),
    }),
  }),
  extensions: z.object({
    access: z.looseObject({ recordId: z.string(), requestId: z.string(), sources: z.array(z.unknown()) }),
  }),
});

describe('attack 22: a professional of the holder keeps somebody from other organisations', () => {
  it('leaves that person named where the data of others name him or her, as in a world in which the holder has nothing of that person', async () => {
    const seen = await lotteSees(shielded({ slug: 'elin-bij-a', subject: 'elin', kind: 'HOLD', holder: 'team-a' }));
    const open = await lotteSees((world) => world);
    const ofNoor = ({ data, teamA }: typeof seen) =>
      data.household.plans
        .filter(({ holder }) => holder.oin === teamA)
        .flatMap(({ parts }) => parts.filter(({ heading }) => heading === 'Slapen'));
    expect(ofNoor(open)).toHaveLength(1);
    expect(ofNoor(open)[0]?.agreedWith).toHaveLength(2);
    expect(ofNoor(seen)).toEqual(ofNoor(open));
    expect(seen.data.household.plans.flatMap(({ parts }) => parts.map(({ heading }) => heading))).not.toContain('Elin');
    expect(seen.extensions).toEqual(open.extensions);
  });

  it('changes nothing in the custody of a child and the relations of the others, also where the register is kept back', async () => {
    const seen = await lotteSees(shielded({ slug: 'elin-overal', subject: 'elin', kind: 'HOLD' }));
    const open = await lotteSees((world) => world);
    const others = ({ data }: typeof seen) =>
      data.household.members
        .filter(({ person }) => person.relations.length > 0 || person.custody !== null)
        .filter(({ person }) => person.name?.full !== 'Elin Wilgenkamper' && person.name !== null);
    expect(others(open)).toHaveLength(2);
    expect(others(seen)).toEqual(others(open));
    expect(seen.data.household.members.filter(({ person }) => person.name === null)).toHaveLength(1);
    expect(seen.extensions).toEqual(open.extensions);
  });
});
