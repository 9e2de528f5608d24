import { defineConfig } from 'vitest/config';

// Terms are about Dutch days: whatever the machine's own zone, the tests run in this one.
process.env['TZ'] = 'Europe/Amsterdam';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/database.ts'],
    setupFiles: ['test/support/noNetwork.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
