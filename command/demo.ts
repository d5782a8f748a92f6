import { loadDemo } from '../demo.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

export const demo: Command = {
  name: 'demo',
  usage: 'demo',
  does: 'loads the programmes that ship with generated answers, published once',
  run: () => withApplication((application) => loadDemo(application, (line) => console.error(line))),
};
