// docs/worlds.md keeps its word: the world that stands there loads, runs and gives what it says.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSystem } from '../support/system.ts';

const page = readFileSync(new URL('../../docs/worlds.md', import.meta.url), 'utf8');
const world = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';

const answer = z.object({
  data: z.unknown(),
  extensions: z.object({
    access: z.object({
      opened: z.array(z.object({ holder: z.string(), categories: z.array(z.string()) })),
      withheld: z.array(z.object({ holder: z.string(), categories: z.array(z.string()), code: z.string() })),
    }),
  }),
});

describe('the smallest world of the docs', () => {
  it('opens the plan of the other team, and withholds who works there', async () => {
    const system = await startSystem({ world });
    try {
      const { status, body } = await system.example('anna');
      expect(status).toBe(200);
      const { data, extensions } = answer.parse(body);
      expect(data).toEqual({
        household: {
          plans: [{ holder: { name: 'Team Twee' }, parts: [{ heading: 'Slapen', text: 'Om zeven uur naar bed.' }] }],
          contacts: [],
        },
      });
      const cells = ({ holder, categories }: { holder: string; categories: readonly string[] }) => [
        holder.at(-1),
        categories,
      ];
      expect(extensions.access.opened.map(cells)).toEqual([
        ['2', ['INVOLVEMENT', 'PLAN']],
        ['3', ['PLAN']],
      ]);
      expect(extensions.access.withheld.map(cells)).toEqual([['3', ['INVOLVEMENT']]]);
    } finally {
      await system.close();
    }
  });
});
