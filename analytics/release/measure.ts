/** Which variables a snapshot shows, and what the audit asks of each. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { isAsked, measuresOf } from '../query.ts';

export interface ReleaseMeasures {
  /** shown by counts of their own: everything that divides no figures */
  readonly counted: readonly CompiledVariable[];
  /** of these the sensitive ones: their own audit looks at answers */
  readonly flagged: readonly CompiledVariable[];
  /** numbers whose sums are shown: employees to train, people of a job profile */
  readonly summed: readonly CompiledVariable[];
}

/**
 * A variable that divides figures is none of them: its categories are groups of people, read from the released cells.
 * A sensitive question of several ticks has no audit, and is not shown.
 */
export function releaseMeasures(survey: CompiledSurvey): ReleaseMeasures {
  const counted = measuresOf(survey).filter(
    (one) => isAsked(survey, one) && !one.dimension && !(one.flagged && one.type === 'multiple'),
  );
  const summed = [...survey.variables.values()].filter((one) => isAsked(survey, one) && isSummed(one));
  return { counted, flagged: counted.filter((one) => one.flagged), summed };
}

const isSummed = ({ type, role, column, flagged }: CompiledVariable) =>
  type === 'number' && (role === 'headcount' || role === 'toTrain') && column !== null && !flagged;
