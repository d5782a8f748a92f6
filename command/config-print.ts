import { readConfig } from '../config.ts';
import type { Command } from './index.ts';

export const configPrint: Command = {
  name: 'config print',
  usage: 'config print',
  does: 'prints the settings in force, after checking them all',
  run: async () => console.log(JSON.stringify(readConfig(process.env), null, 2)),
};
