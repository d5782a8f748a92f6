import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'import series FILE --programme P [--dry-run]';

export const importSeries: Command = {
  name: 'import series',
  usage,
  does: 'brings in figures of another source as CSV, all rows or none; --dry-run checks them and stores nothing',
  run: async (argv) => {
    const { file, programme, dry } = readOptions(argv);
    const csv = await textOf(file);
    await withApplication(async ({ series }) => {
      const options = { name: basename(file).slice(0, 120), dry: dry ? ('1' as const) : ('0' as const) };
      const { rows, mapped, sources, stored, again } = await series.command(programme, csv, options);
      console.log(`${rows} rows, ${mapped} of them with a skill of the programme: ${sources.join('; ')}`);
      console.log(stored ? `stored: ${programme}` : again ? 'this very file is here already' : 'nothing was stored');
    });
  },
};

function readOptions(argv: readonly string[]): { file: string; programme: string; dry: boolean } {
  const options = { programme: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || values.programme === undefined)
    throw new Problem('usage', { value: usage });
  return { file, programme: values.programme, dry: values['dry-run'] };
}

/** @throws Problem invalid_file */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Problem('invalid_file', { file, reason: cause instanceof Error ? cause.message : String(cause) });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_file', { file, reason: 'UTF-8?' });
  }
}
