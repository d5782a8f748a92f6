import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, parseCsv } from '../../data/csv.ts';
import { Problem } from '../../problem.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { inLanguage, placedTexts } from '../../survey/instrument/text.ts';
import { translate, translationCsv } from '../../survey/instrument/translation.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';

const languages = ['it', 'en', 'es'] as const;
const columns: string[] = ['key', ...languages];
const read = (source: string) => parseDefinition(JSON.parse(source));
const rowsOf = (csv: string) => parseCsv<string>(csv, ['key', ...languages], 'test');
const sheet = completeSheet('small-trial');
const table = (source: string, own = sheet) => translationCsv({ definition: read(source), sheet: own }, languages);
const back = (source: string, csv: string, own = sheet) =>
  translate({ source, definition: read(source), sheet: own }, csv, languages);

/** Texts as translators write them: quotes, commas, line ends, accents; whatever a cell can hold. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('a,b', 'say "yes"', 'one\ntwo', 'one\r\ntwo', ' edge ', '=1+1', '\uFEFFx', ''),
);
const noMarkup = words.filter((text) => text.isWellFormed() && !/<|javascript:|data:text/i.test(text));

describe('the table of an instrument’s texts', () => {
  const source = written(completeInstrument);

  it('comes back as it went, and the file stays the same to the character', () => {
    for (const text of [source, readFileSync('data/programme/basilicata/instruments/citizen.json', 'utf8')]) {
      const { source: after, sheet: sheetAfter, changes } = back(text, table(text));
      expect(changes).toEqual([]);
      expect(sheetAfter).toEqual(sheet);
      expect(after).toBe(text);
    }
  });

  it('loses no text, whatever translators write into it', () => {
    const keys = placedTexts(read(source)).map(({ key }) => key);
    const cell = fc.record({ key: fc.constantFrom(...keys), language: fc.constantFrom(...languages), text: noMarkup });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const rows = rowsOf(table(source));
        for (const { key, language, text } of cells) rows.find((row) => row['key'] === key)![language] = text;
        const { source: after } = back(source, formatCsv(columns, rows));
        const texts = new Map(
          placedTexts(JSON.parse(after) as typeof completeInstrument as never).map((one) => [one.key, one.text]),
        );
        for (const row of rows.filter(({ key = '' }) => !key.startsWith('sheet.')))
          for (const language of languages)
            expect(inLanguage(texts.get(row['key']!)!, language) ?? '').toBe(row[language]);
      }),
      { numRuns: 200 },
    );
  });

  it('carries what respondents read of the sheet, in every language, and loses none of it', () => {
    const names = ['title', 'notice', 'legalBasis'] as const;
    const cell = fc.record({ name: fc.constantFrom(...names), language: fc.constantFrom(...languages), text: words });
    fc.assert(
      fc.property(
        fc.array(
          cell.filter(({ text }) => text.isWellFormed()),
          { maxLength: 9 },
        ),
        (cells) => {
          const rows = rowsOf(table(source));
          const row = (name: string) => rows.find(({ key }) => key === `sheet.${name}`)!;
          for (const { name, language, text } of cells) row(name)[language] = text;
          const { source: same, sheet: after } = back(source, formatCsv(columns, rows));
          expect(same).toBe(source);
          for (const name of names)
            for (const language of languages) expect(after[name]?.[language] ?? '').toBe(row(name)[language]);
          // and back again: nothing has changed
          expect(back(source, table(source, after), after).changes).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps what the sheet says in languages that the table does not have', () => {
    const spoken = { ...sheet, notice: { ...sheet.notice!, fi: 'Me kysymme.' } };
    const rows = rowsOf(table(source, spoken));
    rows.find(({ key }) => key === 'sheet.notice')!['es'] = 'Preguntamos nosotros.';
    const { sheet: after, changes } = back(source, formatCsv(columns, rows), spoken);
    expect(after.notice).toEqual({
      it: 'Chiediamo noi.',
      en: 'We ask.',
      es: 'Preguntamos nosotros.',
      fi: 'Me kysymme.',
    });
    expect(changes).toEqual([{ path: 'sheet.notice', language: 'es', before: '', after: 'Preguntamos nosotros.' }]);
  });

  it('changes nothing but the texts, and adds a language behind the others', () => {
    const rows = rowsOf(table(source));
    const title = rows.find(({ key }) => key === 'pages.you.elements.sex.title')!;
    title['es'] = '¿Eres mujer u hombre?';
    const { source: after, changes } = back(source, formatCsv(columns, rows));
    expect(changes).toEqual([
      { path: 'pages[0].elements[0].title', language: 'es', before: '', after: '¿Eres mujer u hombre?' },
    ]);
    const [added, ...others] = after.split('\r\n').filter((line) => !source.split('\r\n').includes(line));
    expect([added, others.map((line) => line.trim())]).toEqual([
      '            "en": "Are you a woman or a man?",',
      ['"es": "¿Eres mujer u hombre?"'],
    ]);
  });

  it('keeps its keys when questions move', () => {
    const turned = { ...completeInstrument, pages: completeInstrument.pages.toReversed() };
    const keys = (definition: object) =>
      placedTexts(parseDefinition(definition))
        .map(({ key }) => key)
        .toSorted();
    const plain = {
      ...turned,
      pages: turned.pages.map((page) => ({
        ...page,
        elements: page.elements.map((one) => ({ ...one, visibleIf: undefined })),
      })),
    };
    expect(keys(plain)).toEqual(keys(completeInstrument));
  });

  it('is refused when it names a text that is not there', () => {
    const csv = formatCsv(columns, [{ key: 'gone', it: 'a', en: 'b', es: 'c' }]);
    expect(() => back(source, csv)).toThrow(Problem);
  });
});
