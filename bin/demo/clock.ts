// `npm run clock`: moves the domain clock of the running demo (ages, consents, measures, deadlines), and tells where it stands.
import { z } from 'zod';
import { askGateway, CommandProblem, portsOf, runCommand, type Surroundings } from './command.ts';

const HELP = `npm run clock -- INSTANT | +1d | -2h | +90m

Moves the domain clock of the running demo: the day and hour at which ages, consents, measures and deadlines are judged.
Tokens, grants and the record keep to the clock on the wall.

  INSTANT   a moment with its offset, such as 2026-11-22T10:43:00+01:00
  +1d       a day on; d for days, h for hours, m for minutes; - goes back
  --help    this text

  PORT=5000   a demo that was started with that PORT (default 4000)`;

const moved = z.object({ now: z.string() });

export function clockCommand(around: Surroundings): Promise<number> {
  return runCommand(around, async () => {
    // Read by hand: "-2h" is a distance here and no option.
    const [to, ...more] = around.args;
    if (to === '--help' || to === '-h') return around.out(HELP);
    if (to === undefined || more.length > 0) {
      throw new CommandProblem('Say where the clock goes: npm run clock -- +1d. See: npm run clock -- --help');
    }
    const answer = await askGateway(portsOf(around.env), '/demo/clock', moved, { to });
    if (answer === null) {
      throw new CommandProblem(
        `The clock was not moved: "${to}" is no moment with its offset (2026-11-22T10:43:00+01:00) and no distance (+1d, -2h, +90m), or it lies before 1900 or after 2200.`,
      );
    }
    around.out(`The domain clock stands at ${answer.now}: ${inTheNetherlands(answer.now)} in the Netherlands.`);
  });
}

const DUTCH = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', dateStyle: 'full', timeStyle: 'short' });

function inTheNetherlands(instant: string): string {
  return DUTCH.format(new Date(instant));
}
