import { describe, expect, it } from 'vitest';
import { territoriesWithin } from '../../data/territory.ts';
import { compileGenerator } from '../../survey/generate/response.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { compileEffort, quantile } from '../../survey/instrument/duration.ts';
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
    const all = given.map(compileEffort(definition));
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

describe('the count without the form', () => {
  it.each(['citizen', 'firm'])(
    'gives for the %s questionnaire what the form itself puts on the screen',
    (instrument) => {
      const { definition, all } = answers(instrument, 12);
      const count = compileEffort(definition);
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
