/** Finds the command that somebody typed, runs it, and says in one line what went wrong. */
import { Problem } from '../problem.ts';
import { findCommand } from './index.ts';

/** Runs a command. @returns the exit code: 1 where it fails */
export async function main(argv: readonly string[]): Promise<0 | 1> {
  try {
    await run(argv);
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const words = argv[0] === undefined ? ['help'] : [...argv];
  const command = await findCommand(words);
  if (!command) throw new Problem('usage', { value: `${words.join(' ')} (npm run cli -- help)` });
  await command.run(words.slice(command.name.split(' ').length));
}

const language = () => ((process.env.LC_ALL ?? process.env.LANG ?? 'it').startsWith('en') ? 'en' : 'it');

function explain(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const { detail, errors = [] } = error.document(language());
  return [detail, ...errors.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
}
