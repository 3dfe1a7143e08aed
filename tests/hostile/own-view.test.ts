// Attack 25 and design 6: an own view opens by machine what its subject was told of and signed, and nothing else of what a team has.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { worldRelease } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { startSystem } from '../support/system.ts';

const QUERY = `query MyFile @access(purpose: OWN_FILE) {
  me { person {
    localTeam { holder { oin } involvement { team } contacts { team } plans { status parts { heading } } }
    address { city }
  } }
}`;

const answer = z.object({
  data: z.object({
    me: z.object({
      person: z.object({
        address: z.object({ city: z.string() }).nullable(),
        localTeam: z.array(
          z.object({
            holder: z.object({ oin: z.string() }),
            involvement: z.array(z.object({ team: z.string() })),
            contacts: z.array(z.object({ team: z.string() })),
            plans: z.array(
              z.object({ status: z.string(), parts: z.array(z.object({ heading: z.string().nullable() })) }),
            ),
          }),
        ),
      }),
    }),
  }),
  extensions: z.unknown(),
});

const cells = z.array(z.looseObject({ holder: z.string().optional() }));
const reported = z.object({ extensions: z.object({ access: z.object({ opened: cells, withheld: cells }) }) });

async function elinSees(changes: (world: World) => World) {
  const system = await startSystem({ changes });
  try {
    const { body } = await system.ask('elin', QUERY);
    const { data, extensions } = answer.parse(body);
    const file = data.me.person.localTeam.find(({ holder }) => holder.oin === system.oin('team-a'));
    if (file === undefined) throw new Error('the own view has lost its local team');
    return { file, city: data.me.person.address?.city, extensions };
  } finally {
    await system.close();
  }
}

/** Behind her back: the team watches the family, and drafts a plan about her that she has not signed. */
function behindHerBack(world: World): World {
  const seed = world.localTeams.get('team-a');
  if (seed === undefined) throw new Error('the demo world has changed');
  const cases = seed.cases.map((one) =>
    one.slug !== 'toegang-hazelbrinker'
      ? one
      : {
          ...one,
          involvement: [
            ...one.involvement,
            { professional: 'team-a:mirjam', team: 'Stil overleg', kind: 'CONSULT', from: '2026-09-01' },
          ],
          contacts: [
            ...one.contacts,
            {
              slug: 'stil-contact',
              professional: 'team-a:mirjam',
              team: 'Stil overleg',
              from: '2026-09-01',
            },
          ],
          plans: [
            ...one.plans,
            {
              slug: 'plan-in-concept',
              status: 'DRAFT',
              validFrom: '2026-11-01',
              parts: [{ about: ['elin'], heading: 'Zorgen over Elin', text: 'Nog niet besproken.' }],
            },
            {
              slug: 'plan-half-getekend',
              status: 'ADOPTED',
              validFrom: '2026-10-01',
              parts: [
                { about: ['elin'], heading: 'Getekend', text: 'Ja.', agreedWith: ['elin'] },
                { about: ['elin'], heading: 'Ongetekend', text: 'Nee.', agreedWith: ['joris'] },
              ],
            },
          ],
        },
  );
  return { ...world, localTeams: new Map([...world.localTeams, ['team-a', localTeamSeed.parse({ ...seed, cases })]]) };
}

/** The journal of her own team, which is about her: released to `recipient`. */
async function opensToElin(recipient: string) {
  const system = await startSystem({
    changes: (world) => ({
      ...world,
      releases: [
        ...world.releases,
        worldRelease.parse({
          slug: 'dagboek-vrijgegeven',
          kind: 'ANSWER',
          about: 'elin',
          holder: 'team-a',
          recipient,
          roles: ['DATA_SUBJECT'],
          purposes: ['OWN_FILE'],
          categories: ['JOURNAL'],
          basis: 'avg-15:release',
          from: '2026-11-01',
          until: '2027-01-31',
        }),
      ],
    }),
  });
  try {
    const { body } = await system.ask(
      'elin',
      'query J @access(purpose: OWN_FILE) { me { person { localTeam { journal { text } } } } }',
    );
    const { opened, withheld } = reported.parse(body).extensions.access;
    const at = (list: z.infer<typeof cells>, oin: string) => list.filter(({ holder }) => holder === oin);
    return {
      opened: at(opened, system.oin('team-a')),
      withheld: at(withheld, system.oin('team-a')),
      other: at(withheld, system.oin('team-b')),
    };
  } finally {
    await system.close();
  }
}

describe('what the controller released', () => {
  it('opens to the person it was released to, and at that holder alone', async () => {
    const { opened, withheld, other } = await opensToElin('elin');
    expect(opened).toMatchObject([{ categories: ['JOURNAL'], via: 'RELEASE', bases: ['avg-15:release'] }]);
    expect(withheld).toEqual([]);
    expect(other).toMatchObject([{ categories: ['JOURNAL'], code: 'PENDING_RELEASE' }]);
  });

  it('about her, to somebody else does not open to her', async () => {
    const { opened, withheld } = await opensToElin('joris');
    expect(opened).toEqual([]);
    expect(withheld).toMatchObject([{ categories: ['JOURNAL'], code: 'PENDING_RELEASE' }]);
  });
});

describe('the own view of a mother', () => {
  it('shows no involvement that she was not told of, and no plan or part that she did not sign', async () => {
    const { file } = await elinSees(behindHerBack);
    expect(file.involvement.map(({ team }) => team)).toEqual(['Toegang jeugd']);
    expect(file.contacts.map(({ team }) => team)).toEqual(['Toegang jeugd']);
    expect(file.plans.map(({ parts }) => parts.map(({ heading }) => heading)).sort()).toEqual([['Elin'], ['Getekend']]);
  });

  it('is not told apart by it from the view of a world in which none of that is there', async () => {
    const watched = await elinSees((world) => {
      const changed = behindHerBack(world);
      const seed = changed.localTeams.get('team-a');
      const cases = (seed?.cases ?? []).map((one) => ({
        ...one,
        plans: one.plans.filter(({ slug }) => slug !== 'plan-half-getekend'),
      }));
      const team = localTeamSeed.parse({ ...seed, cases });
      return { ...changed, localTeams: new Map([...changed.localTeams, ['team-a', team]]) };
    });
    const plain = await elinSees((world) => world);
    expect(plain.file.plans).toHaveLength(1);
    expect(watched.file).toEqual(plain.file);
  });
});
