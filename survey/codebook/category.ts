import { RespondentLanguage, type Category, type Localized } from '../contract.ts';
import type { Question, Text } from '../definition/schema.ts';
import { choicesOf } from '../definition/walk.ts';

/** Values that any question may offer and that are missing codes, never categories. */
export const reservedCodes: ReadonlySet<string> = new Set(['refused', 'dont_know']);

const yes = { it: 'Sì', en: 'Yes' };
const no = { it: 'No', en: 'No' };

/**
 * The values a question offers, in its order, with the label of each; reserved ones included.
 * @param labels  labels for codes without a text of their own (skills)
 */
export function questionCategories(question: Question, labels: ReadonlyMap<string, Localized>): Category[] {
  const label = (code: string, text: Text | undefined) => localized(text, labels.get(code) ?? { it: code, en: code });
  const items = (list: Parameters<typeof choicesOf>[0]) =>
    choicesOf(list).map(({ value, text }) => ({ code: value, label: label(value, text) }));
  switch (question.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'checkbox':
      return [
        ...items(question.choices),
        ...(question.showRefuseItem ? [{ code: 'refused', label: label('refused', question.refuseText) }] : []),
        ...(question.showNoneItem ? [{ code: 'none', label: label('none', question.noneText) }] : []),
      ];
    case 'matrix':
      return items(question.columns);
    case 'rating':
      return question.rateValues ? items(question.rateValues) : steps(question);
    case 'boolean':
      return [
        { code: 'true', label: localized(question.labelTrue, yes) },
        { code: 'false', label: localized(question.labelFalse, no) },
      ];
    default:
      return [];
  }
}

/** The numbers that a rating without named values offers, as survey-core counts them. */
export function ratingSteps(question: Extract<Question, { type: 'rating' }>): number[] {
  const { rateMin = 1, rateStep = 1, rateCount } = question;
  const rateMax = question.rateMax ?? (rateCount ? rateMin + (rateCount - 1) * rateStep : 5);
  return Array.from({ length: Math.floor((rateMax - rateMin) / rateStep) + 1 }, (_, step) => rateMin + step * rateStep);
}

function steps(question: Extract<Question, { type: 'rating' }>): Category[] {
  return ratingSteps(question).map((step) => ({ code: String(step), label: { it: String(step), en: String(step) } }));
}

/**
 * A text of the instrument in both languages of the interface and in the others that it is written in; SurveyJS's
 * `default` is Italian and stands in for English where that is not written.
 */
export function localized(text: Text | undefined, otherwise: Localized): Localized {
  if (text === undefined) return otherwise;
  if (typeof text === 'string') return { it: text, en: text };
  const fallback = text['default'] ?? text['it'] ?? text['en'] ?? otherwise.it;
  const further = RespondentLanguage.options.flatMap((one) => (text[one] === undefined ? [] : [[one, text[one]]]));
  return { it: fallback, en: fallback, ...(Object.fromEntries(further) as Partial<Localized>) };
}
