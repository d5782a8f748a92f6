import { describe, expect, it } from 'vitest';
import type { EstimateEnvelope, FigureRecord, Thermometer } from '../../analytics/contract.ts';
import { citedIn, citedKey, citedSearch } from '../../dashboard/lib/figure/cited.ts';
import { idIn } from '../../dashboard/lib/figure/find.ts';
import { figureTold } from '../../dashboard/lib/figure/told.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Codebook, Language, SurveySummary } from '../../survey/contract.ts';
import { both, envelope, groups, row, skills, territories } from '../chart/sample.ts';

const variable = (name: string, role: string, label: string, categories: unknown[] = []) => ({
  ...{ name, role, label: both(label), type: 'multiple', dimension: role !== 'need', categories },
});
const codebook = {
  levels: null,
  variables: [
    variable('need', 'need', 'Skills needed', [...skills]),
    variable('territory', 'territory', 'Territory'),
    variable('targetGroup', 'targetGroup', 'Group', [...groups]),
  ],
} as unknown as Codebook;
const survey = { title: both('Citizens'), wave: '2026', unit: 'person', opensOn: '2026-01-12' } as SurveySummary;
const thermometer: Thermometer = { survey: 'citizens', reading: 'unknown', items: [], missing: [] };

async function told(then: EstimateEnvelope, cited: readonly string[], category = '', language: Language = 'en') {
  const query = { category, base: 'respondents' } as FigureRecord['query'];
  const snapshot = then.snapshot!;
  const record = {
    weights: then.weights,
    k: 5,
    figure: 'abcd',
    survey: 'citizens',
    query,
    snapshot,
    then,
    now: then,
    notNow: null,
  } satisfies FigureRecord;
  const parts = { record, survey, codebook, territories, thermometer };
  return figureTold(parts, cited, language, await loadMessages(language));
}

const ranking = {
  ...envelope([row({}, 'computer', [0.4, 900]), row({}, 'english', [0.34, 900])]),
  where: { territory: ['076'] },
};
const byPlace = {
  ...envelope([row({ territory: '076' }, 'english', [0.3, 900]), row({ territory: '077' }, 'english', [0.4, 500])]),
  by: ['territory:province'],
};

describe('the page of a figure', () => {
  it('has what is cited in its title, with the kind of the place, and first in its table', async () => {
    const { title, rows, strange } = await told(ranking, ['english']);
    expect(title).toBe('English: skills needed, province of Potenza');
    expect(rows.map(({ name, cited }) => [name, cited])).toEqual([
      ['English', true],
      ['Computer and internet basics', false],
    ]);
    expect(strange).toEqual([]);
  });

  it('tells how it is computed by what is cited, where that has a figure', async () => {
    const texts = async (then: EstimateEnvelope) =>
      (await told(then, ['english'])).explained.lines.map(({ text }) => text);
    const ofBoth = (await texts(ranking)).join('\n');
    expect(ofBoth).toMatch(/English/);
    expect(ofBoth).not.toMatch(/Computer/);
    const withheld = { ...ranking, rows: [row({}, 'computer', [0.4, 900]), row({}, 'english', 'not_published')] };
    expect((await texts(withheld)).join('\n')).toMatch(/Computer/);
  });

  it('has no such title where nothing is cited, and says what it does not have', async () => {
    expect((await told(ranking, [])).title).toBe('Skills needed, province of Potenza');
    expect((await told(ranking, ['swimming'])).strange).toEqual(['swimming']);
  });

  it('names a group of a skill as a sentence would', async () => {
    const cells = ['english', 'computer'].map((skill) => row({ targetGroup: 'over55' }, skill, [0.3, 90]));
    const heat = { ...envelope(cells), by: ['targetGroup'] };
    expect((await told(heat, ['english over55'])).title).toBe(
      'English, people of 55 and over: skills needed, by group',
    );
  });

  it('tells a province from the town of its name', async () => {
    const { title, rows } = await told(byPlace, ['077'], 'english', 'it');
    expect(title).toBe('Inglese, provincia di Matera: skills needed, per provincia');
    expect(rows.map(({ name }) => name)).toEqual(['Provincia di Matera', 'Provincia di Potenza']);
  });

  it('tells levels with their ranges as levels', async () => {
    const level = { ...row({}, '', [0.5, 900]), category: null, estimate: 2.1, ciLow: 2.07, ciHigh: 2.13 };
    const mean = { ...envelope([level]), statistic: 'mean' as const };
    const [only] = (await told(mean, [])).rows;
    expect(only?.then).toBe('2.10 (2.07–2.13), from 900 answers');
  });
});

describe('an address that cites rows', () => {
  it('names them by category, by what divides the figure, or by both', () => {
    const cells = {
      ...envelope([
        row({ targetGroup: 'neet' }, 'english', [0.3, 9]),
        row({ targetGroup: 'neet' }, 'computer', [0.3, 9]),
      ]),
      by: ['targetGroup'],
    };
    expect(ranking.rows.map((one) => citedKey(ranking, one))).toEqual(['computer', 'english']);
    expect(byPlace.rows.map((one) => citedKey(byPlace, one))).toEqual(['076', '077']);
    expect(cells.rows.map((one) => citedKey(cells, one))).toEqual(['english neet', 'computer neet']);
  });

  it('is read as it was written', () => {
    const keys = ['english neet', 'a&b'];
    expect(citedIn(new URLSearchParams(citedSearch(keys)))).toEqual(keys);
  });
});

describe('an identifier as somebody copied it', () => {
  it.each([
    ['a2rw-mbcs', 'a2rw-mbcs'],
    ['  A2RW–MBCS. ', 'A2RW-MBCS'],
    ['Figura a2rw mbcs', 'a2rw mbcs'],
    ['https://example.org/en/figure/a2rw-mbcs?value=english', 'a2rw-mbcs'],
    ['   ', ''],
  ])('%s', (typed, id) => expect(idIn(typed)).toBe(id));
});
