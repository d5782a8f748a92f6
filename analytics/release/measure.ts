/** Which variables a snapshot shows, and what the audit asks of each. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { levelMeasuresOf, type LevelMeasure } from '../level.ts';
import { isAsked, measuresOf } from '../query.ts';

export interface ReleaseMeasures {
  /** shown by counts of their own: everything that divides no figures */
  readonly counted: readonly CompiledVariable[];
  /** of these the sensitive ones: their own audit looks at answers */
  readonly flagged: readonly CompiledVariable[];
  /** numbers whose sums are shown: employees to train, people of a job profile */
  readonly summed: readonly CompiledVariable[];
  /** levels of skills: the three of a skill have one base, under its name, and are shown together */
  readonly levels: readonly SkillMeasures[];
}

export interface SkillMeasures {
  readonly name: string;
  readonly skill: number;
  readonly measures: readonly LevelMeasure[];
}

/**
 * A variable that divides figures is none of them: its categories are groups of people, read from the released cells.
 * A sensitive question of several ticks has no audit, and is not shown; neither are levels where one is sensitive.
 */
export function releaseMeasures(survey: CompiledSurvey): ReleaseMeasures {
  const counted = measuresOf(survey).filter(
    (one) => isAsked(survey, one) && !one.dimension && !(one.flagged && one.type === 'multiple'),
  );
  const summed = [...survey.variables.values()].filter((one) => isAsked(survey, one) && isSummed(one));
  return { counted, flagged: counted.filter((one) => one.flagged), summed, levels: skillMeasures(survey) };
}

function skillMeasures(survey: CompiledSurvey): SkillMeasures[] {
  const asked = levelMeasuresOf(survey).filter((one) => isAsked(survey, one) && !one.flagged);
  return [...Map.groupBy(asked, ({ shared }) => shared)].map(([name, measures]) => ({
    ...{ name, measures, skill: measures[0]!.skill },
  }));
}

const isSummed = ({ type, role, column, flagged }: CompiledVariable) =>
  type === 'number' && (role === 'headcount' || role === 'toTrain') && column !== null && !flagged;
