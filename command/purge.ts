import { purgeInterests } from '../survey/register/keep.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

export const purge: Command = {
  name: 'purge',
  usage: 'purge',
  does: 'erases the forms of interest that are kept no longer, and makes the database anew: what was erased is in no file then',
  run: () =>
    withApplication(async ({ database, reference, noting, today, mixing }) => {
      const purged = await purgeInterests({ database, reference, today: today(), onPurge: noting.onPurge('command') });
      for (const { programme, kind, count } of purged) console.log(`${programme}, ${kind}: ${count} erased`);
      if (purged.length === 0) console.log('nothing is due');
      const { responses, oldLogs } = await mixing.mix();
      console.log(`the database was made anew: ${responses} answers in random order`);
      if (oldLogs > 0) console.log(`${oldLogs} copies of damaged logs were removed`);
    }),
};
