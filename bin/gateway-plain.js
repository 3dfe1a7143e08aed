// `npm run gateway:plain`: plain JavaScript, so that an old Node gets a sentence and not a stack.
import './node-24.js';

process.env.APOLLO_TELEMETRY_DISABLED = 'true';
await import('./gateway-plain.ts');
