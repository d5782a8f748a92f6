import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { packDirectory, refuseExisting, unpackDirectory } from '../data/backup.ts';
import { Problem } from '../problem.ts';
import { countForBackup, demandEnough } from '../survey/linkage/backup.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = { backup: 'backup FILE [--few]', restore: 'restore FILE' };
const secret = 'the secret (SECRET_FILE) is not in it: keep a copy of it elsewhere, without it no receipt opens';

export const backup: Command = {
  name: 'backup',
  usage: usage.backup,
  does: 'puts answers and codes in random order and packs the database into one file',
  run: async (argv) => {
    const { values, positionals } = parse(argv, usage.backup);
    const [file] = positionals as [string];
    await refuseExisting(file);
    const { day, directory } = await withApplication(async ({ config, database, mixing, audit, today }) => {
      if (!values.few) await demandEnough(database, config.kMin);
      await database.write(async (tx) => {
        await countForBackup(tx, today());
        await audit.record(tx, { who: 'command', action: 'backup.take', programme: null, object: today() });
      });
      await mixing.mix();
      return { day: today(), directory: config.dataDir };
    });
    await packDirectory(directory, file, day);
    console.log(`${file}: the database, its marker and the head of the audit, of ${day}`);
    console.log(secret);
  },
};

export const restore: Command = {
  name: 'restore',
  usage: usage.restore,
  does: 'unpacks a backup into a DATA_DIR that holds no database yet',
  run: async (argv) => {
    const { positionals } = parse(argv, usage.restore);
    const { dataDir, secretFile } = readConfig(process.env);
    const day = await unpackDirectory(positionals[0]!, dataDir);
    console.log(`${dataDir} holds the database of ${day}`);
    console.log(`put the secret of that database into ${secretFile} before you start`);
  },
};

function parse(argv: readonly string[], value: string) {
  const options = { few: { type: 'boolean', default: false } } as const;
  const parsed = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true });
  if (parsed.positionals.length !== 1) throw new Problem('usage', { value });
  return parsed;
}
