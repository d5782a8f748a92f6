import { parseArgs } from 'node:util';
import type { Publication } from '../analytics/snapshot.ts';
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
    const stop = new AbortController();
    const onStop = () => stop.abort();
    process.once('SIGTERM', onStop).once('SIGINT', onStop);
    await withApplication(async ({ projection, publish }) => {
      await projection.run();
      tell(await publish(survey, 'command', { closing, onProgress, signal: stop.signal }));
    });
  },
};

function readOptions(argv: readonly string[]): { survey: string; closing: boolean } {
  const options = { survey: { type: 'string' }, closing: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  if (values.survey === undefined) throw new Problem('usage', { value: usage });
  return { survey: values.survey, closing: values.closing };
}

/** Of a cell that is not released nothing is told but that there is one. */
function tell({ id, responses, cells, coverage }: Publication): void {
  const excluded = cells.of - cells.released;
  console.log(
    `${id}: ${responses} responses, ${cells.released} of ${cells.of} cells released, ${excluded} excluded by the audit`,
  );
  const width = Math.max(...coverage.map(({ table }) => table.length), everybody.length);
  for (const { table, cells: of, released, share } of coverage) {
    const name = (table || everybody).padEnd(width);
    console.log(`  ${name}  ${released} of ${of} cells, ${(100 * share).toFixed(1)} % of respondents`);
  }
}

const everybody = '(total)';
const things = { counted: 'variables', audited: 'lists' } as const;

function onProgress(step: keyof typeof things, done: number, of: number): void {
  console.error(`${step} ${done} of ${of} ${things[step]}`);
}
