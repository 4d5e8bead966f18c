import { defineConfig } from 'vitest/config';

/** Everything that needs nothing but npm: `*.proof.test.ts` asks an embedded PostgreSQL here, real ones in vitest.server.config.ts. */
export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['__tests__/**/*.{server,browser,action}.test.ts', '**/node_modules/**'],
    env: { LOCKKEEPER_ASKS: 'embedded' },
    // Two of two processors: the tests of the embedded server are most of the time, and share nothing.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
