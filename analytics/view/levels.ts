/** SQL of levels by skill: who told both levels of a skill, counted in all cells at once. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Cube } from '../cube.ts';
import type { Dimension } from '../dimension.ts';
import type { LevelMeasure } from '../level.ts';
import { quoted } from './answers.ts';
import { cubesSql } from './cells.ts';
import { kindSteps } from './profiles.ts';

/** Numbers of skills and levels stay below: the three are counted as one number. */
export const radix = 64;

/** Rows `(seq, skill, now, wanted)` of those who told both levels of a skill. */
export function toldLevels({ tables }: Pick<CompiledSurvey, 'tables'>): string {
  return `SELECT seq, skill, now, wanted FROM ${quoted(tables.skill)} WHERE now > 0 AND wanted > 0`;
}

/** The number of a measure's category, on a row of `toldLevels`; null is none. */
export const levelSql = ({ numbers }: LevelMeasure): string =>
  `nullif(([${numbers.map((row) => `[${row.join(', ')}]`).join(', ')}])[now][wanted], 0)`;

/**
 * Respondents of every combination of the cubes by skill and levels. The category of a row is the three as one number:
 * `(skill × radix + now) × radix + wanted`.
 */
export function levelCubesSql(survey: CompiledSurvey, cubes: readonly Cube[]): string {
  const told = `told AS NOT MATERIALIZED (SELECT answer.*, (skill::INTEGER * ${radix} + now) * ${radix} + wanted AS "level$"
    FROM answer JOIN (${toldLevels(survey)}) AS level ON level.seq = answer.seq)`;
  return cubesSql(survey, cubes, [{ category: 'answer."level$"', condition: 'true', from: 'told AS answer' }], [told]);
}

/** Rows `(kind, value, n)`: of each kind, how many told both levels of the skill `value`. */
export function levelBasesSql(survey: CompiledSurvey, dimensions: readonly Dimension[]): string {
  return `${kindSteps(survey, dimensions)}
SELECT kind, skill::INTEGER AS value, count(*)::INTEGER AS n
FROM placed JOIN (${toldLevels(survey)}) AS level ON level.seq = placed.seq
GROUP BY kind, value ORDER BY value, kind`;
}
