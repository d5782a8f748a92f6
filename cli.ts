#!/usr/bin/env node
/** The commands: `npm run cli -- <verb>`. Exit 0 only when done; an error is one line on standard error. */
import { commands } from './command/index.ts';
import { Problem } from './problem.ts';

const language = (process.env.LC_ALL ?? process.env.LANG ?? 'it').startsWith('en') ? 'en' : 'it';

async function main(argv: readonly string[]): Promise<void> {
  const words = argv[0] === undefined ? ['help'] : [...argv];
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (!command) throw new Problem('usage', { value: `${words.join(' ')} (npm run cli -- help)` });
  await command.run(words.slice(command.name.split(' ').length));
}

function explain(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const { detail, errors = [] } = error.document(language);
  return [detail, ...errors.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
