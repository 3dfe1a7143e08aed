// `npm run holders`: the holders of the running demo and where they answer.
import { addressOf } from '../../demo/world/addresses.ts';
import { askSystem, CommandProblem, portsOf, readArguments, runCommand, type Surroundings } from './command.ts';
import { listedHolders } from './listed.ts';

const HELP = `npm run --silent holders [-- --json]

Lists the organisations that hold data in the running demo, and where they answer.

  --json   as JSON: [{ oin, kind, name, region, url, emergencyProfile }]
  --help   this text

  PORT=5000   a demo that was started with that PORT (default 4000)`;

export function holdersCommand(around: Surroundings): Promise<number> {
  return runCommand(around, async () => {
    const { given, positionals } = readArguments('holders', around.args, ['json']);
    if (given.has('help')) return around.out(HELP);
    if (positionals.length > 0) throw new CommandProblem('This command takes no names. See: npm run holders -- --help');
    const issuer = addressOf(portsOf(around.env).issuer);
    const holders = await askSystem(`${issuer}/demo/holders`, listedHolders);
    if (holders === null) throw new CommandProblem(`${issuer} has no list of holders: is it the demo's issuer?`);
    if (given.has('json')) return around.out(JSON.stringify(holders, null, 2));
    for (const { oin, kind, name, region, url, emergencyProfile } of holders) {
      const more = [kind, ...(region === null ? [] : [region]), ...(emergencyProfile ? ['emergency profile'] : [])];
      around.out(`${url}  ${oin}  ${name} (${more.join(', ')})`);
    }
  });
}
