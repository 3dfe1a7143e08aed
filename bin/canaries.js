// `npm run canaries -- N`: plain JavaScript, so that an old Node gets a sentence and not a stack.
import './node-24.js';

await import('./canaries.ts');
