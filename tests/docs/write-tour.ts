// Writes into docs/tour.md what its commands say now, for a change that is meant: node tests/docs/write-tour.ts, then read the difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { startTour, stepsOf } from './run-tour.ts';

const path = new URL('../../docs/tour.md', import.meta.url);
let page = readFileSync(path, 'utf8');
const tour = await startTour();
try {
  let at = 0;
  for (const step of stepsOf(page)) {
    const said = await tour.take(step);
    at = page.indexOf(step.commands, at) + step.commands.length;
    if (step.answer === null) {
      if (said !== '')
        process.stderr.write(`This command says something that the page does not show:\n${step.commands}${said}`);
      continue;
    }
    const opening = '```text\n';
    const from = page.indexOf(opening, at) + opening.length;
    page = page.slice(0, from) + said + page.slice(from + step.answer.length);
    at = from + said.length;
  }
} finally {
  await tour.end();
}
writeFileSync(path, page);
