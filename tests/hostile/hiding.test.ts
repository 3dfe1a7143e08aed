// Attack 22: where somebody lives, learns or works is told by more than an address. Under a location shield none of it leaves.
import { describe, expect, it } from 'vitest';
import type { World } from '../../demo/world/world.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { startSystem } from '../support/system.ts';

describe('somebody in hiding, whose own team wrote down how she lives', () => {
  const QUERY_OF_TEAM = `query Household($id: ID!) @access(purpose: SUPPORT_PLAN) {
    household(id: $id) { members { person { localTeam { housing { text } workAndEducation { text } socialNetwork { text } } } } }
  }`;
  const measured = (domains: readonly string[]) => (world: World) => {
    const seed = world.localTeams.get('team-a');
    if (seed === undefined) throw new Error('the demo world has changed');
    const measurement = (domain: string) => ({
      slug: `zrm-${domain.toLowerCase()}`,
      person: 'yara',
      date: '2026-09-01',
      scores: { [domain]: { score: 'LIMITED', text: `CANARY ${domain}` } },
    });
    const cases = seed.cases.map((one) =>
      one.slug === 'gezin-ravenhorster' ? { ...one, measurements: domains.map(measurement) } : one,
    );
    return {
      ...world,
      localTeams: new Map([...world.localTeams, ['team-a', localTeamSeed.parse({ ...seed, cases })]]),
    };
  };
  const seen = async (domains: readonly string[]): Promise<string> => {
    const system = await startSystem({ changes: measured(domains) });
    try {
      const { text } = await system.ask('mirjam', QUERY_OF_TEAM, { id: system.persona('mirjam').households[0] });
      return text.replace(/"extensions".*$/s, '');
    } finally {
      await system.close();
    }
  };

  it('is not found by what is written of her housing, her work or her school', async () => {
    const all = await seen(['housing', 'workAndEducation', 'socialNetwork']);
    expect(all).toContain('CANARY socialNetwork');
    expect(all).not.toContain('CANARY housing');
    expect(all).not.toContain('CANARY workAndEducation');
    expect(all).toBe(await seen(['socialNetwork']));
  });
});
