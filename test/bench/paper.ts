/**
 * How long a report and the briefs hold up everybody else: the longest stop of the event loop, in processor time of its
 * thread, while a page is made for the first time after the start of the program and when it is made again. On the
 * demonstration. Limit: 50 ms for every page.
 *
 * `DATA` a folder of a stopped server that holds the demonstration, which is copied; else it is made first (a minute)
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer } from '../../server.ts';
import { timed } from './clock.ts';

const limit = 50;
const pages = [
  '/report/basilicata',
  '/brief/basilicata/PZ1',
  '/en/brief/basilicata/076',
  '/brief/moral/ES',
  '/brief/mantova/all',
];
const log = createLog('error');
const data = process.env['DATA'];
const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
try {
  if (data) await cp(data, directory, { recursive: true });
  else await timed('demonstration made', () => started((address) => Promise.resolve(address)));
  const kept: boolean[] = [];
  // each page is the first that a program makes
  for (const page of pages) kept.push(await started((address) => measure(address, page)));
  process.exitCode = kept.every(Boolean) ? 0 : 1;
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function started<T>(work: (address: string) => Promise<T>): Promise<T> {
  const config = readConfig({ PORT: '0', DEMO: '1', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const server = await startServer(config, { log });
  try {
    return await work(server.address);
  } finally {
    await server.close();
  }
}

/** @returns whether no stop is longer than the limit */
async function measure(address: string, page: string): Promise<boolean> {
  const stops: number[] = [];
  for (let time = 0; time < 3; time++) stops.push(await longestStop(() => asked(address + page)));
  const [first, ...again] = stops.map((stop) => stop.toFixed(1));
  console.log(`${page.padEnd(26)} longest stop ${first} ms the first time, then ${again.join(', ')} of ${limit}`);
  return Math.max(...stops) <= limit;
}

/** Milliseconds of processor time between two turns of the event loop, at most. */
async function longestStop(work: () => Promise<void>): Promise<number> {
  let [longest, before, isOver] = [0, spent(), false];
  const turn = () => {
    const now = spent();
    longest = Math.max(longest, now - before);
    before = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return longest;
}

function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Asks from another thread, so that reading the answer holds nothing up here. @throws Error */
function asked(address: string): Promise<void> {
  const script = `fetch(require('worker_threads').workerData).then((one) => one.text().then(() => {
    if (one.status !== 200) throw new Error(one.url + ': ' + one.status); }))`;
  const worker = new Worker(script, { eval: true, workerData: address });
  return new Promise((done, failed) => void worker.on('error', failed).on('exit', () => done()));
}
