/** The questions behind a variable of a figure, in the words of the version that asked them. */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CodebookVariable, CompiledCodebook } from '../codebook/codebook.ts';
import type { AskedQuestion, AskedVariable, Localized } from '../contract.ts';
import type { Definition, Question, Text } from '../definition/schema.ts';
import { choicesOf, placedQuestions, type PlacedQuestion } from '../definition/walk.ts';
import type { SurveyEntry } from '../registry/registry.ts';
import { ruleVariables } from '../target-group.ts';

interface Row {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  readonly definition: string;
  readonly codebook: string;
}

/**
 * @param name  of a variable of the survey, asked or derived
 * @param version  the newest that asks it unless told
 * @throws Problem not_found for a variable or a version that is not there
 */
export async function askedIn(
  database: Pick<Database, 'rows'>,
  entry: SurveyEntry,
  name: string,
  version?: number,
): Promise<AskedVariable> {
  const { compiled } = entry;
  const variable = compiled.variables.get(name);
  const wanted = version ?? variable?.versions.at(-1);
  if (variable === undefined || wanted === undefined || !variable.versions.includes(wanted))
    throw new Problem('not_found', { value: `${name.slice(0, 40)} ${version ?? ''}`.trim() });
  const row = await readVersion(database, entry, wanted);
  const codebook = JSON.parse(row.codebook) as CompiledCodebook;
  const behind = sourcesOf(entry, codebook, name);
  const placed = placedQuestions(JSON.parse(row.definition) as Definition);
  return {
    ...{ survey: compiled.id, instrument: compiled.instrument, variable: name, label: variable.label },
    ...{ version: row.version, publishedOn: row.publishedOn, hash: row.hash, versions: variable.versions },
    derived: !behind.own,
    questions: placed.flatMap((one) => questionsIn(one, behind.questions)),
  };
}

async function readVersion(database: Pick<Database, 'rows'>, { compiled }: SurveyEntry, version: number): Promise<Row> {
  const [row] = await database.rows<Row>(
    `SELECT version, published_on::VARCHAR AS "publishedOn", hash, definition, codebook FROM instrument_version
     WHERE programme = ? AND instrument = ? AND version = ?`,
    [compiled.programme, compiled.instrument, version],
  );
  if (row === undefined) throw new Problem('not_found', { value: `${compiled.instrument} ${version}` });
  return row;
}

/** Names of the questions behind a variable; `own`: it is asked as such. */
function sourcesOf(entry: SurveyEntry, { variables }: CompiledCodebook, name: string) {
  const questionsOf = (some: readonly CodebookVariable[]) =>
    new Set(some.flatMap(({ sources }) => sources.map(({ question }) => question)));
  const own = questionsOf(variables.filter((one) => one.name === name));
  if (own.size > 0) return { own: true, questions: own };
  const behind = new Set(derivedFrom(entry, name));
  const isBehind = (one: CodebookVariable) =>
    behind.has(one.name) || (behind.size > 0 && ['need', 'first', 'intention'].includes(one.role) && isDemand(name));
  return { own: false, questions: questionsOf(variables.filter(isBehind)) };
}

const isDemand = (name: string): boolean => name.startsWith('demand');

/** The variables that a derived one compares: the rules of places wanted, or those of the target groups. */
function derivedFrom({ compiled, settings }: SurveyEntry, name: string): string[] {
  if (name === 'targetGroup' || name === 'mainGroup')
    return compiled.targetGroups.flatMap(({ rule }) => ruleVariables(rule));
  if (!isDemand(name) || settings.demand === undefined) return [];
  const { intends, inPerson, online } = settings.demand;
  return [intends, inPerson, online].flatMap((rule) => (rule ? ruleVariables(rule) : []));
}

/** A question, or those of a repeated block that are named. */
function questionsIn({ question, containers }: PlacedQuestion, named: ReadonlySet<string>): AskedQuestion[] {
  const around = containers.length > 0;
  const own = named.has(question.name) ? [askedQuestion(question, around)] : [];
  const inside = question.type === 'paneldynamic' ? question.templateElements : [];
  return [...own, ...inside.filter((one) => named.has(one.name)).map((one) => askedQuestion(one, around))];
}

function askedQuestion(question: Question, around: boolean): AskedQuestion {
  const { name, type, title, description, visibleIf } = question;
  return {
    ...{ name, type, title: wordsOf(title ?? name), help: wordsOf(description ?? '') },
    choices: choicesIn(question).map(wordsOf),
    conditional: around || visibleIf !== undefined,
  };
}

function choicesIn(question: Question): Text[] {
  if ('choices' in question) return choicesOf(question.choices).map(({ value, text }) => text ?? value);
  if (question.type === 'matrix') return question.rows.map((row) => (typeof row === 'string' ? row : (row.text ?? row.value))); // prettier-ignore
  return [];
}

/** The definition's own language stands under `default`. */
const wordsOf = (text: Text): Localized =>
  typeof text === 'string' ? { it: text, en: text } : { it: inOne(text, 'it'), en: inOne(text, 'en') };

const inOne = (text: Readonly<Record<string, string>>, language: string): string =>
  text[language] ?? text.default ?? Object.values(text)[0] ?? '';
