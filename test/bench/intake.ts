/**
 * How many submissions a second are checked, stored durably and acknowledged, against a bare Express route that inserts
 * the body into node:sqlite (WAL, synchronous = FULL) unchecked. 50 connections; the load has its own process on the
 * same cores; rounds take turns, so that a busy machine slows all alike. Limits: rate ≥ 0.9 ×, p99 ≤ 2 ×, validator
 * ≤ 0.1 ms.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import type { LoadOrder, LoadResult } from './intake-load.ts';

const rounds = Number(process.env['ROUNDS'] ?? 10);
const seconds = Number(process.env['SECONDS'] ?? 2);
const connections = 50;
const kinds = ['product', 'sqlite', 'json'] as const;
type Kind = (typeof kinds)[number];
type Round = LoadResult & { readonly cpu: number };

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
const bodies = join(directory, 'bodies.jsonl');

try {
  const validation = writeBodies();
  const results = await measure();
  report(validation, results);
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** Writes right submissions, and times the validator on them. @returns milliseconds of processor time a response */
function writeBodies(): number {
  const definition = instrument('citizen');
  const validate = compileValidator(definition);
  const answers = Array.from({ length: 300 }, (_, index) =>
    rightAnswers(definition, validate, streams('bench')(index)),
  );
  const envelope = { id: 'ID', version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
  writeFileSync(bodies, answers.map((one) => JSON.stringify({ ...envelope, answers: one })).join('\n'));
  const runs = 20_000;
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) validate(answers[run % answers.length]);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}

async function measure(): Promise<Record<Kind, Round[]>> {
  const load = child('intake-load.ts');
  const servers = await Promise.all(kinds.map(async (kind) => ({ kind, ...(await startKind(kind)) })));
  const results: Record<Kind, Round[]> = { product: [], sqlite: [], json: [] };
  try {
    for (let round = 0; round <= rounds; round++)
      for (const { kind, process: server, port } of servers) {
        const path = kind === 'product' ? '/api/surveys/basilicata-citizens-2026/responses' : '/';
        const before = await cpuOf(server);
        const result = await ask<LoadResult>(load, { port, path, connections, seconds, bodies } satisfies LoadOrder);
        const cpu = ((await cpuOf(server)) - before) / result.accepted;
        // the first round warms the machine up
        if (round > 0) results[kind].push({ ...result, cpu });
      }
  } finally {
    for (const one of [load, ...servers.map((server) => server.process)]) one.kill('SIGTERM');
  }
  return results;
}

async function startKind(kind: Kind): Promise<{ process: ChildProcess; port: number }> {
  const process = child('intake-server.ts', kind, await mkdtemp(join(directory, `${kind}-`)));
  const { port } = await heard<{ port: number }>(process);
  return { process, port };
}

function child(file: string, ...args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, { execArgv: [] });
}

function heard<T>(from: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a process of the benchmark ended with ${code}`));
    from.once('exit', gone);
    from.once('message', (message) => {
      from.off('exit', gone);
      resolve(message as T);
    });
  });
}

function ask<T>(of: ChildProcess, message: object): Promise<T> {
  of.send(message);
  return heard<T>(of);
}

/** Processor time of a process so far, in milliseconds. */
async function cpuOf(server: ChildProcess): Promise<number> {
  const { cpu } = await ask<{ cpu: NodeJS.CpuUsage }>(server, {});
  return (cpu.user + cpu.system) / 1000;
}

/** What the disk itself allows: writes of a sector with fdatasync, one after the other. */
function syncsPerSecond(): number {
  const file = openSync(join(directory, 'sync'), 'w');
  const sector = Buffer.alloc(512);
  const begin = performance.now();
  let count = 0;
  for (; performance.now() - begin < 1000; count++) {
    writeSync(file, sector, 0, 512, 0);
    fdatasyncSync(file);
  }
  closeSync(file);
  return count;
}

function report(validation: number, results: Record<Kind, Round[]>): void {
  const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
  const of = (kind: Kind, name: keyof Round) => median(results[kind].map((round) => round[name]));
  console.log(`intake: ${connections} connections, ${rounds} rounds of ${seconds} s each, medians`);
  for (const kind of kinds) {
    const refused = results[kind].reduce((sum, round) => sum + round.refused, 0);
    const cells = [
      kind.padEnd(8),
      `${of(kind, 'rate').toFixed(0).padStart(6)} accepted/s`,
      `p50 ${of(kind, 'p50').toFixed(1)} ms`,
      `p99 ${of(kind, 'p99').toFixed(1)} ms`,
      `cpu ${of(kind, 'cpu').toFixed(3)} ms a submission`,
      `refused ${refused}`,
    ];
    console.log(`  ${cells.join('  ')}`);
  }
  console.log(`  fdatasync ${syncsPerSecond()}/s`);
  limit('rate against the bare insert', of('product', 'rate') / of('sqlite', 'rate'), 'at least', 0.9);
  limit('p99 against the bare insert', of('product', 'p99') / of('sqlite', 'p99'), 'at most', 2);
  limit('validator, ms a response', validation, 'at most', 0.1);
}

function limit(name: string, value: number, sense: 'at least' | 'at most', bound: number): void {
  const kept = sense === 'at least' ? value >= bound : value <= bound;
  console.log(`  ${name}: ${value.toFixed(3)} (${sense} ${bound}) ${kept ? 'kept' : 'MISSED'}`);
  if (!kept) process.exitCode = 1;
}
