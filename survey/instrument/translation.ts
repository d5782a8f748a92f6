/** The texts of an instrument as a table, one row a text and one column a language; and back into the same file. */
import { formatCsv, parseCsv } from '../../data/csv.ts';
import { Problem } from '../../problem.ts';
import type { Definition, Text } from '../definition/schema.ts';
import type { TranslationChange } from './contract.ts';
import { spansOf, type Span, type Spans } from './span.ts';
import { inLanguage, placedTexts, type PlacedText } from './text.ts';

/** UTF-8 (RFC 4180); the first column is the key of the text, an empty cell a text that is missing. */
export function translationCsv(definition: Definition, languages: readonly string[]): string {
  const rows = placedTexts(definition).map(({ key, text }) => ({
    key,
    ...Object.fromEntries(languages.map((language) => [language, inLanguage(text, language) ?? ''])),
  }));
  return formatCsv<string>(['key', ...languages], rows as Record<string, string>[]);
}

export interface Translated {
  /** the file with the changed texts in their places; all else is as it was, to the character */
  readonly source: string;
  readonly changes: readonly TranslationChange[];
}

/**
 * Puts a table into the file it was made from. Rows may be missing; a row of an unknown key is refused, so that nothing
 * is lost unseen. A cell that was emptied empties the text.
 * @param source  the file that `definition` was read from
 * @throws Problem `invalid_file`
 */
export function translate(
  source: string,
  definition: Definition,
  csv: string,
  languages: readonly string[],
): Translated {
  const rows = parseCsv<string>(csv.replace(/^\uFEFF/, ''), ['key', ...languages], 'translation.csv');
  const texts = new Map(placedTexts(definition).map((text) => [text.key, text]));
  const unknown = rows.find(({ key = '' }) => !texts.has(key));
  if (unknown) throw new Problem('invalid_file', { file: 'translation.csv', reason: `${unknown['key']}?` });
  const spans = spansOf(source);
  const changed = rows.flatMap((row) => changesOf(texts.get(row['key']!)!, row, languages));
  const edits = [...Map.groupBy(changed, ({ text }) => text)].map(([text, cells]) =>
    editOf(text, cells, spans, source),
  );
  return {
    source: applied(source, edits.flat()),
    changes: changed.map(({ text, ...change }) => ({ path: text.path, ...change })),
  };
}

interface Change {
  readonly text: PlacedText;
  readonly language: string;
  readonly before: string;
  readonly after: string;
}

function changesOf(text: PlacedText, row: Readonly<Record<string, string>>, languages: readonly string[]): Change[] {
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
