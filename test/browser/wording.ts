/** What the pages of a survey may say in a language, from the files that ship: no text of another one stands in. */
import { getLocaleStrings } from 'survey-core';
import 'survey-core/i18n/arabic';
import 'survey-core/i18n/finnish';
import 'survey-core/i18n/german';
import 'survey-core/i18n/greek';
import 'survey-core/i18n/italian';
import 'survey-core/i18n/polish';
import 'survey-core/i18n/romanian';
import 'survey-core/i18n/spanish';
import 'survey-core/i18n/swedish';
import { formats } from '../../dashboard/lib/format.ts';
import { noticeParts } from '../../dashboard/lib/survey/notice.ts';
import type { RespondentLanguage } from '../../survey/contract.ts';
import type { readProgramme } from '../../survey/programme/programme.ts';
import { texts } from './languages.ts';

export type Content = Awaited<ReturnType<typeof readProgramme>>;
export type Settings = Content['programme']['surveys'][number];

/** A place in a text where a value will stand. */
const gap = '\0';
/** Numbers, signs, addresses and the groups of a receipt's code belong to no language. */
const neutral = /^(?:[^\p{L}]*|[A-Z0-9]{4}|https?:\S+)$/u;

export interface Wording {
  /** every text of the language, as the files have it */
  readonly texts: ReadonlySet<string>;
  /** whether a line of a page is one of them, or one with known lines or numbers in its gaps */
  knows(line: string): boolean;
}

/**
 * What a survey's pages say in a language.
 * @param places  names of places that courses are held in
 */
export function wordingOf(
  content: Content,
  survey: Settings,
  language: RespondentLanguage,
  places: readonly string[] = [],
): Wording {
  const texts = new Set(textsOf(content, survey, language).map(oneLine));
  const names = [...placesOf(content.instruments.get(survey.instrument)), 'Fabbisogni', ...places];
  const forms = new Set([...texts, ...names].flatMap(formsOf));
  const patterns = [...forms].filter((form) => form.includes(gap) && /\p{L}{2}/u.test(form)).map(patternOf);
  const says = (line: string): boolean =>
    forms.has(line) ||
    neutral.test(line) ||
    patterns.some((pattern) => pattern.exec(line)?.slice(1).every(says) ?? false);
  const knows = (line: string) =>
    says(bare(line)) ||
    bare(line)
      .split(/ · |:(?: |$)/)
      .every(says) ||
    // a sentence that ends where its value begins, a question with its answer
    bare(line)
      .split(/(?<=[:?;؟]) /)
      .every(says) ||
    // when and where
    line.split(', ').every(says);
  return { texts, knows };
}

/** A line without what the pages put before it: `: ` after "Change", a number in a repeated block. */
const bare = (line: string) => line.replace(/^(?:: )?(?:\d+\. )?/, '');

function textsOf(content: Content, survey: Settings, language: RespondentLanguage): string[] {
  const { programme, notices, instruments, forms } = content;
  const { lines, promise, rest } = noticeParts(notices.get(survey.notice)!.text[language] ?? '');
  return [
    ...written([programme.title, programme.owner, survey.title, forms], language),
    ...written(instruments.get(survey.instrument), language),
    ...[...lines.flat(), promise, ...rest],
    ...respondentTexts(language),
    ...Object.values(getLocaleStrings(language) as Record<string, unknown>).filter((text) => typeof text === 'string'),
    ...coursesIn(language, content),
    ...['2026-06-15', survey.correctUntil, ...content.editions.map(({ starts_on }) => starts_on)].map((day) =>
      formats(language).day(day),
    ),
  ];
}

/** Titles of courses are in Italian and English; pages in another language mark them as what they are. */
function coursesIn(language: RespondentLanguage, { courses }: Content): string[] {
  if (language === 'it') return courses.map(({ title_it }) => title_it);
  return language === 'en' ? courses.map(({ title_en }) => title_en) : [];
}

/** Every text of a file in a language; in instruments the Italian one is called `default`. */
function written(value: unknown, language: RespondentLanguage): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Record<string, unknown>;
  if (typeof fields['en'] !== 'string') return Object.values(fields).flatMap((one) => written(one, language));
  const text = fields[language] ?? (language === 'it' ? fields['default'] : undefined);
  return typeof text === 'string' ? [text] : [];
}

/** The choices that have one name for all languages: places. */
function placesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { text } = value as { text?: unknown };
  return typeof text === 'string' ? [text] : Object.values(value).flatMap(placesOf);
}

function respondentTexts(language: RespondentLanguage): string[] {
  const own = texts(language);
  return Object.keys(texts('es')).map((key) => own[key]!);
}

/** A text as it can be read: with gaps for its values, once for each plural; of "Skill: level" also the skill alone. */
function formsOf(text: string): string[] {
  const open = text.replace(/\{[#\w.]+\}/g, gap);
  const plural = /\{\w+, plural,((?:\s*=?\w+ \{[^{}]*\})+)\s*\}/.exec(open);
  if (!plural) return [open, open.replace(/: .*/, '')];
  const forms = [...plural[1]!.matchAll(/\{([^{}]*)\}/g)].map(([, form]) => form!.replaceAll('#', gap));
  return forms.flatMap((form) => formsOf(open.replace(plural[0], form)));
}

const patternOf = (text: string) =>
  new RegExp(`^${text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&').replaceAll(gap, '(.+)')}$`, 'u');

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
