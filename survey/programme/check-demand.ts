/** Whether places wanted can be told as a survey's settings say. */
import { say, type ProblemLanguage } from '../../problem-entry.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { ruleFaults, type Rule } from '../target-group.ts';
import { demandColumnOf, demandMissing } from '../typed/demand.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import type { SurveySettings } from './schema.ts';

/** @param path  of the survey in programme.json */
export function demandFaults(
  { demand }: SurveySettings,
  path: string,
  variables: ReadonlyMap<string, CompiledVariable>,
): ProgrammeFault[] {
  if (demand === undefined) return [];
  const all = [...variables.values()];
  const absent = (['need', 'first'] as const).filter((role) => !all.some((one) => one.role === role));
  const names = new Set<string>([...Object.keys(demandColumnOf), ...Object.values(demandColumnOf), demandMissing]);
  const taken = all.filter(({ name, column }) => names.has(name) || (column !== null && names.has(column)));
  return [
    ...absent.map((role) => programmeFault('programme.json', `${path}.demand`, 'no_role', role)),
    ...taken.map(({ name }) => programmeFault('programme.json', `${path}.demand`, 'name_derived', name)),
    ...Object.entries(demand).flatMap(([part, rule]) => ruleFaultsAt(rule, `${path}.demand.${part}`, variables)),
  ];
}

function ruleFaultsAt(rule: Rule, path: string, variables: ReadonlyMap<string, CompiledVariable>): ProgrammeFault[] {
  return ruleFaults(rule, variables).map((told) => ({
    ...{ file: 'programme.json', path, code: 'rule' },
    message: (language: ProblemLanguage) => say(told, language),
  }));
}
