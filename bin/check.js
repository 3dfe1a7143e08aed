// `npm run check`: everything a change must pass, in one go.
import './node-24.js';

await import('./check.ts');
