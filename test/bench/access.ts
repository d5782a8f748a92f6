/**
 * What a sign-in and a line of the audit cost. A hash of ours stands beside scrypt at the cost that OWASP sets in argon2id's
 * place, and a whole sign-in beside the bare hash; the audit beside bare inserts into node:sqlite (WAL, synchronous = FULL).
 * Rounds take turns, so that a busy machine slows all alike.
 */
import { randomBytes, scrypt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createPassphrases } from '../../access/passphrase.ts';
import { testServer } from '../support/server.ts';
import { quantile } from './clock.ts';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const seconds = Number(process.env['SECONDS'] ?? 2);

interface Round {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

const [email, passphrase] = ['ada@example.org', 'quattro parole prese a caso'];
const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
const server = await testServer({ ADMIN_EMAIL: email, ADMIN_PASSWORD: passphrase }, { pages });
const { audit } = server.application;
const { hash, verify } = createPassphrases();
const stored = await hash(passphrase);
const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
const bare = new DatabaseSync(join(directory, 'bare.sqlite'));
bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE audit (line TEXT)');
const insert = bare.prepare('INSERT INTO audit VALUES (?)');

const entry = { who: 'server', action: 'bench.note', programme: 'basilicata', object: 'x', detail: { count: 1 } };
const note = () => audit.record(null, entry);

async function signIn(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password: passphrase });
  const { status } = await fetch(`${server.address}/api/sessions`, { method: 'POST', headers, body });
  if (status !== 201) throw new Error(`the sign-in gave ${status}`);
}

const ways: Readonly<Record<string, () => Promise<Round>>> = {
  'hash, argon2id': () => measure(1, async () => void (await verify(passphrase, stored))),
  'hash, scrypt 2^17': () =>
    measure(1, async () => void (await derive(passphrase, randomBytes(16), 32, { N: 2 ** 17, maxmem: 2 ** 28 }))),
  'sign-in over HTTP': () => measure(1, signIn),
  'audit, 50 callers': () => measure(50, note),
  'audit, 1 caller': () => measure(1, note),
  'sqlite, one by one': () =>
    measure(1, async () => {
      insert.run(JSON.stringify(entry));
      // as a server would: the event loop turns between two requests
      await nextTurn();
    }),
};

async function measure(callers: number, work: () => Promise<void>): Promise<Round> {
  const times: number[] = [];
  const begin = performance.now();
  const until = begin + 1000 * seconds;
  const call = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const rate = (1000 * times.length) / (performance.now() - begin);
  return { rate, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

const results = new Map<string, Round[]>(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round <= rounds; round++)
  for (const [name, run] of Object.entries(ways)) {
    const result = await run();
    // the first round warms the machine up
    if (round > 0) results.get(name)?.push(result);
  }

const of = (name: string, figure: keyof Round) =>
  quantile(
    (results.get(name) ?? []).map((round) => round[figure]),
    0.5,
  );
const begin = process.cpuUsage();
const { entries, fault } = await audit.verify();
const { user, system } = process.cpuUsage(begin);
await server.close();
bare.close();
await rm(directory, { recursive: true, force: true });

console.log(`access: ${rounds} rounds of ${seconds} s each, medians`);
for (const name of results.keys())
  console.log(
    `  ${name.padEnd(18)} ${of(name, 'rate').toFixed(1).padStart(8)} a second  p50 ${of(name, 'p50').toFixed(1)} ms` +
      `  p99 ${of(name, 'p99').toFixed(1)} ms`,
  );
const ratio = (one: string, other: string, figure: keyof Round) => (of(one, figure) / of(other, figure)).toFixed(2);
console.log(`  argon2id takes ${ratio('hash, argon2id', 'hash, scrypt 2^17', 'p50')} × as long as scrypt`);
console.log(`  a sign-in takes ${ratio('sign-in over HTTP', 'hash, argon2id', 'p50')} × as long as its hash`);
console.log(`  50 callers note ${ratio('audit, 50 callers', 'sqlite, one by one', 'rate')} × as many as bare inserts`);
console.log(`  a lone one notes ${ratio('audit, 1 caller', 'sqlite, one by one', 'rate')} × as many`);
const per = ((user + system) / 1e6 / entries) * 100_000;
console.log(
  `  verifying: ${per.toFixed(2)} s of processor time for 100,000 of ${entries} entries, fault ${fault?.kind ?? 'none'}`,
);
