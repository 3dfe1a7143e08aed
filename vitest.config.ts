import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/one-postgres.ts'],
    // Apollo's telemetry must be off before its constructor runs.
    env: { APOLLO_TELEMETRY_DISABLED: 'true' },
    // Suites start real servers: more at once than cores makes them slower, not faster.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
