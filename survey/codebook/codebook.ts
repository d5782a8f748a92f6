/**
 * From the questions of an instrument to variables: what analytics knows of a survey. Several questions may feed one
 * variable; a category keeps its number in all versions.
 */
import { levelOfCode } from '../../data/territory.ts';
import { TerritoryLevel } from '../contract.ts';
import type { Codebook, CodebookEntry, Localized, MissingCode, Variable } from '../contract.ts';
import { questionCategories, reservedCodes } from './category.ts';
import type { Definition, Question } from '../definition/schema.ts';
import { placedQuestions } from '../definition/walk.ts';
import type { NumberedCategory } from '../registry/registry.ts';

/** A place in the answers that feeds a variable. */
export interface Source {
  readonly question: string;
  /** name of the repeated block around it, such as `profile`, and of the question that holds the block */
  readonly repeat: string | null;
  readonly repeatQuestion: string | null;
  /** the row of a matrix */
  readonly row: string | null;
  /** a skill key, or `{question}`: the skill is the answer to that question */
  readonly skill: string | null;
  /** place in the respondent's order, from 1 */
  readonly rank: number | null;
  /** its answer, where there is one, stands in place of what the variable's other questions ticked */
  readonly narrows?: true;
}

export interface CodebookVariable extends Omit<Variable, 'categories'> {
  readonly categories: readonly NumberedCategory[];
  readonly missing: MissingCode[];
  /** where the values stand in this version; empty for a variable that only earlier versions asked */
  readonly sources: readonly Source[];
  /** of the territory: the level of the places to choose from; left out in codebooks that knew municipalities only */
  readonly placesAt?: TerritoryLevel;
}

/** A repeated block: `name` of the child table, `question` that holds the list of blocks. */
export interface CodebookRepeat {
  readonly name: string;
  readonly question: string;
}

/** The variables of one published version; plain JSON, kept beside the definition. */
export interface CompiledCodebook {
  readonly version: number;
  readonly variables: readonly CodebookVariable[];
  readonly repeats: readonly CodebookRepeat[];
}

export interface CodebookOptions {
  readonly version?: number;
  /** short labels of skills: figures use them in place of the wording that respondents met */
  readonly skills?: readonly { readonly key: string; readonly label: Localized }[];
  /** the version before: its category numbers stay, its retired variables and categories are kept */
  readonly previous?: CompiledCodebook | undefined;
}

/** One question (or matrix row) with the entry that describes it. */
export interface Described {
  readonly entry: CodebookEntry;
  readonly question: Question;
  readonly source: Source;
  readonly path: string;
  readonly conditional: boolean;
  readonly required: boolean;
}

/** Compiles the codebook of an allowed definition. Pure: the same input gives the same codebook. */
export function compileCodebook(definition: Definition, options: CodebookOptions = {}): CompiledCodebook {
  const { version = 1, previous } = options;
  const before = new Map(previous?.variables.map((variable) => [variable.name, variable]));
  const groups = Map.groupBy(describedQuestions(definition), ({ entry }) => entry.variable);
  const asked = [...groups].map(([name, described]) => variableOf(described, before.get(name), version, options));
  const retired = [...before.values()].filter(({ name }) => !groups.has(name)).map((one) => ({ ...one, sources: [] }));
  return { version, variables: [...asked, ...retired], repeats: repeatsOf(definition) };
}

/** Every question with its codebook entry: repeated blocks opened, one entry for each row of a matrix. */
export function describedQuestions(definition: Definition): Described[] {
  return placedQuestions(definition).flatMap(({ question, path, containers }) => {
    const around = { path, conditional: containers.length > 0, repeat: null, repeatQuestion: null };
    if (question.type !== 'paneldynamic') return describe(question, around);
    const conditional = around.conditional || question.visibleIf !== undefined;
    const repeat = { repeat: question.codebook.repeat, repeatQuestion: question.name, conditional };
    return question.templateElements.flatMap((inner, index) =>
      describe(inner, { ...repeat, path: `${path}.templateElements[${index}]` }),
    );
  });
}

type Simple = Exclude<Question, { type: 'paneldynamic' }>;
type Around = Pick<Source, 'repeat' | 'repeatQuestion'> & { path: string; conditional: boolean };

function describe(question: Simple, around: Around): Described[] {
  const conditional = around.conditional || question.visibleIf !== undefined;
  const required = question.isRequired === true;
  const one = (entry: CodebookEntry, row: string | null): Described => {
    const { repeat, repeatQuestion } = around;
    const [skill, rank] = [entry.skill ?? null, entry.rank ?? null];
    const narrows = entry.narrows && { narrows: entry.narrows };
    const source = { question: question.name, repeat, repeatQuestion, row, skill, rank, ...narrows };
    return { entry, question, source, path: `${around.path}.codebook`, conditional, required };
  };
  if (question.type !== 'matrix') return [one(question.codebook, null)];
  return Object.entries(question.codebook.rows).map(([row, entry]) => one(entry, row));
}

