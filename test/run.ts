/**
 * Every gate in one command: build, types, lint, format, tests. Prints what failed and, last, `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { buildWhenStale } from '../dashboard/build.ts';

const top = join(import.meta.dirname, '..');
const bin = (name: string) => join(top, 'node_modules', name);

/** Kit's own types and tsconfig stand in node_modules, where an installation wipes them. */
const sync = () => node(bin('@sveltejs/kit/svelte-kit.js'), ['sync']);

/** One command: exit 0 passes. */
interface Gate {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}
const gates: readonly Gate[] = [
  { name: 'lint', script: bin('eslint/bin/eslint.js'), args: ['.', '--max-warnings', '0'] },
  {
    name: 'types',
    script: bin('svelte-check/bin/svelte-check'),
    args: ['--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'format', script: bin('prettier/bin/prettier.cjs'), args: ['--check', '.', '--log-level', 'warn'] },
];

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});
type Report = z.infer<typeof Report>;

async function main(): Promise<void> {
  const tally = { passed: 0, failed: 0 };
  sync();
  const built = timed('build', () => buildWhenStale(top));
  // each keeps one core busy; the first needs no pages
  const passed = await Promise.all(
    gates.map(async ({ name, ...gate }, place) => {
      if (place > 0) await built;
      return timed(name, () => passes(gate));
    }),
  );
  for (const ok of passed) tally[ok ? 'passed' : 'failed'] += 1;
  const tests = await timed('tests', async () => vitest());
  tally.passed += tests.passed;
  tally.failed += tests.failed;
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

function vitest(): { passed: number; failed: number } {
  const folder = mkdtempSync(join(tmpdir(), 'fabbisogni-test-'));
  const file = join(folder, 'report.json');
  const code = node(bin('vitest/vitest.mjs'), [
    'run',
    ...process.argv.slice(2),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = Report.safeParse(readJson(file));
  rmSync(folder, { recursive: true });
  if (!report.success) return { passed: 0, failed: 1 };
  tellSlowest(report.data);
  const { numPassedTests: passed, numFailedTests: failed } = report.data;
  // a file that does not load, or an error outside a test, fails no single test: it must not pass unseen
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** Where the time goes: files side by side, so their sum is more than the run took. */
function tellSlowest({ testResults }: Report): void {
  const files = testResults.map(({ name, startTime, endTime }) => ({
    ...{ name: relative(top, name), seconds: (endTime - startTime) / 1000 },
  }));
  const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`— ${files.length} files, ${total.toFixed(0)} s of their workers; the slowest:`);
  for (const { name, seconds } of files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 15))
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function node(script: string, args: readonly string[]): number {
  const run = spawnSync(process.execPath, [script, ...args], { cwd: top, stdio: ['ignore', 'inherit', 'inherit'] });
  return run.status ?? 1;
}

/** Runs a gate beside others; what it says comes in one piece. */
async function passes({ script, args }: Omit<Gate, 'name'>): Promise<boolean> {
  const gate = spawn(process.execPath, [script, ...args], { cwd: top, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [gate.stdout, gate.stderr]) stream.on('data', (data: Buffer) => said.push(data));
  const code = await new Promise<number | null>((ended) => gate.once('error', () => ended(1)).once('close', ended));
  process.stdout.write(Buffer.concat(said));
  return code === 0;
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  console.log(`— ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

await main();
