/** Employees to train, skill by skill: what firms say of the job profiles whose first need is that skill. */
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';

/** The rows of a firm's job profiles that a number is summed over: those whose `column` is `number`. */
export interface ProfileFilter {
  readonly column: string;
  readonly number: number;
}

/** A number of the job profiles with one first need. Its base are the firms that gave a number for such a profile. */
export interface TraineeMeasure extends CompiledVariable {
  readonly only: ProfileFilter;
}

const known = new WeakMap<CompiledSurvey, readonly TraineeMeasure[]>();

/** `toTrain:english` and so on, for each skill that a job profile can put first; none where profiles tell no number. */
export function traineeMeasuresOf(survey: CompiledSurvey): readonly TraineeMeasure[] {
  const found = known.get(survey) ?? measuresOf(survey);
  known.set(survey, found);
  return found;
}

/** Which rows of the profiles a variable is about; null: all of them. */
export const profileFilterOf = (variable: CompiledVariable): ProfileFilter | null =>
  'only' in variable ? (variable as TraineeMeasure).only : null;

function measuresOf({ variables }: CompiledSurvey): readonly TraineeMeasure[] {
  const profile = [...variables.values()].filter(({ table, column }) => table === 'profile' && column !== null);
  const people = profile.find(({ role, type }) => role === 'toTrain' && type === 'number');
  const first = profile.find(({ role }) => role === 'first');
  if (people === undefined || first === undefined || people.flagged || first.flagged) return [];
  return first.categories.map(({ code, label, number }) => ({
    ...people,
    ...{ name: `${people.name}:${code}`, label, only: { column: first.column!, number } },
  }));
}
