// The tests that mutation testing of gateway/decide runs: those that decide, none that starts a server.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'tests/rooms/decide*.test.ts',
      'tests/rooms/shield.test.ts',
      'tests/properties/decide*.test.ts',
      'tests/policies/cases.test.ts',
      'tests/oracle/few.mutation.ts',
    ],
    testTimeout: 60_000,
  },
});
