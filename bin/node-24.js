// Ends with a sentence, where a stack would come, when this Node is too old or npm has not brought the packages. Plain JavaScript
// that an old Node reads too; each launcher in bin/ imports it before it imports any TypeScript.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function problem() {
  const old = Number.parseInt(process.versions.node, 10) < NEEDED;
  const lead = `Samenzicht needs Node ${NEEDED} or later; this is Node ${process.versions.node}.`;
  if (!existsSync(inProject('node_modules'))) {
    const first = 'The packages are not there yet: run "npm ci" first';
    return old ? `${lead} ${first} (it brings Node ${NEEDED} too), then "npm start".` : `${first}, then "npm start".`;
  }
  if (!old) return undefined;
  if (existsSync(inProject('node_modules/.bin/node'))) {
    return `${lead} npm has brought a newer one with this project: use "npm start", or "npm run NAME" for another command.`;
  }
  return `${lead} Run "npm ci" without --omit=optional: it brings Node ${NEEDED}. Where npm has none for this machine, install Node ${NEEDED} from nodejs.org. Then "npm start".`;
}

const found = problem();
if (found !== undefined) {
  process.stderr.write(`${found}\n`);
  process.exit(1);
}
