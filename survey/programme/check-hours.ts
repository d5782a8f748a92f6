/** Whether hours of laboratory can be told as a survey's settings say. */
import { say, type ProblemLanguage } from '../../problem-entry.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { ruleFaults } from '../target-group.ts';
import { hoursColumn, hoursMissing, hoursName } from '../typed/hours.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import type { SurveySettings } from './schema.ts';

/** @param path  of the survey in programme.json */
export function hoursFaults(
  { hours }: SurveySettings,
  path: string,
  variables: ReadonlyMap<string, CompiledVariable>,
): ProgrammeFault[] {
  if (hours === undefined) return [];
  const all = [...variables.values()];
  const fault = (...rest: readonly ['no_role' | 'name_derived' | 'no_category', string, string[]?]) =>
    programmeFault('programme.json', `${path}.hours`, ...rest);
  const absent = (['need', 'first', 'hours'] as const).filter((role) => !all.some((one) => one.role === role));
  const derived: readonly (string | null)[] = [hoursName, hoursColumn, hoursMissing];
  const taken = all.filter(({ name, column }) => derived.includes(name) || derived.includes(column ?? ''));
  const codes = all.find(({ role }) => role === 'hours')?.categories.map(({ code }) => code) ?? [];
  const unknown = hours.classes.filter(({ category }) => !codes.includes(category));
  return [
    ...absent.map((role) => fault('no_role', role)),
    ...taken.map(({ name }) => fault('name_derived', name)),
    ...(absent.length > 0 ? [] : unknown.map(({ category }) => fault('no_category', category, codes))),
    ...ruleFaults(hours.intends, variables).map((told) => ({
      ...{ file: 'programme.json', path: `${path}.hours.intends`, code: 'rule' },
      message: (language: ProblemLanguage) => say(told, language),
    })),
  ];
}
