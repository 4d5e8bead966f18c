import { defineConfig } from 'vitest/config';

/** Tests that ask real servers: `node scripts/servers.mjs run -- npm run test:servers`. */
export default defineConfig({
  test: {
    include: ['__tests__/**/*.server.test.ts', '__tests__/**/*.proof.test.ts'],
    env: { LOCKKEEPER_ASKS: 'servers' },
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
