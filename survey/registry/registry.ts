/**
 * The surveys in memory, built from the database alone: what intake, projection, analytics and pages need to know of
 * a survey, compiled once. Territory and the two target-group variables stand among the variables like any other.
 */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type {
  Codebook,
  Localized,
  MissingCode,
  ProgrammeSummary,
  SurveySummary,
  TerritoryLevel,
  Unit,
  Variable,
} from '../contract.ts';
import type { SkillLevels } from '../codebook/level.ts';
import type { Definition } from '../definition/definition.ts';
import type { LifeState } from '../instrument/contract.ts';
import { languagesOfAll, unreviewedOf } from '../programme/language.ts';
import { codesOf, type ProgrammeContent, type SurveySettings } from '../programme/schema.ts';
import { compileEntry } from './compile.ts';
import { readRegistry, type StoredRegistry } from './read.ts';
import type { Rule } from '../target-group.ts';
import type { TypedTables } from '../typed/table.ts';
import type { Validator } from '../validator/validator.ts';

/** A category with the number that stands for it in the typed tables. */
export interface NumberedCategory {
  readonly code: string;
  readonly label: Localized;
  readonly short?: Localized | undefined;
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

/** A place of the survey: `id` stands in the typed tables (columns country, region, province, area, municipality). */
export interface CompiledTerritory {
  readonly id: number;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: Localized;
  readonly province: string | null;
  readonly area: string | null;
  readonly point: [number, number] | null;
}

/** A derived group: bit `1 << (number - 1)` of the column `groups`; `number` in the column `main_group` (0: none). */
export interface CompiledTargetGroup {
  readonly key: string;
  readonly label: Localized;
  readonly short?: Localized | undefined;
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
  readonly unit: Unit;
  readonly synthetic: boolean;
  /** last day for new answers, and for correcting or erasing: the closing snapshot comes after both */
  readonly closesOn: string;
  readonly correctUntil: string;
  readonly release: { readonly sizes: readonly ReleaseStep[]; readonly closing: boolean };
  readonly variables: ReadonlyMap<string, CompiledVariable>;
  /** of which skills it asks the level now and the level wanted; null: of none */
  readonly levels: SkillLevels | null;
  /**
   * Typed tables, one row a response: `answer` (seq, version, day, language, mode, marks = number of quality marks,
   * country, region, province, area, municipality, groups, main_group, and a column a variable); `skill` (seq, skill, chosen,
   * rank, now, wanted), a row for each skill chosen or rated; `profile` (seq, item, …), a row for each job profile.
   */
  readonly tables: { readonly answer: string; readonly skill: string | null; readonly profile: string | null };
  readonly territories: readonly CompiledTerritory[];
  readonly targetGroups: readonly CompiledTargetGroup[];
}

/** Where a survey stands in its life; `since` is null for one that was open from the start. */
export interface SurveyLife {
  readonly state: LifeState;
  readonly since: string | null;
}

/** What intake, projection and pages know of a survey beside what analytics needs. */
export interface SurveyEntry {
  readonly compiled: CompiledSurvey;
  readonly settings: SurveySettings;
  readonly life: SurveyLife;
  readonly title: Localized;
  readonly languages: ProgrammeSummary['languages'];
  readonly unreviewed: ProgrammeSummary['unreviewed'];
  readonly notice: { readonly version: string; readonly text: Localized };
  /** how people under the age of consent are treated; null where none are asked */
  readonly minors: SurveySummary['minors'];
  /** the day on which the privacy officer said how; null before that */
  readonly minorsDecidedOn: string | null;
  /** names of the questions, of any version, in which somebody may say to be that young */
  readonly ageQuestions: readonly string[];
  /** every version of that notice that was ever published */
  readonly noticeVersions: ReadonlySet<string>;
  /** the published version that new answers meet */
  readonly definition: Definition;
  /** the codebook as the API tells it */
  readonly codebook: Codebook;
  /** a published version as it was; undefined when there is no such version */
  definitionOf(version: number): Definition | undefined;
  /** the validator of a published version, compiled when first needed; undefined when there is no such version */
  validator(version: number): Validator | undefined;
  /** the statements that make and fill the typed tables */
  readonly tables: TypedTables;
}

/** Everything about programmes and surveys, in memory; `reload` reads the database again. */
export interface Registry {
  programmes(): readonly ProgrammeSummary[];
  /** @throws Problem not_found */
  programme(id: string): ProgrammeContent;
  entries(): readonly SurveyEntry[];
  find(surveyId: string): SurveyEntry | undefined;
  /** @throws Problem not_found */
  entry(surveyId: string): SurveyEntry;
  reload(): Promise<void>;
}

/** Builds the registry from the database; no file is read. */
export async function openRegistry(database: Pick<Database, 'rows'>): Promise<Registry> {
  let held = compileAll(await readRegistry(database));
  const entry = (id: string) => held.entries.get(id) ?? notFound(id);
  return {
    programmes: () => held.summaries,
    programme: (id) => held.contents.get(id) ?? notFound(id),
    entries: () => [...held.entries.values()],
    find: (id) => held.entries.get(id),
    entry,
    reload: async () => {
      held = compileAll(await readRegistry(database));
    },
  };
}

function notFound(value: string): never {
  throw new Problem('not_found', { value });
}

function compileAll(stored: StoredRegistry) {
  const contents = new Map(stored.programmes.map((content) => [content.programme.id, content]));
  const entries = stored.surveys.map((survey) => compileEntry(survey, contents.get(survey.programme)!, stored));
  return {
    contents,
    entries: new Map(entries.map((entry) => [entry.compiled.id, entry])),
    summaries: stored.programmes.map((content) => summaryOf(content, stored)),
  };
}

/** Drafts and pilots are no surveys of the programme yet. */
function summaryOf({ programme }: ProgrammeContent, { surveys, lives }: StoredRegistry): ProgrammeSummary {
  const { id, title, owner, colours, mapLevels } = programme;
  const hidden = lives.filter(({ state }) => state === 'draft' || state === 'pilot').map(({ survey }) => survey);
  const own = surveys.filter((survey) => survey.programme === id && !hidden.includes(survey.id));
  const settings = [{}, ...own.map((survey) => survey.settings)];
  const languages = languagesOfAll(programme, settings);
  const unreviewed = [...new Set(settings.flatMap((survey) => unreviewedOf(programme, survey)))];
  const territories = { level: programme.territory.level, codes: [...codesOf(programme.territory)], mapLevels };
  return { id, title, owner, colours, languages, unreviewed, territories, surveys: own.map((one) => one.id) };
}
