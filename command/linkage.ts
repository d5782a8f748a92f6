import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { findings, linesOf } from '../survey/linkage/report.ts';
import type { Command } from './index.ts';

const usage = 'linkage-test [--tokens N] [--burst N] [--seed X] [--copy DIR]';

export const linkageTest: Command = {
  name: 'linkage-test',
  usage,
  does: 'tries to join codes and answers in a database of its own, or looks for traces in a copy of yours; fails when it finds any',
  run: async (argv) => {
    const { copy, ...options } = readOptions(argv);
    const found = copy === undefined ? await onStage(options) : await inCopy(copy, options.seed);
    const [worst, ...more] = found;
    if (worst) throw new Problem('linkage_found', { count: more.length + 1, attacks: worst });
  },
};

interface Options {
  readonly tokens: number;
  readonly burst: number;
  readonly seed: string;
}

async function onStage(options: Options): Promise<string[]> {
  const { runLinkage } = await import('./linkage-run.ts');
  const rounds = await runLinkage(options);
  for (const line of linesOf(rounds)) console.log(line);
  return findings(rounds);
}

async function inCopy(directory: string, seed: string): Promise<string[]> {
  const { lookAtCopy } = await import('../survey/linkage/copy.ts');
  const found = await lookAtCopy(directory, seed);
  for (const line of found) console.log(`FOUND ${line}`);
  if (found.length === 0) console.log('no log, no answer twice in the files, no order of days');
  return found;
}

function readOptions(argv: readonly string[]): Options & { readonly copy: string | undefined } {
  const options = {
    tokens: { type: 'string', default: '5000' },
    burst: { type: 'string', default: '100' },
    seed: { type: 'string', default: 'linkage' },
    copy: { type: 'string' },
  } as const;
  const { tokens, burst, seed, copy } = parseArgs({ args: [...argv], options, strict: true }).values;
  const numbers = { tokens: Number(tokens), burst: Number(burst) };
  const isRight = Object.values(numbers).every((value) => Number.isInteger(value) && value >= 1);
  if (!isRight || numbers.tokens < 40) throw new Problem('usage', { value: `${usage} (N: 40 or more)` });
  return { ...numbers, seed, copy };
}
