/** Choices as an instrument lists them, and those that it adds by a word of its own. */
import type { Question, Text } from '../definition/schema.ts';

export interface PrintedChoice {
  readonly value: string;
  readonly text: string;
  readonly visibleIf?: string;
}

type Choosing = Extract<Question, { choices: unknown }>;

export function specialChoices(question: Choosing, say: (text: Text | undefined) => string): PrintedChoice[] {
  const { showNoneItem, noneText, showRefuseItem, refuseText } = question;
  return [
    ...(showNoneItem ? [{ value: 'none', text: say(noneText) || '–' }] : []),
    ...(showRefuseItem ? [{ value: 'refused', text: say(refuseText) || '–' }] : []),
  ];
}
