import type { RespondentLanguage } from '../../../survey/contract.ts';
import type { Option } from './option.ts';

/** The question that the server draws with the page, before SurveyJS is there. */
export interface FirstQuestion {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly options: readonly Option[];
}

type Text = string | Record<string, string> | undefined;
interface Choice {
  value: string;
  text?: Text;
}
interface Element {
  type: string;
  name: string;
  title?: Text;
  description?: Text;
  choices?: (string | Choice)[];
}

/**
 * The first question of an instrument when it stands alone on the first page and is a list to choose from;
 * null otherwise, and the respondent begins with SurveyJS.
 */
export function firstQuestion(definition: Record<string, unknown>, language: RespondentLanguage): FirstQuestion | null {
  const pages = definition.pages as { elements?: Element[]; visibleIf?: string }[] | undefined;
  const elements = pages?.[0]?.elements ?? [];
  const [only] = elements;
  if (!only || elements.length > 1 || only.type !== 'dropdown' || !only.choices) return null;
  return {
    name: only.name,
    title: words(only.title, language) || only.name,
    description: words(only.description, language),
    options: only.choices.map((choice) => optionOf(choice, language)),
  };
}

function optionOf(choice: string | Choice, language: RespondentLanguage): Option {
  if (typeof choice === 'string') return { value: choice, text: choice };
  return { value: choice.value, text: words(choice.text, language) || choice.value };
}

/** A text of the instrument in a language; empty when there is none. */
export const words = (text: Text, language: RespondentLanguage): string =>
  typeof text === 'string' ? text : (text?.[language] ?? text?.default ?? '');
