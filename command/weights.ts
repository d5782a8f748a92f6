import { parseArgs } from 'node:util';
import type { WeightVersion } from '../analytics/weight/version.ts';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'weights run --survey S [--dry]';

export const weightsRun: Command = {
  name: 'weights run',
  usage,
  does: 'weights the answers of a survey by its margins, as a new version; --dry shows it and stores nothing',
  run: async (argv) => {
    const { survey, dry } = readOptions(argv);
    await withApplication(async ({ projection, weigh }) => {
      await projection.run();
      const { version, isOpen } = await weigh(survey, 'command', { dry });
      for (const line of report(version)) console.log(line);
      if (isOpen) console.log('volunteers: the weights correct what the margins hold, and nothing else');
      console.log(dry ? 'nothing was stored' : `stored: ${survey}, version ${version.version}`);
    });
  },
};

function readOptions(argv: readonly string[]): { survey: string; dry: boolean } {
  const options = { survey: { type: 'string' }, dry: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  if (values.survey === undefined) throw new Problem('usage', { value: usage });
  return { survey: values.survey, dry: values.dry };
}

function report(version: WeightVersion): string[] {
  const { responses, classes, method, iterations, discrepancy, trim, trimmed, deff, deffResidual } = version;
  const weights = classes.map(({ weight }) => weight);
  const without = classes.filter(({ levels }) => levels.includes(null)).reduce((sum, { n }) => sum + n, 0);
  return [
    `${responses} responses in ${classes.length} classes`,
    ...version.margins.map(({ name, levels, sources }) => `margin ${name}: ${levels.length} levels, ${told(sources)}`),
    ...(version.frame
      ? [`frame ${version.frame.dimension}: ${version.frame.strata.length} strata, ${told([version.frame])}`]
      : []),
    ...(version.margins.length > 0
      ? [`${method}: ${iterations} rounds, largest discrepancy ${discrepancy.toExponential(1)}`]
      : []),
    ...(trim
      ? [`bounds ${trim.lower ?? 0} to ${trim.upper ?? '∞'} times the mean weight: ${trimmed} respondents at a bound`]
      : []),
    ...(without > 0 ? [`${without} respondents lack a category and weigh as those who are like them`] : []),
    `weights from ${Math.min(...weights).toPrecision(4)} to ${Math.max(...weights).toPrecision(4)}`,
    `design effect ${deff.toFixed(3)} (Kish)${deffResidual === null ? '' : `, ${deffResidual.toFixed(3)} of the needs with the margins taken out (median)`}`,
  ];
}

const told = (sources: readonly { readonly source: string; readonly year: number }[]) =>
  sources.map(({ source, year }) => `${source}, ${year}`).join('; ');
