import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const graphql = fileURLToPath(new URL('./node_modules/graphql/index.js', import.meta.url));

export default defineConfig({
  // One graphql for all, as in plain Node: Vite would take its .mjs twin, @apollo/* requires the .js, and two copies refuse each other's schema.
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/seed.ts'],
    globalSetup: ['tests/support/one-postgres.ts'],
    // Apollo's telemetry must be off before its constructor runs.
    env: { APOLLO_TELEMETRY_DISABLED: 'true' },
    // Suites start real servers: more at once than cores makes them slower, not faster.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
