/** One more language for an instrument that is being answered. */
import type { SurveyModel } from 'survey-core';

type Said = Readonly<Record<string, unknown>>;
/** A thing of SurveyJS that has texts, or parts that have. */
type Bearer = Readonly<Record<string, unknown>>;
interface Tellable {
  setLocaleText(language: string, text: string): void;
}

/**
 * Adds the texts of a language to a model. Answers, faults, the order of choices and the page stay as they are.
 * @param definition  that of the model, with texts in this language
 */
export function translate(model: SurveyModel, definition: Said, language: string): void {
  tell(model as unknown as Bearer, definition, language);
}

function tell(bearer: Bearer, said: Said, language: string): void {
  for (const [key, value] of Object.entries(said)) {
    if (Array.isArray(value)) for (const parts of partsOf(bearer, key)) tellEach(parts, value, language);
    else if (isText(value)) textOf(bearer, key)?.setLocaleText(language, value[language] ?? value['default'] ?? '');
  }
}

function tellEach(parts: readonly unknown[], said: readonly unknown[], language: string): void {
  said.forEach((one, at) => {
    const part = parts[at];
    if (isRecord(one) && isRecord(part)) tell(part, one, language);
  });
}

/** What an array of the definition became: of a block that repeats, its template and each block that was opened. */
function partsOf(bearer: Bearer, key: string): (readonly unknown[])[] {
  if (key !== 'templateElements') return Array.isArray(bearer[key]) ? [bearer[key] as unknown[]] : [];
  const blocks = [bearer['template'], ...((bearer['panels'] as unknown[] | undefined) ?? [])];
  return blocks.flatMap((block) => (isRecord(block) && Array.isArray(block['elements']) ? [block['elements']] : []));
}

/** SurveyJS keeps the text `title` at `locTitle`. */
const textOf = (bearer: Bearer, key: string): Tellable | undefined =>
  bearer[`loc${key[0]!.toUpperCase()}${key.slice(1)}`] as Tellable | undefined;

const isRecord = (value: unknown): value is Bearer => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is Readonly<Record<string, string | undefined>> =>
  isRecord(value) && typeof value['default'] === 'string';
