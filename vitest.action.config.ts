import { defineConfig } from 'vitest/config';

/** Tests that start the bundled action as the runner does, one process for each run: `npm run test:action`. */
export default defineConfig({
  test: {
    include: ['__tests__/**/*.action.test.ts'],
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
