/** A questionnaire as it is printed and keyed: questions by number, choices by code, routing by both. */
import type { PaperBlock, PaperForm, PaperItem, RespondentLanguage } from '../contract.ts';
import type { Question, Text } from '../definition/schema.ts';
import { choicesOf, placedQuestions } from '../definition/walk.ts';
import type { SurveyEntry } from '../registry/registry.ts';
import { specialChoices, type PrintedChoice } from './paper-choice.ts';
import { ruleOf, type Printed } from './paper-rule.ts';

type Simple = Exclude<Question, { type: 'paneldynamic' }>;

interface Placed {
  readonly question: Simple;
  readonly block: string | null;
  /** a line of a matrix */
  readonly row: { readonly value: string; readonly text: string } | null;
  readonly conditions: readonly string[];
}

/** More choices than this are not printed twice; a list of more is written in words. */
const longest = 25;
/** A reference may have so many choices of its own, such as "I don’t know". */
const mostOwn = 3;

export function paperOf({ compiled, definition, title }: SurveyEntry, language: RespondentLanguage): PaperForm {
  const say = (text: Text | undefined) => wordsIn(text, language);
  const questions = placedQuestions(definition);
  const placed = questions.flatMap(({ question, containers }): Placed[] => {
    const conditions = [...containers.map(({ visibleIf }) => visibleIf), ...own(question.visibleIf)];
    if (question.type !== 'paneldynamic') return linesOf({ question, block: null, row: null, conditions }, say);
    return question.templateElements.flatMap((inner) =>
      linesOf({ question: inner, block: question.name, row: null, conditions: own(inner.visibleIf) }, say),
    );
  });
  const printed = new Map<string, Printed>();
  const calculated = new Map((definition.calculatedValues ?? []).map(({ name, expression }) => [name, expression]));
  const items = placed.map((one, at): PaperItem => {
    const item = itemOf(one, String(at + 1), printed, say);
    const key = one.row === null ? one.question.name : `${one.question.name}.${one.row.value}`;
    printed.set(key, { number: item.number, item, choices: choicesIn(one.question, say) });
    const read = (condition: string) => ruleOf(condition, { printed, calculated });
    const rules = one.conditions.map(read);
    const rule = rules.length > 1 ? ({ kind: 'all', rules } as const) : (rules[0] ?? null);
    const conditions = new Map(choicesIn(one.question, say).map(({ value, visibleIf }) => [value, visibleIf]));
    const choices = item.choices.map((choice) => {
      const condition = item.kind === 'reference' ? undefined : conditions.get(choice.value);
      return condition === undefined ? choice : { ...choice, only: read(condition) };
    });
    return { ...item, rule, choices, title: numbered(item.title, printed) };
  });
  const blocks = questions.flatMap(({ question }) =>
    question.type === 'paneldynamic' ? [blockOf(question, say)] : [],
  );
  const own_ = say(definition.title) || (title[language] ?? title.en);
  return { survey: compiled.id, version: compiled.version, title: own_, items, blocks };
}

const own = (condition: string | undefined) => (condition === undefined ? [] : [condition]);

function blockOf(question: Extract<Question, { type: 'paneldynamic' }>, say: Say): PaperBlock {
  const { name, title, description, maxPanelCount = 3 } = question;
  return { name, title: say(title), help: say(description), most: maxPanelCount };
}

type Say = (text: Text | undefined) => string;

/** A text of the instrument in a language, else in English, else in its own. */
function wordsIn(text: Text | undefined, language: RespondentLanguage): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  return text[language] ?? (language === 'it' ? undefined : text['en']) ?? text['default'] ?? text['it'] ?? '';
}

function linesOf(placed: Placed, say: Say): Placed[] {
  const { question } = placed;
  if (question.type !== 'matrix') return [placed];
  return items(question.rows, say).map((row) => ({ ...placed, row }));
}

const items = (list: readonly (string | { value: string; text?: Text | undefined })[], say: Say) =>
  list.map((one) => (typeof one === 'string' ? { value: one, text: one } : { value: one.value, text: say(one.text) }));

/** Every choice of a question with its condition, in the order in which the codes count. */
function choicesIn(question: Simple, say: Say): PrintedChoice[] {
  if (question.type === 'matrix') return items(question.columns, say);
  if (question.type === 'rating') return items(question.rateValues ?? [], say);
  if (question.type === 'boolean')
    return [
      { value: 'true', text: say(question.labelTrue) || '✓' },
      { value: 'false', text: say(question.labelFalse) || '–' },
    ];
  if (!('choices' in question)) return [];
  const given = choicesOf(question.choices).map(({ value, text, visibleIf }) => ({
    ...{ value, text: say(text) || value },
    ...(visibleIf === undefined ? {} : { visibleIf }),
  }));
  return [...given, ...specialChoices(question, say)];
}

function itemOf(
  { question, block, row }: Placed,
  number: string,
  printed: ReadonlyMap<string, Printed>,
  say: Say,
): PaperItem {
  const title = say(question.title) || question.name;
  const all = choicesIn(question, say);
  const many = question.type === 'checkbox';
  const base = {
    ...{ number, block, name: row === null ? question.name : `${question.name}.${row.value}` },
    ...{
      title: row === null ? title : `${title} – ${row.text}`,
      help: say(question.description),
      rule: null,
      from: [],
    },
    most: many ? (question.maxSelectedChoices ?? null) : null,
    range: rangeOf(question),
  };
  const coded = all.map(({ value, text }, at) => ({ code: String(at + 1), value, text, only: null }));
  if (question.type === 'comment') return { ...base, kind: 'text', choices: [] };
  if (question.type === 'text')
    return { ...base, kind: question.inputType === 'number' ? 'number' : 'text', choices: [] };
  if (all.length <= longest) return { ...base, kind: many ? 'many' : 'one', choices: coded };
  const { from, known } = earlier(all, printed);
  const left = coded.filter(({ value }) => !known.has(value));
  if (from.length > 0 && left.length <= mostOwn)
    return { ...base, kind: 'reference', choices: left, from, most: base.most ?? (many ? null : 1) };
  return { ...base, kind: question.type === 'dropdown' ? 'list' : many ? 'many' : 'one', choices: coded };
}

/** The questions before it whose choices it repeats. */
function earlier(choices: readonly PrintedChoice[], printed: ReadonlyMap<string, Printed>) {
  const wanted = new Set(choices.map(({ value }) => value));
  const asked = [...printed.values()].filter(
    ({ item }) => item.kind === 'many' && item.choices.filter(({ value }) => wanted.has(value)).length > 1,
  );
  // "none" and "other" are in every list and tell nothing of where to look
  const known = new Set(asked.flatMap(({ item }) => item.choices.map(({ value }) => value)));
  return { from: asked.map(({ number }) => number), known };
}

function rangeOf(question: Simple): PaperItem['range'] {
  if (question.type !== 'text') return [null, null];
  return [question.min ?? null, question.max ?? null];
}

/** What a title repeats of an answer is the number of its question: `{first}` becomes `{#33}`; of a sum, dots. */
function numbered(title: string, printed: ReadonlyMap<string, Printed>): string {
  return title.replace(/\{(?:panel\.)?(\w+)\}/g, (_, name: string) => {
    const found = printed.get(name);
    return found ? `{#${found.number}}` : '…';
  });
}