function repeatsOf(definition: Definition): CodebookRepeat[] {
  return placedQuestions(definition).flatMap(({ question }) =>
    question.type === 'paneldynamic' ? [{ name: question.codebook.repeat, question: question.name }] : [],
  );
}

function variableOf(
  described: readonly Described[],
  before: CodebookVariable | undefined,
  version: number,
  options: CodebookOptions,
): CodebookVariable {
  const { variable: name, role, label, type, dimension, flagged, scale = null } = described[0]!.entry;
  const labels = new Map(options.skills?.map((skill) => [skill.key, skill.label]));
  const short = role === 'need' || role === 'first';
  const offered = described
    .flatMap(({ question }) => questionCategories(question, labels))
    .map(({ code, label: text }) => ({ code, label: (short ? labels.get(code) : undefined) ?? text }));
  return {
    ...{ name, role, label, type, dimension, flagged, scale },
    categories: numbered(
      offered.filter(({ code }) => !isReserved(code, type) && !(role === 'territory' && isPlace(code))),
      before?.categories ?? [],
    ),
    missing: missingOf(described, offered),
    versions: [...(before?.versions ?? []).filter((one) => one !== version), version],
    sources: described.map(({ source }) => source),
    ...(role === 'territory' && placesAt(offered)),
  };
}

/** The level of the places that a territory question offers; nothing where it offers none. */
function placesAt(offered: readonly { code: string }[]): Pick<CodebookVariable, 'placesAt'> {
  const levels = new Set<TerritoryLevel | undefined>(offered.map(({ code }) => levelOfCode(code)));
  const placesAt = TerritoryLevel.options.findLast((level) => levels.has(level));
  return placesAt ? { placesAt } : {};
}

/** Places are kept in the table of territories, not among the categories. */
const isPlace = (code: string) => levelOfCode(code) !== undefined;

const isReserved = (code: string, type: Variable['type']) =>
  reservedCodes.has(code) || (type === 'multiple' && code === 'none');

/** Known codes keep their number, new ones take the next; first the order of this version, then retired codes. */
function numbered(
  offered: readonly { code: string; label: Localized }[],
  before: readonly NumberedCategory[],
): NumberedCategory[] {
  const known = new Map(before.map((category) => [category.code, category.number]));
  let last = Math.max(0, ...known.values());
  const first = new Set<string>();
  const unique = offered.filter(({ code }) => !first.has(code) && first.add(code));
  const present = unique.map(({ code, label }) => ({ code, label, number: known.get(code) ?? ++last }));
  const codes = new Set(present.map(({ code }) => code));
  return [...present, ...before.filter(({ code }) => !codes.has(code))];
}

function missingOf(described: readonly Described[], offered: readonly { code: string }[]): MissingCode[] {
  const codes = new Set(offered.map(({ code }) => code));
  const possible: [MissingCode, boolean][] = [
    ['not_shown', described.some(({ conditional }) => conditional)],
    ['skipped', described.some(({ required }) => !required)],
    ['refused', codes.has('refused')],
    ['dont_know', codes.has('dont_know')],
  ];
  return possible.flatMap(([code, holds]) => (holds ? [code] : []));
}

/** What a programme adds to the variables of an instrument. */
export interface ProgrammeDimensions {
  readonly levels: readonly TerritoryLevel[];
  readonly targetGroups: readonly {
    readonly key: string;
    readonly label: Localized;
    readonly short?: Localized | undefined;
  }[];
}

/** The codebook as the API tells it: the territory by its levels, and the two derived target-group variables. */
export function publicCodebook(
  survey: string,
  codebook: CompiledCodebook,
  { levels, targetGroups }: ProgrammeDimensions,
): Pick<Codebook, 'survey' | 'variables'> {
  const asked = codebook.variables.map(({ sources: _, placesAt: __, categories, ...variable }): Variable => {
    const told = { ...variable, categories: categories.map(({ code, label }) => ({ code, label })) };
    return variable.role === 'territory' ? { ...told, name: 'territory', dimension: true, levels: [...levels] } : told;
  });
  if (targetGroups.length === 0) return { survey, variables: asked };
  const categories = targetGroups.map(({ key, label, short }) => ({ code: key, label, ...(short && { short }) }));
  const derived = (name: string, type: 'single' | 'multiple', label: Localized): Variable => ({
    ...{ name, role: 'targetGroup', label, type, dimension: true, flagged: false, scale: null, categories },
    missing: [],
    versions: [...new Set(asked.flatMap(({ versions }) => versions))].sort((a, b) => a - b),
  });
  return {
    survey,
    variables: [
      ...asked,
      derived('targetGroup', 'multiple', { it: 'Gruppo destinatario', en: 'Target group' }),
      derived('mainGroup', 'single', { it: 'Gruppo principale', en: 'Main group' }),
    ],
  };
}
