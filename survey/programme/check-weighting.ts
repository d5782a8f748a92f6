/** Whether a survey can be weighted as its settings say: by dimensions and margins that exist. */
import { TerritoryLevel } from '../contract.ts';
import { crossing, together } from '../margin/category.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import type { Programme } from './read.ts';
import type { SurveySettings } from './schema.ts';
import type { FrameSettings } from './schema-weighting.ts';

/**
 * @param path  of the survey in programme.json
 * @param dimensions  what figures of the survey can be divided by
 */
export function weightingFaults(
  { margins }: Pick<Programme, 'margins'>,
  { weighting, sampleType }: SurveySettings,
  path: string,
  variables: ReadonlyMap<string, CompiledVariable>,
  dimensions: readonly string[],
): ProgrammeFault[] {
  if (weighting === undefined) return [];
  const fault: FaultAt = (place, ...rest) =>
    programmeFault('programme.json', [`${path}.weighting`, place].filter(Boolean).join('.'), ...rest);
  const counted = [...new Set(margins.map(({ variable }) => variable))];
  return [
    ...(sampleType === 'census' ? [fault('', 'no_weights')] : []),
    ...(weighting.margins ?? []).flatMap((name, index) => [
      ...name
        .split(crossing)
        .filter((axis) => !dimensions.includes(axis) || axis === 'targetGroup')
        .map((axis) => fault(`margins[${index}]`, 'not_a_dimension', axis, dimensions)),
      ...(isCounted(name, counted) ? [] : [fault(`margins[${index}]`, 'no_margin', name, counted)]),
    ]),
    ...(weighting.frame ? frameFaults(weighting.frame, sampleType, fault, variables, dimensions) : []),
  ];
}

type FaultRest = Parameters<typeof programmeFault> extends [string, string, ...infer Rest] ? Rest : never;
type FaultAt = (place: string, ...rest: FaultRest) => ProgrammeFault;

/** `province` counts everybody of each province; `province*sex` what margins.csv calls `sex`, there. */
const isCounted = (name: string, counted: readonly string[]): boolean => {
  const [level, ...rest] = name.split(crossing);
  if (!TerritoryLevel.options.some((one) => one === level)) return counted.includes(name);
  return counted.includes(rest.length > 0 ? rest.join(crossing) : 'total');
};

function frameFaults(
  { variable, strata }: FrameSettings,
  sampleType: SurveySettings['sampleType'],
  fault: FaultAt,
  variables: ReadonlyMap<string, CompiledVariable>,
  dimensions: readonly string[],
): ProgrammeFault[] {
  if (!dimensions.includes(variable)) return [fault('frame.variable', 'not_a_dimension', variable, dimensions)];
  const known = variables.get(variable)?.categories.map(({ code }) => code);
  const named = strata.flatMap(({ category }, index) => category.split(together).map((code) => ({ code, index })));
  return [
    ...(sampleType === 'probability' ? [] : [fault('frame', 'no_frame')]),
    ...named
      .filter(({ code }, place) => named.findIndex((one) => one.code === code) < place)
      .map(({ code, index }) => fault(`frame.strata[${index}].category`, 'twice', code)),
    ...named
      .filter(({ code }) => known && !known.includes(code))
      .map(({ code, index }) => fault(`frame.strata[${index}].category`, 'no_category', code, known)),
    ...strata.flatMap(({ population, drawn }, index) =>
      drawn > population ? [fault(`frame.strata[${index}].drawn`, 'more_than', `${drawn}`, [`${population}`])] : [],
    ),
  ];
}
