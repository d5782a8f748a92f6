import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alone } from '../../dashboard/build-lock.ts';

const repository = join(import.meta.dirname, '..', '..');
let top: string;
let lock: string;

/** A build that takes some work, and notes its beginning and its end. */
const bundler = `
  import { pbkdf2Sync } from 'node:crypto';
  import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
  appendFileSync('built.log', 'begin\\n');
  pbkdf2Sync('pages', 'salt', 400_000, 64, 'sha512');
  if (existsSync('fails')) process.exit(1);
  mkdirSync('build', { recursive: true });
  appendFileSync('built.log', 'end\\n');
`;

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'fabbisogni-build-'));
  lock = join(top, 'node_modules', '.fabbisogni-building');
  await mkdir(join(top, 'node_modules', 'vite', 'bin'), { recursive: true });
  await writeFile(join(top, 'package.json'), '{"type": "module"}');
  await writeFile(join(top, 'node_modules', 'vite', 'package.json'), '{"type": "module"}');
  await writeFile(join(top, 'node_modules', 'vite', 'bin', 'vite.js'), bundler);
  for (const file of ['build.ts', 'build-lock.ts'])
    await cp(join(repository, 'dashboard', file), join(top, 'dashboard', file));
});
afterEach(() => rm(top, { recursive: true }));

/** @returns what the process said, and how it ended */
async function start(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(top, 'dashboard', 'build.ts')], {
    cwd: top,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const builds = () => readFile(join(top, 'built.log'), 'utf8');
/** What is left of locks. */
const locks = async () => (await readdir(join(top, 'node_modules'))).filter((name) => name.includes('building'));

async function holds(pid: number, since = new Date()): Promise<void> {
  await mkdir(lock);
  await writeFile(join(lock, 'pid'), String(pid));
  await utimes(lock, since, since);
}

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  return child.pid!;
}

describe('processes that start together with a stale build', () => {
  it('build once: the others wait, and find it current', async () => {
    const ended = await Promise.all([start(), start(), start(), start()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(await builds()).toBe('begin\nend\n');
    expect(ended.filter(({ said }) => said.includes('Building the pages'))).toHaveLength(1);
    expect(await locks()).toEqual([]);
    expect((await start()).said).toBe('');
  });

  it('build in turns while it fails, and each says so', async () => {
    await writeFile(join(top, 'fails'), '');
    const ended = await Promise.all([start(), start()]);
    expect(ended.map(({ code, said }) => [code, said.includes('vite build ended with 1')])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect(await builds()).toBe('begin\nbegin\n');
    expect(await locks()).toEqual([]);
  });

  it('do not wait for one that died while it built', async () => {
    await holds(await deadPid());
    const ended = await Promise.all([start(), start(), start()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await builds()).toBe('begin\nend\n');
    expect(await locks()).toEqual([]);
  });
});

describe('a lock', () => {
  it('of a holder that is older than any work is put aside, whoever has its number by then', async () => {
    await holds(process.pid, new Date(Date.now() - 3_600_000));
    expect(await alone(lock, async () => readFile(join(lock, 'pid'), 'utf8'))).toBe(String(process.pid));
    expect(await locks()).toEqual([]);
  });

  it('of a holder at work is waited for, however many wait', async () => {
    const [inside, numbers] = [new Set<number>(), [1, 2, 3, 4, 5]];
    const others = Promise.withResolvers<void>();
    let [most, waiting] = [0, 0];
    const onWait = () => {
      waiting += 1;
      if (waiting === numbers.length - 1) others.resolve();
    };
    const work = async (number: number) => {
      most = Math.max(most, inside.add(number).size);
      await others.promise;
      inside.delete(number);
      return number;
    };
    expect(await Promise.all(numbers.map((number) => alone(lock, () => work(number), { onWait })))).toEqual(numbers);
    expect(most).toBe(1);
  });
});
