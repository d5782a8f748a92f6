import type { Feedback, RespondentLanguage, Theme } from '../../../survey/contract.ts';
import type { Messages, RespondentKey } from '../messages.ts';
import { randomId } from '../survey/draft.ts';

/** What somebody wrote after a focus group; it stays on this device, so that it can be corrected from it. */
export interface Kept {
  /** made here, so that the same form sent again is a correction */
  readonly id: string;
  readonly answers: Readonly<Record<string, unknown>>;
  /** whether it was sent, with or without the ranking */
  readonly sent: 'no' | 'words' | 'ranked';
}

const ranks = ['first', 'second', 'third'] as const;

/** The form as SurveyJS reads it: lists of three places, because touch, keyboard and screen readers all know lists. */
export function feedbackForm(m: Messages<RespondentKey>, themes: readonly Theme[] | null): Record<string, unknown> {
  const words = [
    { type: 'comment', name: 'mattered', title: m('feedback.mattered'), rows: 3, maxLength: 1000 },
    { type: 'comment', name: 'missed', title: m('feedback.missed'), rows: 3, maxLength: 1000 },
  ];
  const titles = { first: m('feedback.first'), second: m('feedback.second'), third: m('feedback.third') };
  const places = ranks.map((name) => ({
    ...{ type: 'dropdown', name, title: titles[name], choices: choicesFor(name, themes ?? []) },
  }));
  const ranking = { type: 'panel', name: 'ranking', title: m('feedback.rank'), elements: places };
  return { pages: [{ name: 'form', elements: themes ? [ranking, ...words] : words }] };
}

/** A theme can have one place: it leaves the other lists. */
const choicesFor = (name: string, themes: readonly Theme[]) =>
  themes.map(({ key, label }) => ({
    ...{ value: key, text: label },
    visibleIf: ranks.flatMap((other) => (other === name ? [] : [`{${other}} <> '${key}'`])).join(' and '),
  }));

/** The body to send. */
export function bodyOf({ id, answers }: Kept, themes: readonly Theme[] | null, language: RespondentLanguage): Feedback {
  const words = (name: string) => {
    const value = answers[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const known = (themes ?? []).map(({ key }) => key);
  const ranked = ranks.map((name) => answers[name]).filter((key) => typeof key === 'string' && known.includes(key));
  return { id, language, mattered: words('mattered'), missed: words('missed'), ranked: ranked as string[] };
}

export const nothing = (): Kept => ({ id: randomId(), answers: {}, sent: 'no' });

const place = (token: string) => `fabbisogni.feedback.${token}`;

export function readKept(token: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(token)) ?? 'null') as Kept | null;
    return kept?.id ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that refuses storage keeps it on the page only. */
export function keep(token: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(place(token), JSON.stringify(kept));
    else localStorage.removeItem(place(token));
  } catch {
    return;
  }
}
