import { parseArgs } from 'node:util';
import { Grant } from '../access.ts';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'user add --email E --name N --role R [--programme P] [--territory level:code] [--organisation O]';

export const userAdd: Command = {
  name: 'user add',
  usage,
  does: 'adds somebody of the staff; the passphrase comes from standard input, or is made and printed this once',
  run: async (argv) => {
    const member = readOptions(argv);
    const given = await readPassphrase();
    await withApplication(async ({ access }) => {
      const { passphrase } = await access.add({ ...member, passphrase: given });
      console.log(`added: ${member.email}`);
      if (given === undefined) console.log(`passphrase, to be changed at the first sign-in: ${passphrase}`);
    });
  },
};

function readOptions(argv: readonly string[]): { email: string; name: string; grants: Grant[] } {
  const text = { type: 'string' } as const;
  const options = { email: text, name: text, role: text, programme: text, territory: text, organisation: text };
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  const { email, name, role, programme = null, territory = null, organisation = null } = values;
  const grant = Grant.safeParse({ role, programme, territory, organisation });
  if (!email?.includes('@') || !name || !grant.success) throw new Problem('usage', { value: usage });
  return { email, name, grants: [grant.data] };
}

/** The first line of what is piped in; undefined when nothing is, or somebody sits at the keyboard. */
async function readPassphrase(): Promise<string | undefined> {
  if (process.stdin.isTTY) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
  return line === '' ? undefined : line;
}
