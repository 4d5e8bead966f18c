import { defineConfig } from 'vitest/config';

/** Tests that open the HTML report in a headless Chromium: `npm run test:browser`. CHROMIUM names it where it is not `chromium`. */
export default defineConfig({
  test: {
    include: ['__tests__/**/*.browser.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
