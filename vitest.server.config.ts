import { defineConfig } from 'vitest/config';

/** Tests that ask real servers: `node scripts/servers.mjs run -- npm run test:server`. */
export default defineConfig({
  test: { include: ['__tests__/**/*.server.test.ts'], testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false },
});
