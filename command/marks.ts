import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'marks run --survey S [--from YYYY-MM-DD]';

export const marksRun: Command = {
  name: 'marks run',
  usage,
  does: 'marks answers of a survey that are nearly the same as another, as every night does; --from looks further back',
  run: async (argv) => {
    const { survey, from } = readOptions(argv);
    await withApplication(async ({ projection, registry, marking }) => {
      const { settings } = registry.entry(survey);
      await projection.run();
      const marked = await marking.run(survey, from ?? settings.opensOn);
      console.log(`${survey}: ${marked} answers marked near_duplicate`);
    });
  },
};

function readOptions(argv: readonly string[]): { survey: string; from: string | undefined } {
  const options = { survey: { type: 'string' }, from: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  const { survey, from } = values;
  if (survey === undefined || (from !== undefined && !/^\d{4}-\d\d-\d\d$/.test(from)))
    throw new Problem('usage', { value: usage });
  return { survey, from };
}
