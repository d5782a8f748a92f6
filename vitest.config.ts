import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/order.ts';

// workers, and the programs that tests start, compile a file once for all of them
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

const every = 'test/**/*.test.ts';
/**
 * Who puts another module in the place of ours would put it before the files that follow in its worker, too; SurveyJS keeps
 * what it was told for all of a worker.
 */
const apart = globSync(every, { cwd: import.meta.dirname }).filter((file) =>
  /\bvi\.(mock|doMock|resetModules|stubGlobal|useFakeTimers)\(|from 'survey-core'/.test(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  ),
);

export default defineConfig({
  test: {
    globalSetup: 'test/setup.ts',
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 60_000,
    // whoever needs the demonstration first fills it: half a minute on a quiet machine
    hookTimeout: 300_000,
    // two cores: a browser and a crash test side by side would only measure each other
    fileParallelism: true,
    sequence: { sequencer: LongFirst },
    projects: [
      // a worker reads the application once, not once a file: docs/decisions/0100-test-time.md
      { extends: true, test: { name: 'shared', include: [every], exclude: apart, isolate: false } },
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
    ],
  },
});
