/**
 * How many answers a second reach the disk through the writer door, against bare inserts into node:sqlite (WAL,
 * synchronous = FULL), without HTTP and without validation. Rounds take turns, so that a busy machine slows all alike.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '../../data/database.server.ts';
import { entryOf } from '../support/entry.ts';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const seconds = Number(process.env['SECONDS'] ?? 2);

interface Round {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** milliseconds of processor time an answer */
  readonly cpu: number;
}

const raw = JSON.stringify(
  Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`question_${i}`, `answer_${i % 7}`])),
);
const fresh = () => entryOf('one', { idHmac: randomUUID(), bodyHash: randomUUID(), receiptHash: randomUUID(), raw });

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
const database = await openDatabase({ directory });
const bare = new DatabaseSync(join(directory, 'bare.sqlite'));
bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE response (body TEXT)');
const insert = bare.prepare('INSERT INTO response VALUES (?)');

const ways: Readonly<Record<string, () => Promise<Round>>> = {
  'door, 50 callers': () => measure(50, () => database.append(fresh())),
  'door, 8 callers': () => measure(8, () => database.append(fresh())),
  'door, 1 caller': () => measure(1, () => database.append(fresh())),
  'door, lists of 1,000': () => measure(1, () => database.appendBulk(Array.from({ length: 1000 }, fresh)), 1000),
  'sqlite, one by one': () =>
    measure(1, async () => {
      insert.run(JSON.stringify(fresh()));
      // as a server would: the event loop turns between two requests
      await nextTurn();
    }),
};

async function measure(callers: number, store: () => Promise<unknown>, size = 1): Promise<Round> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const until = begin + 1000 * seconds;
  const call = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      await store();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const { user, system } = process.cpuUsage(cpu);
  const answers = size * times.length;
  times.sort((a, b) => a - b);
  return {
    rate: (1000 * answers) / (performance.now() - begin),
    p50: times[times.length >> 1] ?? NaN,
    p99: times[Math.floor(0.99 * times.length)] ?? NaN,
    cpu: (user + system) / 1000 / answers,
  };
}

const results = new Map<string, Round[]>(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round <= rounds; round++)
  for (const [name, run] of Object.entries(ways)) {
    const result = await run();
    // the first round warms the machine up
    if (round > 0) results.get(name)?.push(result);
  }
await database.close();
bare.close();
await rm(directory, { recursive: true, force: true });

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
const of = (name: string, figure: keyof Round) => median((results.get(name) ?? []).map((round) => round[figure]));
console.log(`writer: ${rounds} rounds of ${seconds} s each, medians`);
for (const name of results.keys())
  console.log(
    `  ${name.padEnd(21)} ${of(name, 'rate').toFixed(0).padStart(6)} answers/s  p50 ${of(name, 'p50').toFixed(1)} ms` +
      `  p99 ${of(name, 'p99').toFixed(1)} ms  cpu ${of(name, 'cpu').toFixed(3)} ms an answer`,
  );
const ratio = of('door, 50 callers', 'rate') / of('sqlite, one by one', 'rate');
console.log(`  50 callers against the bare insert: ${ratio.toFixed(2)}`);
