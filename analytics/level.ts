/** The level now, the level wanted and the gap between them, skill by skill: measures of a table of their own. */
import { levelMeasures, type Localized } from '../survey/contract.ts';
import type { CompiledSurvey, CompiledVariable, NumberedCategory } from '../survey/registry/registry.ts';
import { scaleOf } from './measure.ts';

type LevelName = (typeof levelMeasures)[number];

/** A measure of a skill's level. Its base are those who told both levels of the skill, so that now and wanted compare. */
export interface LevelMeasure extends CompiledVariable {
  readonly of: LevelName;
  /** what its base is called: one for the three measures of a skill */
  readonly shared: string;
  /** number of the skill, as `need` has it */
  readonly skill: number;
  /** `numbers[now − 1][wanted − 1]`: the number of the category, by the numbers of the two levels; 0 is none */
  readonly numbers: readonly (readonly number[])[];
}

const known = new WeakMap<CompiledSurvey, readonly LevelMeasure[]>();

/** `levelNow:english`, `levelWanted:english`, `levelGap:english`, and so on for each skill. */
export function levelMeasuresOf(survey: CompiledSurvey): readonly LevelMeasure[] {
  const found = known.get(survey) ?? measuresOf(survey);
  known.set(survey, found);
  return found;
}

/** The measure that a variable is, when it is one. */
export const asLevel = (variable: CompiledVariable): LevelMeasure | null =>
  'shared' in variable ? (variable as LevelMeasure) : null;

function measuresOf({ levels, tables }: CompiledSurvey): readonly LevelMeasure[] {
  if (levels === null || tables.skill === null) return [];
  const shapes = levelMeasures.map((of) => ({ of, ...shapeOf(levels.scale, of) }));
  return levels.skills.flatMap(({ code, number, label, versions }) =>
    shapes.map(({ of, categories, numbers }): LevelMeasure => ({
      ...{ name: `${of}:${code}`, of, shared: `level:${code}`, skill: number, label, categories, numbers },
      ...{ role: roles[of], type: 'scale', dimension: false, flagged: levels.flagged, scale: null, missing: [] },
      ...{ versions: [...versions], table: 'answer', column: null, missingColumn: null },
    })),
  );
}

const roles = { levelNow: 'levelNow', levelWanted: 'levelWanted', levelGap: 'other' } as const;

type Shape = Pick<LevelMeasure, 'categories' | 'numbers'>;

function shapeOf(scale: readonly NumberedCategory[], of: LevelName): Shape {
  const size = Math.max(0, ...scale.map(({ number }) => number));
  const numbered = (number: (now: number, wanted: number) => number) =>
    Array.from({ length: size }, (_, now) => Array.from({ length: size }, (__, wanted) => number(now + 1, wanted + 1)));
  if (of !== 'levelGap') {
    const numbers = new Set(scale.map(({ number }) => number));
    return {
      categories: scale,
      numbers: numbered((now, wanted) => {
        const all = numbers.has(now) && numbers.has(wanted);
        return all ? (of === 'levelNow' ? now : wanted) : 0;
      }),
    };
  }
  const values = new Map(scaleOf({ categories: scale }).map(({ number, value }) => [number, value]));
  const differences = [...values.values()].flatMap((now) => [...values.values()].map((wanted) => wanted - now));
  const steps = [...new Set(differences)].toSorted((a, b) => a - b);
  return {
    categories: steps.map((step, place) => ({ code: String(step), label: written(step), number: place + 1 })),
    numbers: numbered((now, wanted) => steps.indexOf((values.get(wanted) ?? NaN) - (values.get(now) ?? NaN)) + 1),
  };
}

function written(step: number): Localized {
  const text = step > 0 ? `+${step}` : String(step).replace('-', '−');
  return { it: text, en: text };
}
