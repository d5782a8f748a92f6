import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'snapshot publish --survey S [--closing]';

export const snapshotPublish: Command = {
  name: 'snapshot publish',
  usage,
  does: 'publishes a snapshot of a survey, when its release plan allows it',
  run: async (argv) => {
    const { survey, closing } = readOptions(argv);
    await withApplication(async ({ projection, publish }) => {
      await projection.run();
      const { id, responses, cells } = await publish(survey, 'command', { closing, onProgress });
      console.log(`${id}: ${responses} responses, ${cells.released} of ${cells.of} cells released`);
    });
  },
};

function readOptions(argv: readonly string[]): { survey: string; closing: boolean } {
  const options = { survey: { type: 'string' }, closing: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  if (values.survey === undefined) throw new Problem('usage', { value: usage });
  return { survey: values.survey, closing: values.closing };
}

function onProgress(done: number, of: number): void {
  console.error(`counted ${done} of ${of} variables`);
}
