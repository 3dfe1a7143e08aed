// The world of the household that the gateway is measured on: of the demo's own world one situation, a supervision order, with a second child in it.
// Five members, and something open at all four kinds of source. Text of a world file leaves, and the question.
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const DEFAULT = new URL('../demo/worlds/default.yaml', import.meta.url);

/** 110 leaves. */
export const HOUSEHOLD_QUERY = `query Household($id: ID!) @access(purpose: SUPERVISION_ORDER) {
  household(id: $id) {
    members {
      capacities
      person {
        id
        name { full }
        birthDate
        certifiedInstitution { holder { name } measures { kind startedOn } plans { kind parts { text } } }
        localTeam { holder { name } involvement { kind team } plans { parts { text } } }
        veiligThuis { holder { name } involvement { kind team } reports { receivedOn parts { text } } }
        rvdk { holder { name } involvement { kind team from } investigations { completedOn parts { text } } }
      }
    }
  }
}`;

const list = z.array(z.record(z.string(), z.unknown()));
const ofCase = z.looseObject({ persons: list });
/** What is said of a case of the situation is of this shape; the rest passes as it is. */
const situation = z.looseObject({
  id: z.string(),
  register: z.object({ persons: list }),
  certifiedInstitutions: z.object({
    'gi-lindemeer': z.looseObject({
      cases: z.tuple([ofCase.extend({ measures: list, plans: z.tuple([z.looseObject({ parts: list })]) })]),
    }),
  }),
  localTeams: z.object({
    'team-a': z.looseObject({ cases: z.tuple([ofCase.extend({ plans: z.tuple([z.looseObject({ parts: list })]) })]) }),
  }),
  veiligThuis: z.object({
    'vt-lindemeer': z.looseObject({
      cases: z.tuple([ofCase.extend({ reports: z.tuple([z.looseObject({ parts: list })]) })]),
    }),
  }),
  rvdk: z.object({
    rvdk: z.looseObject({
      cases: z.tuple([ofCase.extend({ investigations: z.tuple([z.looseObject({ parts: list })]) })]),
    }),
  }),
  necessities: list,
  personas: list,
});
const world = z.looseObject({ name: z.string(), situations: z.array(z.unknown()) });

export function householdWorld(): string {
  const read = world.parse(parse(readFileSync(DEFAULT, 'utf8'), { merge: true }));
  const found = read.situations.map((one) => situation.safeParse(one).data).find((one) => one?.id === 'S05a');
  if (found === undefined) throw new Error('the world of the demo has no situation S05a of the shape that is measured');
  addSecondChild(found);
  // Others who ask here have cases in situations that are left out.
  const personas = found.personas.filter(({ id }) => id === 'rosa');
  return stringify({ ...read, name: 'bench', situations: [{ ...found, personas }] });
}

function addSecondChild(found: z.infer<typeof situation>): void {
  const [child] = found.register.persons.filter(({ slug }) => slug === 'bente');
  const as = (slug: string) => ({ person: slug, capacities: ['CHILD'] });
  found.register.persons.push({
    ...child,
    slug: 'tijn',
    bsn: '999960003',
    name: { givenNames: 'Tijn', familyName: 'Molenkroft' },
  });
  for (const person of found.register.persons) {
    if (person.slug !== 'jolien' && person.slug !== 'karel') continue;
    person.relations = [...list.parse(person.relations), { person: 'tijn', kind: 'CHILD' }];
  }

  const [own] = found.certifiedInstitutions['gi-lindemeer'].cases;
  own.persons.push(as('tijn'));
  own.measures.push(
    ...own.measures.map((measure) => ({
      ...measure,
      slug: 'ots-tijn',
      person: 'tijn',
      orders: list.parse(measure.orders).map((order) => ({ ...order, number: `${order.number}-2` })),
    })),
  );
  own.plans[0].parts.push({ about: ['tijn'], heading: 'Tijn', text: 'Tijn blijft op zijn eigen school.' });
  const [team] = found.localTeams['team-a'].cases;
  team.persons.push(as('tijn'));
  team.plans[0].parts.push({ about: ['tijn'], heading: 'Tijn', text: 'Tijn gaat op maandag naar judo.' });
  const [safeHome] = found.veiligThuis['vt-lindemeer'].cases;
  safeHome.persons.push(as('tijn'));
  safeHome.reports[0].parts.push({ about: ['tijn'], heading: 'Tijn', text: 'Tijn zorgde voor zijn zus.' });
  const [council] = found.rvdk.rvdk.cases;
  council.persons.push(as('tijn'));
  council.investigations[0].parts.push({
    about: ['tijn'],
    kind: 'CONCLUSION',
    heading: 'Conclusie',
    text: 'Ook de ontwikkeling van Tijn wordt bedreigd.',
  });
  found.necessities.push(
    ...found.necessities
      .filter(({ about }) => about === 'bente')
      .map((one) => ({ ...one, slug: `${one.slug}-tijn`, about: 'tijn' })),
  );
}
