/**
 * The surveys in memory, built from the database alone: what intake, projection, analytics and pages need to know of
 * a survey, compiled once. Territory and the two target-group variables stand among the variables like any other.
 */
import type { MissingCode, PublicSurvey, Variable } from './contract.ts';
import type { Rule } from './target-group.ts';

/** A category with the number that stands for it in the typed tables. */
export interface NumberedCategory {
  readonly code: string;
  readonly label: { readonly it: string; readonly en: string };
  readonly number: number;
}

/**
 * A variable and where its values stand.
 * - `single`, `scale`: SMALLINT `column`, the category's number or a missing code (−1 … −4).
 * - `multiple`: SMALLINT[] `column` of ticked numbers (empty when answered with none) and SMALLINT `missingColumn`,
 *   null when answered.
 * - `number`: DOUBLE `column`, null when missing, and `missingColumn` likewise.
 * - `text`: no column.
 */
export interface CompiledVariable extends Omit<Variable, 'categories'> {
  readonly categories: readonly NumberedCategory[];
  readonly missing: MissingCode[];
  /** one row a respondent (`answer`) or one row a job profile (`profile`) */
  readonly table: 'answer' | 'profile';
  /** an identifier that may stand in SQL as it is */
  readonly column: string | null;
  readonly missingColumn: string | null;
}

/** A place of the survey: `id` stands in the typed tables (columns region, province, area, municipality). */
export interface CompiledTerritory {
  readonly id: number;
  readonly level: 'region' | 'province' | 'area' | 'municipality';
  readonly code: string;
  readonly name: string;
  readonly province: string | null;
  readonly area: string | null;
  readonly point: [number, number] | null;
}

/** A derived group: bit `1 << (number - 1)` of the column `groups`; `number` in the column `main_group` (0: none). */
export interface CompiledTargetGroup {
  readonly key: string;
  readonly label: { readonly it: string; readonly en: string };
  readonly number: number;
  readonly priority: number;
  readonly flagged: boolean;
  readonly rule: Rule;
}

/** At `size` answers a snapshot may be taken of these tables (each a list of dimensions; [] is the total). */
export interface ReleaseStep {
  readonly size: number;
  readonly tables: readonly (readonly string[])[];
}

export interface CompiledSurvey {
  readonly id: string;
  readonly programme: string;
  readonly instrument: string;
  /** the published version that new answers meet */
  readonly version: number;
  readonly wave: string;
  readonly sampleType: 'probability' | 'census' | 'open';
  readonly unit: 'person' | 'firm';
  readonly synthetic: boolean;
  readonly release: { readonly sizes: readonly ReleaseStep[]; readonly closing: boolean };
  readonly variables: ReadonlyMap<string, CompiledVariable>;
  /**
   * Typed tables, one row a response: `answer` (seq, version, day, language, mode, marks = number of quality marks,
   * region, province, area, municipality, groups, main_group, and a column a variable); `skill` (seq, skill, chosen,
   * rank, now, wanted), a row for each skill chosen or rated; `profile` (seq, item, …), a row for each job profile.
   */
  readonly tables: { readonly answer: string; readonly skill: string | null; readonly profile: string | null };
  readonly territories: readonly CompiledTerritory[];
  readonly targetGroups: readonly CompiledTargetGroup[];
}

export type { PublicSurvey };
