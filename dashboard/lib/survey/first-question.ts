import type { RespondentLanguage, Role } from '../../../survey/contract.ts';
import type { Option } from './option.ts';

/** A choice of the server's page; an exclusive one stands alone. */
export interface FirstChoice extends Option {
  readonly exclusive?: true;
}

/** A question that the server draws with the page, before SurveyJS is there. */
export interface FirstQuestion {
  readonly name: string;
  readonly kind: 'radiogroup' | 'checkbox' | 'select' | 'combobox' | 'text' | 'number';
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
  readonly choices: readonly FirstChoice[];
  readonly placeholder: string;
  /** areas of life, with pictograms */
  readonly pictures: boolean;
  /** how many may be chosen, or how long a text may be */
  readonly most: number | null;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
}

/** What of an instrument's first page can be drawn without SurveyJS. */
export interface FirstPage {
  readonly title: string;
  readonly description: string;
  readonly questions: readonly FirstQuestion[];
  /** nothing else is on the page: it need not be shown again */
  readonly isWhole: boolean;
}

type Text = string | Record<string, string> | undefined;
interface Choice {
  value: string;
  text?: Text;
  visibleIf?: string;
  isExclusive?: boolean;
}
interface Element extends Record<string, unknown> {
  type: string;
  name: string;
  title?: Text;
  description?: Text;
  placeholder?: Text;
  choices?: (string | Choice)[];
  codebook?: { role?: Role };
}
interface Page {
  title?: Text;
  description?: Text;
  elements?: Element[];
}

/** The first page of an instrument as far as it can be drawn before SurveyJS is there; null when nothing of it can. */
export function firstPage(definition: Record<string, unknown>, language: RespondentLanguage): FirstPage | null {
  const [page] = (definition['pages'] ?? []) as (Page & { visibleIf?: string })[];
  const elements = page?.elements ?? [];
  // from the first one that cannot be drawn on, the order would change under the reader's eyes
  const end = elements.findIndex((element) => !isPlain(element));
  const drawn = end === -1 ? elements : elements.slice(0, end);
  if (!page || page.visibleIf || drawn.length === 0) return null;
  return {
    title: words(page.title, language),
    description: words(page.description, language),
    questions: drawn.map((element) => questionOf(element, language)),
    isWhole: drawn.length === elements.length,
  };
}

/** What needs an expression, or another order for each person, waits for SurveyJS. */
const waits = [
  ...['visibleIf', 'requiredIf', 'choicesVisibleIf', 'validators', 'showNoneItem', 'showRefuseItem'],
  ...['minSelectedChoices', 'showClearButton'],
];

function isPlain(element: Element): boolean {
  const { type, choices = [], choicesOrder = 'none' } = element;
  const isKnown = ['radiogroup', 'checkbox', 'dropdown', 'text'].includes(type);
  const isOpen = choices.every((choice) => typeof choice === 'string' || !choice.visibleIf);
  return isKnown && isOpen && choicesOrder === 'none' && !waits.some((property) => element[property]);
}

function questionOf(element: Element, language: RespondentLanguage): FirstQuestion {
  const { name, choices = [], codebook } = element;
  const number = (property: string) => element[property] as number | undefined;
  return {
    name,
    kind: kindOf(element),
    title: words(element.title, language) || name,
    description: words(element.description, language),
    required: element['isRequired'] === true,
    choices: choices.map((choice) => choiceOf(choice, language)),
    placeholder: words(element.placeholder, language),
    pictures: codebook?.role === 'interestArea',
    most: number('maxSelectedChoices') ?? number('maxLength') ?? null,
    ...{ min: number('min'), max: number('max'), step: number('step') },
  };
}

/** From so many choices on, a list is searched by letters. */
export const searchedFrom = 25;

function kindOf({ type, choices = [], searchEnabled, inputType }: Element): FirstQuestion['kind'] {
  if (type === 'dropdown') return searchEnabled === false || choices.length < searchedFrom ? 'select' : 'combobox';
  if (type === 'text') return inputType === 'number' ? 'number' : 'text';
  return type as 'radiogroup' | 'checkbox';
}

function choiceOf(choice: string | Choice, language: RespondentLanguage): FirstChoice {
  if (typeof choice === 'string') return { value: choice, text: choice };
  const option = { value: choice.value, text: words(choice.text, language) || choice.value };
  return choice.isExclusive ? { ...option, exclusive: true } : option;
}

/** A text of the instrument in a language; empty when there is none. */
export const words = (text: Text, language: RespondentLanguage): string =>
  typeof text === 'string' ? text : (text?.[language] ?? text?.default ?? '');
