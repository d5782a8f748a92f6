import { loadDemo } from '../demo.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

export const demo: Command = {
  name: 'demo',
  usage: 'demo',
  does: 'loads the demonstration: 6,000 generated citizens and 500 firms of Basilicata, published once',
  run: () => withApplication((application) => loadDemo(application, (line) => console.error(line), 'command')),
};
