import { readConfig } from '../config.ts';
import type { Command } from './index.ts';

export const configPrint: Command = {
  name: 'config print',
  usage: 'config print',
  does: 'prints the settings in force, after checking them all',
  run: async () => {
    // what is printed may end up in a ticket: it says that there is a passphrase, not which
    const hidden = (key: string, value: unknown) => (key === 'passphrase' ? '(set)' : value);
    console.log(JSON.stringify(readConfig(process.env), hidden, 2));
  },
};
