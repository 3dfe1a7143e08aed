// node docs/tour/show.js PATH...: the named parts of the JSON on standard input, to read. `data.plans.0` is the first of the plans.
import { inspect } from 'node:util';

let text = '';
for await (const part of process.stdin) text += part;
const answer = JSON.parse(text);
for (const path of process.argv.slice(2)) {
  const value = path.split('.').reduce((whole, name) => whole?.[name], answer);
  process.stdout.write(`${inspect(value, { depth: null, breakLength: 110, compact: 3, maxArrayLength: null })}\n`);
}
