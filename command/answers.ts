import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'import answers FILE --survey S [--dry-run]';

export const importAnswers: Command = {
  name: 'import answers',
  usage,
  does: 'brings in answers on paper or of the past as CSV, all rows or none; --dry-run checks them and stores nothing',
  run: async (argv) => {
    const { file, survey, dry } = readOptions(argv);
    const csv = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new Problem('invalid_file', { file, reason: cause instanceof Error ? cause.message : String(cause) });
    });
    await withApplication(async ({ entries }) => {
      const options = { dry: dry ? ('1' as const) : ('0' as const), file: basename(file).slice(0, 120) };
      const { rows, wrongRows, faults, stored, known, batch } = await entries.command(survey, csv, options);
      for (const { row, column, message } of faults) console.log(`  ${row} ${column}: ${message.en}`);
      console.log(`${rows} rows, ${wrongRows} of them wrong`);
      console.log(batch === null ? 'nothing was stored' : `stored: ${stored}, there before: ${known}, import ${batch}`);
    });
  },
};

function readOptions(argv: readonly string[]): { file: string; survey: string; dry: boolean } {
  const options = { survey: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || values.survey === undefined)
    throw new Problem('usage', { value: usage });
  return { file, survey: values.survey, dry: values['dry-run'] };
}
