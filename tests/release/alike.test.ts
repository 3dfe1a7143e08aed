// G1 of a request: refused at once, not looked at, nothing held. To who asked it is one thing, in every byte, task and list, before the deadline and after.
import { describe, expect, test } from 'vitest';
import { parseWorld } from '../../demo/world/read-world.ts';
import type { World } from '../../demo/world/world.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { comparable } from '../scenarios/same-bytes.ts';
import { DEFAULT_WORLD, type System, startSystem } from '../support/system.ts';
import { createAsking } from './asking.ts';
import { createPeople } from './people.ts';

const { now } = parseWorld('default.yaml', DEFAULT_WORLD);
const REQUEST = { 'x-request-id': 'request-1' };
const MOMENTS = [now, '2026-11-27T23:00:00+01:00', '2026-11-28T01:00:00+01:00', '2026-12-20T12:00:00+01:00'];

/** The demo world, in which De Wissel helps Teun and his mother, with Jasper as their worker. */
function withFile(world: World): World {
  const seed = world.localTeams.get('team-b');
  const like = seed?.cases.find(({ slug }) => slug === 'hulp-steigerhouter');
  if (seed === undefined || like === undefined) throw new Error('the demo world has changed');
  const persons = [
    { person: 'carmen', capacities: ['PARENT'] },
    { person: 'teun', capacities: ['CHILD'] },
  ];
  const involvement = [{ professional: 'team-b:jasper', team: 'Gezin West', kind: 'LEAD', from: '2026-01-05' }];
  const added = {
    slug: 'hulp-duivelaarder',
    kind: 'PLAN',
    householdKind: 'WITH_CHILDREN',
    openedOn: '2026-01-05',
    persons,
    involvement,
  };
  return {
    ...world,
    localTeams: new Map([
      ...world.localTeams,
      ['team-b', localTeamSeed.parse({ ...seed, cases: [...seed.cases, added] })],
    ]),
  };
}

type Holder = 'refuses at once' | 'does not look' | 'holds nothing' | 'releases a part';

/** Everything that the asker can see, at each moment; ids and moments of the request itself left out. */
async function seenBy(
  holder: Holder,
): Promise<{ readonly asker: readonly string[]; readonly staff: number; readonly calls: unknown }> {
  const system = await startSystem(holder === 'holds nothing' ? {} : { changes: withFile });
  try {
    const asking = createAsking(system);
    const people = createPeople(system);
    const teun = people.person('teun', 'vt-lindemeer');
    const request = await asking.handle('niels', { holder: 'team-b', subject: teun, category: 'INVOLVEMENT' });
    await system.moveClock(now);
    const asked = await asking.act('niels', 'requestRelease', {
      request,
      about: teun,
      reason: 'Nodig voor de veiligheidsbeoordeling.',
      until: '2026-12-31',
      understood: true,
    });
    expect(asked.problems).toEqual([]);
    const toAnswer = await asking.list('jasper');
    const [question] = toAnswer.toAnswer;
    const household = people.household('hulp-duivelaarder', 'team-b');
    if (holder === 'refuses at once') {
      const said = { household, request: question?.id, answer: 'REFUSE' };
      expect((await asking.act('jasper', 'answerRelease', said)).problems).toEqual([]);
    }
    if (holder === 'releases a part') {
      const said = { household, request: question?.id, answer: 'RELEASE', until: '2026-12-31' };
      expect((await asking.act('jasper', 'answerRelease', said)).problems).toEqual([]);
    }
    const asker: string[] = [];
    const before = await system.calls('team-b');
    for (const moment of MOMENTS) {
      await system.moveClock(moment);
      asker.push(await everything(system, asked.id ?? ''));
    }
    const after = await system.calls('team-b');
    const calls = { data: after.data - before.data, facts: after.facts - before.facts };
    return { asker, staff: toAnswer.toAnswer.length, calls };
  } finally {
    await system.close();
  }
}

async function everything(system: System, request: string): Promise<string> {
  const { query, variables } = system.persona('niels').example;
  const lists = `query @access(purpose: SAFETY_ASSESSMENT) {
    tasks { kind about dueOn state note }
    releases { made { id about holder { oin } categories dueOn until state released { categories until } } given { id } toAnswer { id } }
    caseload { nodes { id access { category outcome code message } } offered { id } } }`;
  const answers = [await system.ask('niels', query, variables, REQUEST), await system.ask('niels', lists, {}, REQUEST)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  return answers.map(({ text }) => comparable(text).replaceAll(request, 'THE REQUEST')).join('\n');
}

describe('What who asked for a release sees', () => {
  test('is the same bytes whether the holder refused, did not look or holds nothing, and changes on the same day', async () => {
    const refused = await seenBy('refuses at once');
    const unseen = await seenBy('does not look');
    const nothing = await seenBy('holds nothing');
    expect([refused.staff, unseen.staff, nothing.staff]).toEqual([1, 1, 0]);
    expect(refused.asker).toEqual(nothing.asker);
    expect(unseen.asker).toEqual(nothing.asker);
    const none = { data: 0, facts: 0 };
    expect([refused.calls, unseen.calls, nothing.calls]).toEqual([none, none, none]);

    const codes = nothing.asker.map((text) => [text.includes('"NOT_RELEASED"'), text.includes('"state":"ENDED"')]);
    expect(codes).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [true, true],
    ]);
    const released = await seenBy('releases a part');
    expect(released.asker[0]).not.toEqual(nothing.asker[0]);
    // Four whole systems, one after the other.
  }, 240_000);
});
