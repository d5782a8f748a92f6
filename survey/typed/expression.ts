/** SQL expressions from the JSON of an answer to the numbers of the codebook. */
import type { CodebookVariable, CompiledCodebook, Source } from '../codebook/codebook.ts';
import { missingCodes } from '../contract.ts';
import { skippedKey } from '../record.ts';

/** A string literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** An identifier from the codebook. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const { not_shown: notShown, skipped, refused, dont_know: dontKnow } = missingCodes;
const reserved = [
  ['refused', refused],
  ['dont_know', dontKnow],
] as const;

/**
 * The structure for `from_json` that reads exactly the questions of the codebook.
 * Every value is read as text; what is not of the expected form becomes NULL.
 */
export function structureOf(codebook: CompiledCodebook): string {
  const shape: Record<string, unknown> = { [skippedKey]: ['VARCHAR'] };
  for (const { type, sources } of codebook.variables)
    for (const source of type === 'text' ? [] : sources)
      place(shape, source, type === 'multiple' ? ['VARCHAR'] : 'VARCHAR');
  return literal(JSON.stringify(shape));
}

function place(shape: Record<string, unknown>, source: Source, leaf: unknown): void {
  const around = source.repeatQuestion === null ? shape : block(shape, source.repeatQuestion);
  if (source.row === null) around[source.question] = leaf;
  else around[source.question] = { ...(around[source.question] as object | undefined), [source.row]: leaf };
}

function block(shape: Record<string, unknown>, question: string): Record<string, unknown> {
  const [inner] = (shape[question] ??= [{}]) as [Record<string, unknown>];
  return inner;
}

/** The text of an answer: `a` the struct of all answers, `b` that of one block. */
export function valueOf(source: Source): string {
  const question = `${source.repeat === null ? 'a' : 'b'}.${identifier(source.question)}`;
  return source.row === null ? question : `${question}.${identifier(source.row)}`;
}

/** Whether the question was on the screen and left empty; `item` counts the blocks from 1. */
function wasSkipped(source: Source): string {
  const name = literal(source.question);
  const path =
    source.repeatQuestion === null
      ? name
      : `${literal(`${source.repeatQuestion}[`)} || (item - 1) || ${literal(`].${source.question}`)}`;
  if (source.row === null) return `list_contains(skipped, ${path})`;
  return `(list_contains(skipped, ${path}) OR ${source.repeat === null ? 'a' : 'b'}.${identifier(source.question)} IS NOT NULL)`;
}

/** The validator lets nobody skip what is required; the fewer expressions, the sooner the statement is planned. */
function absent({ missing }: CodebookVariable, source: Source): string {
  return missing.includes('skipped')
    ? `CASE WHEN ${wasSkipped(source)} THEN ${skipped} ELSE ${notShown} END`
    : `${notShown}`;
}

/** A single choice or a step of a scale: the category's number or a missing code. */
export function singleSql(variable: CodebookVariable, source: Source): string {
  return `coalesce(${numberOf(valueOf(source), [...codesOf(variable), ...reserved])}, ${absent(variable, source)})::SMALLINT`;
}

/** What stands for a place that is none: a missing code, or 0 for a place that the survey does not know. */
export function elsewhereSql(variable: CodebookVariable, source: Source): string {
  return `coalesce(${numberOf(valueOf(source), reserved)}, CASE WHEN ${valueOf(source)} IS NULL THEN ${absent(variable, source)} ELSE 0 END)`;
}

/** A number, NULL when it is missing. */
export const numberSql = (source: Source): string => `TRY_CAST(${valueOf(source)} AS DOUBLE)`;

/** Why a number is missing, NULL when it is there. */
export function numberMissingSql(variable: CodebookVariable, source: Source): string {
  const value = valueOf(source);
  return `CASE WHEN ${numberSql(source)} IS NULL THEN coalesce(${numberOf(value, reserved)}, ${absent(variable, source)}) END::SMALLINT`;
}

/**
 * All codes ticked in these questions, over all blocks of a repeated question; empty when nothing was answered. Where a
 * question that narrows them was answered, only what it kept.
 */
export function codesSql(sources: readonly Source[]): string {
  const blocks = Map.groupBy(sources, ({ repeatQuestion }) => repeatQuestion);
  const lists = [...blocks].flatMap(([question, inside]) => {
    if (question === null) return [codesInBlockSql(inside)];
    const list = `coalesce(a.${identifier(question)}, [])`;
    return [`flatten(list_transform(${list}, lambda b: ${codesInBlockSql(inside)}))`];
  });
  return joined(lists);
}

/** `codesSql` inside one block, or outside all of them. */
export function codesInBlockSql(sources: readonly Source[]): string {
  const ticked = joined(sources.filter(({ narrows }) => !narrows).map(listOf));
  const kept = sources.filter(({ narrows }) => narrows).map(valueOf);
  return kept.length === 0 ? ticked : `coalesce(${[...kept, ticked].join(', ')})`;
}

/**
 * The numbers of ticked codes, each once and sorted; 0 stands for the exclusive "none of these", negative numbers for
 * refused and don't know.
 */
export function tickedSql(variable: CodebookVariable, codes: string): string {
  const number = numberOf('x', [...codesOf(variable), ['none', 0], ...reserved]);
  return `list_sort(list_distinct(list_transform(${codes}, lambda x: ${number})))`;
}

/** Whether one of these questions (in any block) was on the screen and left empty. */
export function anySkippedSql(sources: readonly Source[]): string {
  const names = sources.map((source) =>
    source.repeatQuestion === null ? source.question : `${source.repeatQuestion}[].${source.question}`,
  );
  const blocks = sources.some(({ repeatQuestion }) => repeatQuestion !== null);
  const skippedNames = blocks ? `list_transform(skipped, lambda s: regexp_replace(s, '\\[\\d+\\]', '[]'))` : 'skipped';
  return `list_has_any(${skippedNames}, [${names.map(literal).join(', ')}])`;
}

/** `anySkippedSql` inside one block. */
export const anySkippedInBlockSql = (sources: readonly Source[]): string => `(${sources.map(wasSkipped).join(' OR ')})`;

/** Why a multiple variable has no value, from its sorted numbers; NULL when it was answered or `gate` is true. */
export function multipleMissingSql(numbers: string, anySkipped: string, gate: string): string {
  return `CASE WHEN ${numbers}[-1] >= 0 THEN NULL WHEN len(${numbers}) > 0 THEN ${numbers}[-1]
    WHEN ${anySkipped} THEN ${skipped} WHEN ${gate} THEN NULL ELSE ${notShown} END::SMALLINT`;
}

const listOf = (source: Source) => `coalesce(${valueOf(source)}, [])`;

function joined(lists: readonly string[]): string {
  return lists.length === 1 ? lists[0]! : `flatten([${lists.join(', ')}])`;
}

/**
 * The number of a code: its place in one constant list picks from another. A CASE with a branch a code would do the
 * same, but an instrument has hundreds of codes and DuckDB needs 0.1 s to set that many branches up.
 */
function numberOf(value: string, codes: readonly (readonly [code: string, number: number])[]): string {
  const [texts, numbers] = [codes.map(([code]) => literal(code)), codes.map(([, number]) => number)];
  return `([${numbers.join(', ')}]::SMALLINT[])[list_position([${texts.join(', ')}], ${value})]`;
}

const codesOf = ({ categories }: CodebookVariable) => categories.map(({ code, number }) => [code, number] as const);
