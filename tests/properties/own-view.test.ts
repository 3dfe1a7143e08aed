// G1 for an own view, through the running system: whatever case about a mother or her children is added somewhere that has not told her, and whatever
// hides her former partner, her view keeps its bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worldShield } from '../../demo/world/statements.ts';
import type { World } from '../../demo/world/world.ts';
import { certifiedInstitutionSeed } from '../../subgraphs/certified-institutions/seed.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { rvdkSeed } from '../../subgraphs/rvdk/seed.ts';
import { veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';
import { comparable } from '../scenarios/same-bytes.ts';
import { startSystem } from '../support/system.ts';

const REQUEST = { 'x-request-id': '5b1d3c1e-0000-4000-8000-000000000001' };
const PEOPLE = ['carlijn', 'wende', 'bo', 'rutger'];

type Hidden = { readonly holder: string; readonly persons: readonly string[]; readonly pushed: boolean };
const hidden: fc.Arbitrary<Hidden> = fc.record({
  holder: fc.constantFrom('vt-lindemeer', 'vt-duinvoorde', 'rvdk', 'gi-lindemeer', 'gi-duinvoorde', 'team-a', 'team-b'),
  persons: fc.subarray(PEOPLE, { minLength: 1 }),
  pushed: fc.boolean(),
});
const shields = fc.array(
  fc.record({
    subject: fc.constant('rutger'),
    kind: fc.constantFrom('ADDRESS', 'LOCATION'),
  }),
  { maxLength: 2 },
);

const at = (slug: string, persons: readonly string[], professional: string) => ({
  slug,
  openedOn: '2026-11-01',
  householdKind: 'WITH_CHILDREN',
  persons: persons.map((person) => ({
    person,
    capacities: [['carlijn', 'rutger'].includes(person) ? 'PARENT' : 'CHILD'],
  })),
  involvement: [{ professional, team: 'Stil', kind: 'LEAD', from: '2026-11-01' }],
});

/** Nobody of the family was told of any of these cases. */
function withCase(world: World, { holder, persons, pushed }: Hidden, number: number): World {
  const slug = `verborgen-${number}`;
  const added = <
    Seed extends { readonly cases: readonly unknown[]; readonly professionals: readonly { readonly id: string }[] },
  >(
    seeds: ReadonlyMap<string, Seed>,
    parse: (seed: unknown) => Seed,
    kind: object,
  ): ReadonlyMap<string, Seed> => {
    const seed = seeds.get(holder);
    const [first] = seed?.professionals ?? [];
    if (seed === undefined || first === undefined) return seeds;
    return new Map([
      ...seeds,
      [holder, parse({ ...seed, cases: [...seed.cases, { ...at(slug, persons, first.id), ...kind }] })],
    ]);
  };
  const [shape] = world.releases.filter((one) => one.slug === 'vt-aan-b-bo');
  if (shape === undefined) throw new Error('the demo world has changed');
  const isSafeHome = holder.startsWith('vt-') && pushed;
  return {
    ...world,
    veiligThuis: added(world.veiligThuis, (seed) => veiligThuisSeed.parse(seed), {}),
    rvdk: added(world.rvdk, (seed) => rvdkSeed.parse(seed), {}),
    certifiedInstitutions: added(world.certifiedInstitutions, (seed) => certifiedInstitutionSeed.parse(seed), {
      kind: 'PLAN',
    }),
    localTeams: added(world.localTeams, (seed) => localTeamSeed.parse(seed), { kind: 'PLAN' }),
    releases: isSafeHome
      ? [...world.releases, { ...shape, slug: `${slug}-gegeven`, holder, about: persons[0] ?? 'bo' }]
      : world.releases,
  };
}

async function seenBy(persona: string, changes: (world: World) => World): Promise<string> {
  const system = await startSystem({ changes });
  try {
    const { status, text } = await system.example(persona, REQUEST);
    expect(status).toBe(200);
    return comparable(text);
  } finally {
    await system.close();
  }
}

describe('an own view', () => {
  it('keeps its bytes whatever case is added that nobody was told of, and whatever hides a former partner', async () => {
    const plain = await seenBy('carlijn', (world) => ({
      ...world,
      shields: world.shields.filter(({ subject }) => subject !== 'rutger'),
    }));
    expect(plain).toContain('Carlijn');
    await fc.assert(
      fc.asyncProperty(fc.array(hidden, { minLength: 2, maxLength: 5 }), shields, async (cases, placed) => {
        const changed = (world: World): World => {
          const bare = { ...world, shields: world.shields.filter(({ subject }) => subject !== 'rutger') };
          const grown = cases.reduce<World>((so, one, number) => withCase(so, one, number), bare);
          const more = placed.map((one, number) =>
            worldShield.parse({ slug: `verberg-${number}`, from: '2026-01-01', ...one }),
          );
          return { ...grown, shields: [...grown.shields, ...more] };
        };
        expect(await seenBy('carlijn', changed)).toBe(plain);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 180_000);
});
