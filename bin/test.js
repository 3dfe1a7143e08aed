// `npm test`: runs every suite (or those named) and ends with one line, "N passed, N failed" and skipped ones when there are any.
import './node-24.js';

await import('./test.ts');
