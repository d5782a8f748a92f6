import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatCsv } from '../data/csv.ts';
import { Problem } from '../problem.ts';
import { insertTokens } from '../survey/invitation/store.ts';
import { createReceipts } from '../survey/receipt.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'token make --survey S --number N --out FILE [--stratum X] [--channel C]';

const Options = z.object({
  survey: z.string().min(1),
  number: z.coerce.number().int().min(1).max(100_000),
  out: z.string().min(1),
  stratum: z.string().min(1).max(60).nullable().default(null),
  channel: z.string().min(1).max(40).nullable().default(null),
});

export const tokenMake: Command = {
  name: 'token make',
  usage,
  does: 'makes codes that each let one answer in, and writes them into a new file: nowhere else are they kept',
  run: async (argv) => {
    const { survey, number, out, stratum, channel } = readOptions(argv);
    await withApplication(async ({ database, registry, key, audit }) => {
      const { programme } = registry.entry(survey).compiled;
      const receipts = createReceipts(key);
      const codes = Array.from({ length: number }, () => receipts.invitationOf(randomUUID()));
      // a file that is there is not written over: the codes in it may be on their way already
      const file = await open(out, 'wx', 0o600);
      try {
        const rows = codes.map((code) => ({ code, link: `/survey/${survey}#invito=${code}` }));
        await file.writeFile(formatCsv(['code', 'link'], rows));
        await database.write(async (tx) => {
          const tokens = codes.map((code) => ({ token: receipts.invitationHash(code), stratum, channel }));
          await insertTokens(tx, survey, tokens);
          const detail = { count: number };
          await audit.record(tx, { who: 'command', action: 'invitation.codes', programme, object: survey, detail });
        });
      } finally {
        await file.close();
      }
      console.log(`${survey}: ${number} codes, in ${out}`);
    });
  },
};

function readOptions(argv: readonly string[]): z.infer<typeof Options> {
  const text = { type: 'string' } as const;
  const options = { survey: text, number: text, out: text, stratum: text, channel: text };
  const parsed = Options.safeParse(parseArgs({ args: [...argv], options, strict: true }).values);
  if (!parsed.success) throw new Problem('usage', { value: usage });
  return parsed.data;
}
