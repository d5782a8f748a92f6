import { describe, expect, it } from 'vitest';
import { smallProgramme, type ProgrammeFiles } from '../support/small-programme.ts';
import { faultsOf } from '../support/whole-programme.ts';

const margins = [
  'territory,variable,category,count,source,year',
  'province:077,total,total,1000,Census,2025',
  'province:077,sex,f,520,Census,2025',
  'province:077,sex,m,480,Census,2025',
].join('\n');

/** The small programme with settings of its survey of persons. */
function weighted(settings: object): ProgrammeFiles {
  const files: ProgrammeFiles = { ...smallProgramme(), 'margins.csv': margins };
  const programme = files['programme.json'] as { surveys: object[] };
  const surveys = programme.surveys.map((one, place) => (place === 0 ? { ...one, ...settings } : one));
  return { ...files, 'programme.json': { ...programme, surveys } };
}

const stratum = (category: string, population: number, drawn: number) => ({ category, population, drawn });
const frame = (variable: string, ...strata: object[]) => ({
  sampleType: 'probability',
  weighting: { frame: { variable, strata, source: 'Register', year: 2026 } },
});

describe('how a survey is weighted', () => {
  it.each([
    ['by what is there', { weighting: {} }],
    [
      'by margins, of parts of the territory too',
      { weighting: { margins: ['sex', 'municipality', 'municipality*sex'] } },
    ],
    ['by a frame', frame('sex', stratum('f', 520, 30), stratum('m', 480, 30))],
    ['by a frame of places', frame('municipality', stratum('077014', 520, 30), stratum('077021', 480, 30))],
  ])('may be said %s', async (_, settings) => expect(await faultsOf(weighted(settings))).toEqual([]));

  it.each([
    [
      'a margin of what is no dimension',
      { weighting: { margins: ['height'] } },
      ['margins[0] not_a_dimension', 'margins[0] no_margin'],
    ],
    ['a margin that is not counted', { weighting: { margins: ['employment'] } }, ['margins[0] no_margin']],
    [
      'target groups, which overlap',
      { weighting: { margins: ['targetGroup'] } },
      ['margins[0] not_a_dimension', 'margins[0] no_margin'],
    ],
    ['a census', { sampleType: 'census', weighting: {} }, ['weighting no_weights']],
    ['a frame of volunteers', { ...frame('sex', stratum('f', 520, 30)), sampleType: 'open' }, ['frame no_frame']],
    ['a frame of what is no dimension', frame('height', stratum('f', 520, 30)), ['frame.variable not_a_dimension']],
    [
      'strata that are wrong',
      frame('sex', stratum('f', 20, 30), stratum('f|x', 480, 30)),
      ['frame.strata[1].category twice', 'frame.strata[1].category no_category', 'frame.strata[0].drawn more_than'],
    ],
    ['a bound that is none', { weighting: { trim: { upper: 0.5 } } }, ['trim.upper']],
    ['a word too many', { weighting: { margin: ['sex'] } }, ['weighting']],
  ])('names %s', async (_, settings, expected) => {
    const faults = await faultsOf(weighted(settings));
    expect(faults).toHaveLength(expected.length);
    expected.forEach((fault, place) => expect(faults[place]).toContain(fault));
    expect(faults.every((fault) => fault.startsWith('programme.json: surveys[0]'))).toBe(true);
  });
});
