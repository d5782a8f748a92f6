// Brings node_modules to exactly what the lock file says, once per lock file. Runs on any Node a newcomer may have,
// before anything is installed: so only node: modules here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(fileURLToPath(import.meta.url));
const mark = join(top, 'node_modules', '.fabbisogni-installed');
const oldest = 20;

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function wanted() {
  const lock = createHash('sha256').update(readFileSync(join(top, 'package-lock.json')));
  return lock.update(`${process.platform}-${process.arch}`).digest('hex');
}

function install() {
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  console.error('Installing what the lock file names (once)…');
  const run = spawnSync(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: top,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0)
    refuse(`npm ci ended with ${run.status ?? run.signal}. Its lines above say why; then run again.`);
}

if (Number(process.versions.node.split('.')[0]) < oldest) {
  refuse(`Node ${process.versions.node} is too old: install Node ${oldest} or newer, then run again.`);
}
const hash = wanted();
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== hash) {
  install();
  writeFileSync(mark, hash);
}
