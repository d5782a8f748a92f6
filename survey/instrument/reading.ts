/** Readability, seconds and presence of each question. */
import { gulpease } from '../readability.ts';
import type { Definition, Question } from '../definition/definition.ts';
import type { Text } from '../definition/schema.ts';
import { placedQuestions } from '../definition/walk.ts';
import type { QuestionReport, Sheet } from './contract.ts';
import { found, type Found } from './finding.ts';
import type { Spans } from './span.ts';
import { inLanguage } from './text.ts';
import type { Walks } from './walks.ts';

/** A question and where it stands; those of a repeated block follow the block. */
export interface Asked {
  readonly question: Question;
  readonly path: string;
}

export function askedQuestions(definition: Definition): Asked[] {
  return placedQuestions(definition).flatMap(({ question, path }) => {
    const inner = question.type === 'paneldynamic' ? question.templateElements : [];
    return [
      { question, path },
      ...inner.map((one, index) => ({ question: one, path: `${path}.templateElements[${index}]` })),
    ];
  });
}

const general: ReadonlySet<Sheet['audience']> = new Set(['citizens', 'students', 'participants']);

/** The Gulpease index that is wished for: 80 for the general public, 60 for people who are asked at work. */
export const wishedFor = (audience: Sheet['audience']): number => (general.has(audience) ? 80 : 60);

const italian = (text: Text | undefined): string => (text === undefined ? '' : (inLanguage(text, 'it') ?? ''));

/** Of the title and the description: what must be understood before one can answer. */
const readability = ({ title, description }: Question): number =>
  Math.round(gulpease([italian(title), italian(description)].filter((text) => text !== '')));

export function readingFindings(definition: Definition, walks: Walks, { audience, minutes }: Sheet): Found[] {
  const wished = wishedFor(audience);
  const questions = askedQuestions(definition).flatMap(({ question, path }): Found[] => {
    const index = readability(question);
    return [
      ...(walks.seen.has(path) ? [] : [found(path, 'not_seen', String(walks.size))]),
      ...(index < wished ? [found(`${path}.title`, 'hard_to_read', String(index), String(wished))] : []),
    ];
  });
  return [...questions, ...(minutes === null ? [] : longerThan(minutes, walks))];
}

/** Names the languages in which half of the readers need more. */
function longerThan(promised: number, { minutes }: Walks): Found[] {
  const slow = [...minutes].filter(([, { median }]) => median > promised);
  const told = slow.map(([language, { median }]) => `${language} ${median.toFixed(1)}`).join(', ');
  return slow.length === 0 ? [] : [found('sheet.minutes', 'too_long', told, String(promised))];
}

export function questionReports(definition: Definition, walks: Walks, spans: Spans): QuestionReport[] {
  return askedQuestions(definition).map(({ question, path }) => {
    return {
      ...{ name: question.name, path, line: spans.lineOf(path), title: italian(question.title) },
      gulpease: readability(question),
      seconds: secondsOf(path, walks),
      seen: Math.round(((walks.seen.get(path) ?? 0) / walks.size) * 100) / 100,
    };
  });
}

function secondsOf(path: string, { seconds }: Walks): QuestionReport['seconds'] {
  const met = [...seconds].flatMap(([language, own]) => {
    const value = own.get(path);
    return value === undefined ? [] : [[language, Math.round(value * 10) / 10] as const];
  });
  return met.length === 0 ? null : Object.fromEntries(met);
}
