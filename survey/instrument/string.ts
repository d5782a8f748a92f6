/** Texts that respondents would miss, or read as a code. */
import type { Definition, Question } from '../definition/definition.ts';
import { found, type Found } from './finding.ts';
import { askedQuestions, type Asked } from './reading.ts';
import { inLanguage, isWords, placedTexts } from './text.ts';

/** @param languages  those of the programme */
export function missingStrings(definition: Definition, languages: readonly string[]): Found[] {
  return [...untranslated(definition, languages), ...askedQuestions(definition).flatMap(unnamed)];
}

/** Planners read the codebook's labels in Italian and English, which its schema demands. */
function untranslated(definition: Definition, languages: readonly string[]): Found[] {
  const names = properNames(definition);
  return placedTexts(definition).flatMap(({ text, path, label }) => {
    const all = typeof text === 'string' ? [text] : Object.values(text);
    if (label || !all.some(isWords) || (typeof text === 'string' && names.some((place) => path.startsWith(place))))
      return [];
    const missing = languages.filter((language) => (inLanguage(text, language) ?? '').trim() === '');
    return missing.length === 0 ? [] : [found(path, 'string_missing', missing.join(', '))];
  });
}

/** A municipality is called the same in every language. */
const properNames = (definition: Definition): string[] =>
  askedQuestions(definition)
    .filter(({ question }) => 'role' in question.codebook && question.codebook.role === 'territory')
    .map(({ path }) => `${path}.choices`);

function unnamed({ question, path }: Asked): Found[] {
  const untitled = question.title === undefined && question.titleLocation !== 'hidden';
  return [
    ...(untitled ? [found(path, 'title_missing', question.name)] : []),
    ...itemLists(question).flatMap(([list, items]) =>
      items.flatMap((item, index): Found[] => {
        const code = typeof item === 'string' ? item : item.value;
        const text = typeof item === 'string' ? undefined : item.text;
        if (text !== undefined || !isWords(code)) return [];
        return [found(`${path}.${list}[${index}]`, 'choice_text_missing', code)];
      }),
    ),
  ];
}

type Items = readonly (string | { readonly value: string; readonly text?: unknown })[];

function itemLists(question: Question): [string, Items][] {
  if ('choices' in question) return [['choices', question.choices]];
  if (question.type === 'rating') return [['rateValues', question.rateValues ?? []]];
  return question.type === 'matrix'
    ? [
        ['rows', question.rows],
        ['columns', question.columns],
      ]
    : [];
}
