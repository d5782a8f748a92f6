import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// workers, and the programs that tests start, compile a file once for all of them
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    // whoever needs the demonstration first fills it: half a minute on a quiet machine
    hookTimeout: 300_000,
    // two cores: a browser and a crash test side by side would only measure each other
    fileParallelism: true,
  },
});
