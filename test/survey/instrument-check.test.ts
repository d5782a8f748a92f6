import { describe, expect, it } from 'vitest';
import type { Problem } from '../../problem.ts';
import { compileCodebook } from '../../survey/codebook/codebook.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { GeneratorFile } from '../../survey/generate/schema.ts';
import { checkInstrument, type CheckContext } from '../../survey/instrument/check.ts';
import { refuseForbidden } from '../../survey/instrument/read.ts';
import { spansOf } from '../../survey/instrument/span.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';
import { hostile } from '../support/hostile.ts';

const context = (change: Partial<CheckContext> = {}): CheckContext => ({
  ...{
    instrument: 'trial',
    sheet: completeSheet('small-trial'),
    languages: ['it', 'en'],
    skills: [],
    hasGroups: false,
  },
  generator: GeneratorFile.parse({ languages: { it: 1 }, modes: { web: 1 } }),
  ...{ places: new Map(), previous: null, beside: [] },
  levelled: { programme: { territory: { level: 'province' } }, areas: [] },
  ...change,
});
const report = async (definition: object, change?: Partial<CheckContext>) =>
  (await checkInstrument(written(definition), context(change))).report;
const found = async (definition: object, change?: Partial<CheckContext>) =>
  (await report(definition, change)).findings.map(({ path, code }) => `${path} ${code}`);

const [you, more] = completeInstrument.pages;
const [sex, work] = you!.elements;
const [words] = more!.elements;
/** The complete instrument with its last question, which is conditional, changed. */
const withWords = (change: object) => ({
  ...completeInstrument,
  pages: [you, { ...more, elements: [{ ...words, ...change }] }],
});
const withSex = (change: object) => ({
  ...completeInstrument,
  pages: [{ ...you, elements: [{ ...sex, ...change }, work] }, more],
});

