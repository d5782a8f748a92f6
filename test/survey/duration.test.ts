import { describe, expect, it } from 'vitest';
import { territoriesWithin } from '../../data/territory.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { compileGenerator } from '../../survey/generate/response.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { compileEffort, compileEfforts, quantile } from '../../survey/instrument/duration.ts';
import { effortOnScreen } from '../support/duration.ts';

const programme = await readProgramme(process.env['PROGRAMME'] ?? 'data/programme/basilicata');
const municipalities = territoriesWithin('17', programme.areas).filter(({ level }) => level === 'municipality');
const places = new Map(municipalities.map((place) => [place.code, place]));

/** The answers of respondents as the demonstration assumes them; the same ones at each run. */
function answers(instrument: string, size: number) {
  const definition = programme.instruments.get(instrument)!;
  const { generator } = programme;
  const days = ['2026-01-12'];
  const respond = compileGenerator(
    { survey: 'test', definition, version: 1, noticeVersion: '1', instrument, generator, places, days },
    'duration',
  );
  return { definition, all: Array.from({ length: size }, (_, index) => respond(index).answers) };
}

/** The minutes that the notices promise; docs/instruments.md says how they are counted. */
describe('filling in takes what the notice says', () => {
  it.each([
    ['citizen', 500, 8],
    ['firm', 500, 6],
  ])('half of the respondents to the %s questionnaire are done sooner', (instrument, size, promised) => {
    const { definition, all: given } = answers(instrument, size);
    const all = given.map(compileEffort(definition, 'it'));
    const minutes = all.map((one) => one.minutes);
    const tenths = [0.1, 0.5, 0.9].map((share) => quantile(minutes, share).toFixed(1));
    const median = (of: 'words' | 'taps') =>
      quantile(
        all.map((one) => one[of]),
        0.5,
      );
    const told = `${tenths.join(', ')} minutes; ${median('words')} words, ${median('taps')} taps`;
    expect(quantile(minutes, 0.5), told).toBeLessThanOrEqual(promised);
    if (process.env['TELL']) console.log(instrument, told);
  });
});

/** Sixty words in one language are read in that language's own time; taps cost the same in all. */
describe('reading takes as long as the language of the text does', () => {
  const definition = parseDefinition({
    title: 'x',
    pages: [
      {
        name: 'one',
        elements: [
          {
            type: 'comment',
            name: 'words',
            maxLength: 200,
            title: { default: 'a '.repeat(60), en: 'a '.repeat(60), fi: 'a '.repeat(60), el: 'α '.repeat(30) },
            codebook: { variable: 'words', role: 'text', type: 'text', label: { it: 'x', en: 'x' } },
          },
        ],
      },
    ],
  });

  it.each([
    ['it', 60 / 200],
    ['en', 60 / 243],
    ['fi', 60 / 171],
    ['el', 30 / 221],
  ] as const)('%s: %d minutes', (language, minutes) => {
    const [effort] = compileEfforts(definition, [language])({});
    expect(effort!.minutes).toBeCloseTo(minutes + 1 / 60, 10);
  });

  it('gives all languages at once what it gives each by itself', async () => {
    const { instruments, generator } = await readProgramme('data/programme/moral');
    const employers = instruments.get('employers')!;
    const days = ['2026-01-12'];
    const source = { survey: 'test', definition: employers, version: 1, noticeVersion: '1', instrument: 'employers' };
    const respond = compileGenerator({ ...source, generator, places: new Map(), days }, 'duration');
    const languages = ['it', 'en', 'es', 'el', 'pl'] as const;
    const all = compileEfforts(employers, languages);
    for (const { answers: given } of [0, 1, 2, 3].map(respond)) {
      expect(all(given)).toEqual(languages.map((language) => compileEffort(employers, language)(given)));
      const minutes = all(given).map((one) => one.minutes);
      expect(new Set(minutes).size).toBe(5);
    }
  });
});

describe('the count without the form', () => {
  it.each(['citizen', 'firm'])(
    'gives for the %s questionnaire what the form itself puts on the screen',
    (instrument) => {
      const { definition, all } = answers(instrument, 12);
      const count = compileEffort(definition, 'it');
      for (const one of all) {
        const { words, taps, minutes } = count(one);
        const shown = effortOnScreen(definition, one);
        expect(taps).toBe(shown.taps);
        // a title may repeat an answer; its words count as one here
        expect(Math.abs(words - shown.words) / shown.words).toBeLessThan(0.03);
        expect(Math.abs(minutes - shown.minutes) / shown.minutes).toBeLessThan(0.03);
      }
    },
  );
});
