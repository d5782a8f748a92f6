import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './build-lock.ts';

const mark = 'build/.source';
const lock = 'node_modules/.fabbisogni-building';
const sources = [
  'dashboard/**/*',
  'survey/contract*.ts',
  'analytics/contract*.ts',
  'access.ts',
  'access/contract.ts',
  'access/audit-contract.ts',
  'data/programme/*/programme.json',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * The dashboard's build is current when the hash of everything it is made from equals the one stored beside it. Of several
 * processes that find it stale one builds; the others wait, and find it current.
 */
export async function buildWhenStale(top: string): Promise<'current' | 'built'> {
  const hash = sourceHash(top);
  if (isCurrent(top, hash)) return 'current';
  const onWait = () => console.error('Another process is building the pages; waiting for it…');
  return alone(
    join(top, lock),
    async () => {
      if (isCurrent(top, hash)) return 'current';
      console.error('Building the pages (once a version)…');
      await build(top);
      writeFileSync(join(top, mark), hash);
      return 'built';
    },
    { onWait },
  );
}

function isCurrent(top: string, hash: string): boolean {
  const stored = join(top, mark);
  return existsSync(stored) && readFileSync(stored, 'utf8') === hash;
}

function sourceHash(top: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: top }).sort()) {
    const path = join(top, file);
    if (statSync(path).isFile()) hash.update(file).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex');
}

function build(top: string): Promise<void> {
  const vite = join(top, 'node_modules', 'vite', 'bin', 'vite.js');
  // a test run sets NODE_ENV=test, which would build the pages with their development warnings
  const env = { ...process.env, NODE_ENV: 'production' };
  const args = [vite, 'build', '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, { cwd: top, env, stdio: ['ignore', 2, 2] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite build ended with ${code}`))));
  });
}

if (import.meta.main) await buildWhenStale(process.cwd());
