import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { generate as generateResponses } from '../survey/generate/generate.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'generate --survey S --responses N --seed X';

export const generate: Command = {
  name: 'generate',
  usage,
  does: 'adds N synthetic responses to a survey; Ctrl-C stops after the batch under way, the same command goes on',
  run: async (argv) => {
    const options = readOptions(argv);
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    await withApplication(async (application) => {
      const { responses } = options;
      const onProgress = (done: number) => console.error(`${done} of ${responses}`);
      await application.noting.onGenerate('command', options.survey, responses);
      const { stored, known } = await generateResponses(application, { ...options, onProgress, signal: stop.signal });
      console.log(`${stored} responses stored${known > 0 ? `, ${known} were there already` : ''}`);
      if (stop.signal.aborted) throw new Problem('usage', { value: `stopped after ${stored + known} of ${responses}` });
    });
  },
};

function readOptions(argv: readonly string[]): { survey: string; responses: number; seed: string } {
  const options = { survey: { type: 'string' }, responses: { type: 'string' }, seed: { type: 'string' } } as const;
  const { survey, responses, seed } = parseArgs({ args: [...argv], options, strict: true }).values;
  const count = Number(responses);
  if (survey === undefined || seed === undefined || !Number.isInteger(count) || count < 1)
    throw new Problem('usage', { value: usage });
  return { survey, responses: count, seed };
}
