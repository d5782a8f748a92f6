import { mount, unmount } from 'svelte';
import { toRespondentLanguage } from '../language.ts';
import Combobox from './Combobox.svelte';
import type { Question, SurveyModel } from './engine.ts';
import type { Option } from './option.ts';

/** A list of SurveyJS that our own combobox draws. */
export interface Choosing extends Question {
  visibleChoices: { value: string; text: string }[];
}

const attachments = new WeakMap<Question, (element: HTMLElement | null) => void>();

/**
 * What puts the combobox into the element of a question and takes it away again: a keyboard and a screen reader can use
 * it. One function a question, so that a new drawing of the page does not mount the control again.
 */
export function comboboxIn(question: Choosing): (element: HTMLElement | null) => void {
  const known = attachments.get(question);
  if (known) return known;
  const props = $state(propsOf(question));
  const follow = () => void Object.assign(props, propsOf(question));
  (question.survey as SurveyModel).onLocaleChangedEvent.add(follow);
  let shown: Record<string, unknown> | null = null;
  const attach = (element: HTMLElement | null) => {
    if (shown) void unmount(shown);
    if (element) follow();
    shown = element && mount(Combobox, { target: element, props });
  };
  attachments.set(question, attach);
  return attach;
}

function propsOf(question: Choosing) {
  return {
    id: question.inputId,
    labelledBy: question.ariaTitleId,
    options: question.visibleChoices.map(({ value, text }): Option => ({ value, text })),
    value: typeof question.value === 'string' ? question.value : null,
    language: toRespondentLanguage(question.getLocale()),
    onchange: (value: string | null) => {
      question.value = value ?? undefined;
    },
  };
}
