import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { findings, linesOf } from '../survey/linkage/report.ts';
import type { Command } from './index.ts';

const usage = 'linkage-test [--tokens N] [--burst N] [--seed X]';

export const linkageTest: Command = {
  name: 'linkage-test',
  usage,
  does: 'tries to join codes and answers in a database of its own; fails when anything is better than chance',
  run: async (argv) => {
    const options = readOptions(argv);
    const { runLinkage } = await import('./linkage-run.ts');
    const rounds = await runLinkage(options);
    for (const line of linesOf(rounds)) console.log(line);
    const [worst, ...more] = findings(rounds);
    if (worst) throw new Problem('linkage_found', { count: more.length + 1, attacks: worst });
  },
};

function readOptions(argv: readonly string[]): { tokens: number; burst: number; seed: string } {
  const options = {
    ...{ tokens: { type: 'string', default: '5000' }, burst: { type: 'string', default: '100' } },
    seed: { type: 'string', default: 'linkage' },
  } as const;
  const { tokens, burst, seed } = parseArgs({ args: [...argv], options, strict: true }).values;
  const numbers = { tokens: Number(tokens), burst: Number(burst) };
  const isRight = Object.values(numbers).every((value) => Number.isInteger(value) && value >= 1);
  if (!isRight || numbers.tokens < 40) throw new Problem('usage', { value: `${usage} (N: 40 or more)` });
  return { ...numbers, seed };
}
