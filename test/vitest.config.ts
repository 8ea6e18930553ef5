import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers, real databases, child processes that are killed: slower than a unit test, never endless.
    setupFiles: ['test/coverage/setup.ts', 'test/log-audit/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default'],
    typecheck: { enabled: false },
  },
});
