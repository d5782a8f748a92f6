/** The texts of an instrument and of its sheet as a table, one row a text and one column a language; and back into the same file. */
import { formatCsv, parseCsv } from '../../data/csv.ts';
import { Problem } from '../../problem.ts';
import type { Definition, Text } from '../definition/schema.ts';
import type { Localized, RespondentLanguage } from '../contract.ts';
import type { Sheet, TranslationChange } from './contract.ts';
import { sheetTexts, type SheetText } from './sheet.ts';
import { spansOf, type Span, type Spans } from './span.ts';
import { inLanguage, placedTexts, type PlacedText } from './text.ts';

/** What a table is made of: the file, and what respondents read of the sheet. */
export interface Translatable {
  readonly source: string;
  /** what `source` says */
  readonly definition: Definition;
  readonly sheet: Sheet;
}

/** Keys of the sheet begin with a word that no definition has. */
const keyOf = (name: SheetText): string => `sheet.${name}`;

/** UTF-8 (RFC 4180); the first column is the key of the text, an empty cell a text that is missing. */
export function translationCsv(
  { definition, sheet }: Omit<Translatable, 'source'>,
  languages: readonly RespondentLanguage[],
): string {
  const texts = [
    ...sheetTexts.map((name) => ({ key: keyOf(name), text: sheet[name] ?? {} })),
    ...placedTexts(definition),
  ];
  const rows = texts.map(({ key, text }) => ({
    key,
    ...Object.fromEntries(languages.map((language) => [language, inLanguage(text, language) ?? ''])),
  }));
  return formatCsv<string>(['key', ...languages], rows as Record<string, string>[]);
}

export interface Translated {
  /** the file with the changed texts in their places; all else is as it was, to the character */
  readonly source: string;
  readonly sheet: Sheet;
  readonly changes: readonly TranslationChange[];
}

type Row = Readonly<Record<string, string>>;

/**
 * Puts a table into what it was made from. Rows may be missing; a row of an unknown key is refused, so that nothing is
 * lost unseen. A cell that was emptied empties the text.
 * @throws Problem `invalid_file`
 */
export function translate(
  { source, definition, sheet }: Translatable,
  csv: string,
  languages: readonly RespondentLanguage[],
): Translated {
  const rows = parseCsv<string>(csv.replace(/^\uFEFF/, ''), ['key', ...languages], 'translation.csv');
  const texts = new Map(placedTexts(definition).map((text) => [text.key, text]));
  const names = new Map(sheetTexts.map((name) => [keyOf(name), name]));
  const unknown = rows.find(({ key = '' }) => !texts.has(key) && !names.has(key));
  if (unknown) throw new Problem('invalid_file', { file: 'translation.csv', reason: `${unknown['key']}?` });
  const ofSheet = rows.filter(({ key = '' }) => names.has(key));
  const onSheet = ofSheet.flatMap((row) => sheetChanges(names.get(row['key']!)!, row, sheet, languages));
  const spans = spansOf(source);
  const changed = rows.flatMap((row) => {
    const text = texts.get(row['key']!);
    return text ? changesOf(text, row, languages) : [];
  });
  const edits = [...Map.groupBy(changed, ({ text }) => text)].map(([text, cells]) =>
    editOf(text, cells, spans, source),
  );
  return {
    source: applied(source, edits.flat()),
    sheet: onSheet.reduce(withText, sheet),
    changes: [
      ...onSheet.map(({ name, ...change }) => ({ path: keyOf(name), ...change })),
      ...changed.map(({ text, ...change }) => ({ path: text.path, ...change })),
    ],
  };
}

interface SheetChange extends TranslationChange {
  readonly name: SheetText;
}

function sheetChanges(
  name: SheetText,
  row: Row,
  sheet: Sheet,
  languages: readonly RespondentLanguage[],
): Omit<SheetChange, 'path'>[] {
  return languages.flatMap((language) => {
    const [before, after] = [sheet[name]?.[language] ?? '', row[language] ?? ''];
    return before === after ? [] : [{ name, language, before, after }];
  });
}

/** A text that is empty in every language is missing. */
function withText(sheet: Sheet, { name, language, after }: Omit<SheetChange, 'path'>): Sheet {
  const text: Localized = { it: '', en: '', ...sheet[name], [language]: after };
  return { ...sheet, [name]: Object.values(text).every((words) => words === '') ? null : text };
}

interface Change {
  readonly text: PlacedText;
  readonly language: string;
  readonly before: string;
  readonly after: string;
}

function changesOf(text: PlacedText, row: Row, languages: readonly string[]): Change[] {
  return languages.flatMap((language) => {
    const [before, after] = [inLanguage(text.text, language) ?? '', row[language] ?? ''];
    return before === after ? [] : [{ text, language, before, after }];
  });
}

interface Edit extends Span {
  readonly put: string;
}

/** Only what changed is written: a string in its place, a new language behind the others. */
function editOf({ text, path }: PlacedText, changes: readonly Change[], spans: Spans, source: string): Edit[] {
  const whole = spans.of.get(path)!;
  if (typeof text === 'string') {
    const after = Object.fromEntries(changes.map((change) => [change.language, change.after]));
    const { it = text, ...others } = after;
    return [{ ...whole, put: JSON.stringify(Object.keys(others).length === 0 ? it : { default: it, ...others }) }];
  }
  const [known, added] = [[] as Edit[], [] as string[]];
  for (const { language, after } of changes) {
    const span = spans.of.get(`${path}.${keyIn(text, language)}`);
    if (span) known.push({ ...span, put: JSON.stringify(after) });
    else added.push(`${JSON.stringify(keyIn(text, language))}: ${JSON.stringify(after)}`);
  }
  return added.length === 0 ? known : [...known, behind(whole, added, source)];
}

const keyIn = (text: Exclude<Text, string>, language: string): string =>
  language === 'it' && text['it'] === undefined ? 'default' : language;

/** Behind the last member of an object: with its indentation where the members stand on lines of their own. */
function behind({ start, end }: Span, members: readonly string[], source: string): Edit {
  const inside = source.slice(start + 1, end - 1);
  const at = start + 1 + inside.trimEnd().length;
  const gap = /^\s*/.exec(inside)![0] || ' ';
  const comma = inside.trim() === '' ? '' : ',';
  return { start: at, end: at, put: members.map((one, index) => `${index === 0 ? comma : ','}${gap}${one}`).join('') };
}

/** Replaced from the end, so that the earlier places stay right. */
function applied(source: string, edits: readonly Edit[]): string {
  const last = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return last.reduce((text, { start, end, put }) => text.slice(0, start) + put + text.slice(end), source);
}