describe('the check list of an instrument', () => {
  it('is empty where nothing is to be done, and measures each question', async () => {
    const { findings, questions, minutes, walks, wished } = await report(completeInstrument);
    expect([findings, walks, wished]).toEqual([[], 500, 80]);
    expect(questions.map(({ name, seen }) => [name, seen === 1])).toEqual([
      ['sex', true],
      ['work', true],
      ['words', false],
    ]);
    for (const { gulpease, seconds } of questions)
      expect([gulpease >= 80, seconds!.it! > 0.4, seconds!.en! > 0.4]).toEqual([true, true, true]);
    expect(Object.keys(minutes!)).toEqual(['it', 'en']);
    for (const { median } of Object.values(minutes!)) expect(median).toBeGreaterThan(0);
  });

  it('measures how long it takes in each language, and names those in which it is longer than promised', async () => {
    const wordy = { default: 'Che lavoro fai?', en: Array.from({ length: 300 }, () => 'word').join(' ') };
    const sheet = { ...completeSheet('small-trial'), minutes: 1 };
    const { questions, minutes, findings } = await report(withSex({ title: wordy }), { sheet });
    const [first] = questions;
    expect(first!.seconds!.en! - first!.seconds!.it!).toBeGreaterThan(60);
    expect([minutes!.it!.median < 1, minutes!.en!.median > 1]).toEqual([true, true]);
    const [late] = findings.filter(({ code }) => code === 'too_long');
    expect([late!.path, late!.message.en.includes('en '), late!.message.en.includes('it ')]).toEqual([
      'sheet.minutes',
      true,
      false,
    ]);
  });

  it('names each language of the programme in which respondents would lack a text of the sheet', async () => {
    const complete = completeSheet('small-trial');
    const spoken = { ...complete.notice!, es: 'Preguntamos nosotros.', el: ' ' };
    const languages = ['it', 'en', 'es', 'el'] as const;
    const sheet = { ...complete, title: null, notice: spoken };
    const { findings, publishable } = await report(completeInstrument, { sheet, languages });
    const ofSheet = findings.filter(({ path }) => path.startsWith('sheet.'));
    expect(ofSheet.map(({ path, code, severity }) => `${path} ${code} ${severity}`)).toEqual([
      'sheet.notice.el string_missing fault',
      'sheet.legalBasis.es string_missing fault',
      'sheet.legalBasis.el string_missing fault',
    ]);
    expect(publishable).toBe(false);
  });

  it('leads to the line of each finding', async () => {
    const text = written(withSex({ title: 'Sei donna o uomo?' }));
    const { findings } = (await checkInstrument(text, context())).report;
    expect(text.split('\n')[findings[0]!.line! - 1]).toContain('"title": "Sei donna o uomo?"');
    expect(findings[0]!.question).toBe('sex');
  });

  it.each<[string, object, string]>([
    [
      'a text in one language',
      withSex({ title: { default: 'Sei donna o uomo?' } }),
      'pages[0].elements[0].title string_missing',
    ],
    ['a question without a title', withSex({ title: undefined }), 'pages[0].elements[0] title_missing'],
    [
      'a choice that would be read as a code',
      withSex({ choices: ['f', 'm'] }),
      'pages[0].elements[0].choices[0] choice_text_missing',
    ],
    [
      'a question without a codebook entry',
      withSex({ codebook: undefined }),
      'pages[0].elements[0].codebook codebook_missing',
    ],
    [
      'an answer that is no choice',
      withWords({ visibleIf: "{work} = 'perhaps'" }),
      'pages[1].elements[0].visibleIf never_shown',
    ],
    [
      'a contradiction',
      withWords({ visibleIf: "{work} = 'no' and {work} = 'yes'" }),
      'pages[1].elements[0].visibleIf never_shown',
    ],
    [
      'a dead part of a condition',
      withWords({ visibleIf: "{work} = 'no' or {sex} = 'x'" }),
      'pages[1].elements[0].visibleIf condition_never',
    ],
    [
      'words that are hard to read',
      withSex({
        title: {
          default: 'Indicare compiutamente la propria appartenenza di genere anagraficamente certificata',
          en: 'Sex?',
        },
      }),
      'pages[0].elements[0].title hard_to_read',
    ],
  ])('names %s', async (_, definition, finding) => {
    expect(await found(definition)).toContain(finding);
  });

  it('names a question that no respondent met, where nothing can be proved', async () => {
    const rare = {
      ...words,
      name: 'rare',
      visibleIf: '{years} = 7777',
      codebook: { ...words!.codebook, variable: 'rare' },
    };
    const years = {
      ...{
        type: 'text',
        name: 'years',
        inputType: 'number',
        min: 0,
        max: 9999,
        title: { default: 'Quanti anni?', en: 'Years?' },
      },
      codebook: { variable: 'years', role: 'other', type: 'number', label: { it: 'Anni', en: 'Years' } },
    };
    const definition = { ...completeInstrument, pages: [{ ...you, elements: [years, rare] }] };
    expect(await found(definition)).toContain('pages[0].elements[1] not_seen');
  });

  it('says the readability wished for, by whom it asks', async () => {
    const sheet = { ...completeSheet('small-trial'), audience: 'firms' as const };
    expect((await report(completeInstrument, { sheet })).wished).toBe(60);
  });

  it('names a variable that means something else than before, and a category that says something else', async () => {
    const previous = compileCodebook(parseDefinition(completeInstrument), { version: 1 });
    const choices = [
      { value: 'f', text: { default: 'Signora', en: 'Lady' } },
      { value: 'm', text: { default: 'Uomo', en: 'Man' } },
    ];
    const other = withSex({ choices, codebook: { ...sex!.codebook, role: 'ageClass' } });
    expect(await found(other, { previous })).toEqual([
      'pages[0].elements[0].codebook meaning_changed',
      'pages[0].elements[0].codebook category_changed',
    ]);
    expect(await found(completeInstrument, { previous })).toEqual([]);
  });

  it('names what a text says twice, and where it stops being JSON', async () => {
    const twice = '{"title": "A",\n "title": "B", "pages": []}';
    const { findings } = (await checkInstrument(twice, context())).report;
    expect(findings.map(({ code, line }) => [code, line])).toContainEqual(['key_twice', 2]);
    const broken = (await checkInstrument('{\n  "title": "A"\n  "pages": []\n}', context())).report;
    expect(broken.findings.map(({ code, line }) => [code, line])).toEqual([['not_json', 3]]);
  });
});

describe('a hostile definition', () => {
  it.each(hostile)('is refused, with the place, for %s', (_, text, place) => {
    try {
      refuseForbidden(text);
      expect.unreachable();
    } catch (error) {
      expect((error as Problem).code).toBe('invalid_definition');
      expect((error as Problem).errors!('it').map(({ path, code }) => `${path} ${code}`)).toContain(place);
    }
  });

  it.each(hostile)('costs no walk and is not shown, for %s', async (_, text) => {
    const { report, definition } = await checkInstrument(text, context());
    expect([definition, report.usable, report.walks, report.publishable]).toEqual([null, false, 0, false]);
  });
});

describe('the places of a JSON text', () => {
  it('are those of its values', () => {
    const text = '{"a": [1, {"b\\"": "x, ]"}, [] ], "": null}';
    const { of } = spansOf(text);
    const told = [...of].map(([path, { start, end }]) => [path, text.slice(start, end)]);
    expect(Object.fromEntries(told)).toEqual({
      ...{
        'a[0]': '1',
        'a[1].b"': '"x, ]"',
        'a[1]': '{"b\\"": "x, ]"}',
        'a[2]': '[]',
        a: '[1, {"b\\"": "x, ]"}, [] ]',
      },
      '': text,
    });
  });
});
