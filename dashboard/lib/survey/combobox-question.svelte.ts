import { RendererFactory, type Question, type SurveyModel } from 'survey-core';
import { createElement, ReactQuestionFactory } from 'survey-js-ui';
import { mount, unmount } from 'svelte';
import Combobox from './Combobox.svelte';
import type { Option } from './option.ts';

interface Choosing extends Question {
  visibleChoices: { value: string; text: string }[];
}

/** Lets long lists of SurveyJS be drawn by our own combobox, which a keyboard and a screen reader can use. */
export function registerCombobox(): void {
  RendererFactory.Instance.registerRenderer('dropdown', 'combobox', 'fabbisogni-combobox');
  const creator = ({ question }: { question: Choosing }) => createElement('div', { ref: attachment(question) });
  // the package declares a creator that takes a name, and calls it with properties
  ReactQuestionFactory.Instance.registerQuestion('fabbisogni-combobox', creator as never);
}

/** One function a question, so that a new drawing of the page does not mount the control again. */
const attachments = new WeakMap<Question, (element: HTMLElement | null) => void>();

function attachment(question: Choosing): (element: HTMLElement | null) => void {
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
    language: question.getLocale() === 'en' ? ('en' as const) : ('it' as const),
    onchange: (value: string | null) => {
      question.value = value ?? undefined;
    },
  };
}
