import { describe, expect, it } from 'vitest';
import { mostQueries } from '../../analytics/contract.ts';
import { askedWaves, comparisonOf } from '../../dashboard/lib/explore/course.ts';
import { questionsOf } from '../../dashboard/lib/explore/definition.ts';
import { namesOf, vocabularyOf } from '../../dashboard/lib/explore/frame.ts';
import { shownPairs, topicsOf, type LevelPair, type Wave } from '../../dashboard/lib/explore/offer.ts';
import { pairsOf } from '../../dashboard/lib/explore/pairs.ts';
import { queriesOf, waveQuery } from '../../dashboard/lib/explore/queries.ts';
import { change, heldBy, isLinked, parseView, withoutFilters, writeView } from '../../dashboard/lib/filter.ts';
import type { Variable } from '../../survey/contract.ts';
import { both, choices, frame, skills } from './sample.ts';

const levels = choices(['1', 'per niente', 'not at all'], ['2', 'bene', 'well']);
const pair = (skill: string): LevelPair => ({
  ...{ skill, label: both(skill), now: `${skill}Now`, wanted: `${skill}Wanted`, both: null, steps: levels },
});
const variable = (name: string, role: Variable['role'], more: Partial<Variable> = {}): Variable => ({
  ...{ name, role, label: both(name), type: 'scale', dimension: false, flagged: false, scale: 'level4' },
  ...{ categories: levels, missing: [], versions: [1], ...more },
});
const modes = variable('mode', 'mode', { type: 'multiple', scale: null });
const offered = {
  ...frame,
  filters: [
    ...frame.filters,
    {
      ...({ key: 'education', role: 'education', variable: 'education', label: both('Titolo', 'Education') } as const),
      choices: choices(['low', 'Basso', 'Low'], ['high', 'Alto', 'High']),
    },
  ],
  pairs: ['english', 'computer'].map(pair),
  topics: topicsOf([modes, variable('hours', 'hours', { type: 'single', scale: null })]),
};
const read = (address: string) => parseView(new URLSearchParams(address), vocabularyOf(offered));
const asked = (address: string) => Object.fromEntries(queriesOf(read(address).view, namesOf(offered)));

describe('the address of the workbench', () => {
  it('keeps one order, whatever stood there', () => {
    const { view, unknown } = read('?link=off&map=count&topic=mode&education=low&sex=f&level=area&skill=english');
    expect(unknown).toEqual([]);
    expect(writeView(view)).toBe('?skill=english&level=area&sex=f&education=low&topic=mode&map=count&link=off');
  });

  it('names what it does not know, and shows the rest', () => {
    const { view, unknown } = read('?skill=english&topic=swimming&map=hot&link=perhaps&education=low');
    expect(unknown).toEqual([
      { key: 'topic', value: 'swimming' },
      { key: 'map', value: 'hot' },
      { key: 'link', value: 'perhaps' },
    ]);
    expect(writeView(view)).toBe('?skill=english&level=area&education=low');
  });

  it('clears filters, not what is looked at or how', () => {
    const { view } = read('?skill=english&level=area&area=PZ2&education=low&topic=mode&link=off');
    expect(writeView(withoutFilters(view))).toBe('?skill=english&level=area&topic=mode&link=off');
  });
});

describe('linked filtering', () => {
  it('filters everything, but a background variable not by itself', () => {
    const queries = asked('?skill=english&level=area&area=PZ2&sex=f&education=low');
    const here = 'territory:PZ2;sex:f;education:low';
    expect(queries['ranking']?.where).toBe(here);
    expect(queries['topic:mode']).toEqual({ variable: 'mode', where: here });
    expect(queries['now:english']).toEqual({ variable: 'englishNow', statistic: 'mean', where: here });
    expect(queries['nowShares:english']).toEqual({ variable: 'englishNow', where: here });
    expect(queries['who:sex']).toEqual({
      ...{ variable: 'sex', statistic: 'count', where: 'territory:PZ2;education:low' },
    });
    expect(queries['who:education']?.where).toBe('territory:PZ2;sex:f');
  });

  it('switched off, filters nothing: what is chosen is only marked', () => {
    const { view } = read('?skill=english&level=area&area=PZ2&sex=f&link=off');
    expect(isLinked(view)).toBe(false);
    expect(heldBy(view)).toMatchObject({ skill: 'english', area: '', sex: '' });
    const [chosen, nothing] = [view, change(withoutFilters(view), { link: '' })];
    expect(queriesOf(chosen, namesOf(offered))).toEqual(queriesOf(nothing, namesOf(offered)));
  });

  it('asks how many only where the map shows it, and one topic where one is chosen', () => {
    expect(asked('?map=count')['mapCount']).toMatchObject({ statistic: 'count', by: 'territory:area' });
    expect(asked('')['mapCount']).toBeUndefined();
    expect(Object.keys(asked('?topic=hours')).filter((name) => name.startsWith('topic:'))).toEqual(['topic:hours']);
    expect(Object.keys(asked('')).filter((name) => name.startsWith('topic:'))).toHaveLength(2);
  });

  it('fits one batch, however much a survey offers', () => {
    const many = skills.concat(
      choices(...Array.from({ length: 40 }, (_, at): [string, string, string] => [`s${at}`, 'x', 'x'])),
    );
    const names = namesOf({
      ...offered,
      levels: ['country', 'region', 'province', 'area', 'municipality'],
      pairs: many.map(({ code }) => pair(code)),
      topics: topicsOf(
        (['mode', 'time', 'barrier', 'purpose', 'intention', 'hours', 'distance'] as const).map((role) =>
          variable(role, role, { type: 'multiple' }),
        ),
      ),
    });
    const bars = (['sex', 'age', 'education', 'employment', 'size'] as const).map((key) => key);
    const { view } = read('?map=count');
    const queries = queriesOf(
      { ...view, level: 'municipality' },
      { ...names, bars, filters: { ...names.filters, age: 'a', employment: 'e', size: 's' } },
    );
    expect(queries.length).toBeLessThanOrEqual(mostQueries);
  });
});

describe('what a survey offers', () => {
  const questions = questionsOf({
    pages: [
      {
        elements: [
          { name: 'a', title: 'Inglese, oggi?', codebook: { variable: 'englishNow', skill: 'english' } },
          { name: 'b', title: 'E domani?', codebook: { variable: 'englishWanted', skill: 'english' } },
          { name: 'c', title: 'La prima, oggi?', codebook: { variable: 'firstNow', skill: '{first}' } },
          { name: 'd', codebook: { variable: 'firstWanted', skill: '{first}' } },
        ],
      },
    ],
  });
  const asking = [
    variable('englishNow', 'levelNow'),
    variable('englishWanted', 'levelWanted'),
    variable('firstNow', 'levelNow'),
    variable('firstWanted', 'levelWanted'),
  ];

  it('pairs of questions about one fixed skill, none about a skill that the respondent chose', () => {
    const pairs = pairsOf(asking, questions, skills, ['computer', 'english']);
    expect(pairs.map(({ skill, now, wanted }) => [skill, now, wanted])).toEqual([
      ['english', 'englishNow', 'englishWanted'],
    ]);
    expect(pairs[0]?.label).toEqual({ it: 'Inglese', en: 'English' });
  });

  it('measures that gather a skill’s levels, before the fixed question, the most needed skill first', () => {
    const gathered = ['english', 'computer'].flatMap((skill) => [
      variable(`levelNow:${skill}`, 'levelNow'),
      variable(`levelWanted:${skill}`, 'levelWanted'),
    ]);
    const pairs = pairsOf([...asking, ...gathered], questions, skills, ['computer', 'english']);
    expect(pairs.map(({ now }) => now)).toEqual(['levelNow:computer', 'levelNow:english']);
  });

  it('no pair of two scales', () => {
    const other = [variable('englishNow', 'levelNow'), variable('englishWanted', 'levelWanted', { scale: 'level5' })];
    expect(pairsOf(other, questions, skills, [])).toEqual([]);
  });

  it('the chosen skill among the pairs that are drawn', () => {
    const pairs = Array.from({ length: 12 }, (_, at) => pair(`s${at}`));
    const [means, shares] = shownPairs(pairs, 's11');
    expect(means).toHaveLength(6);
    expect(means[0]?.skill).toBe('s11');
    expect(shares.map(({ skill }) => skill)).toEqual(['s11', 's0']);
  });

  it('topics in the order of the page, ranked or in their own steps; no variable that divides', () => {
    const found = topicsOf([
      variable('hours', 'hours', { type: 'single' }),
      variable('barriers', 'barrier', { type: 'multiple' }),
      variable('mode', 'mode', { dimension: true }),
    ]);
    expect(found.map(({ key, ranked }) => [key, ranked])).toEqual([
      ['barrier', true],
      ['hours', false],
    ]);
  });
});

describe('another wave', () => {
  const wave: Wave = {
    ...{ survey: 'citizens-2025', wave: '2025', need: true, sample: true, filters: ['area', 'sex'] },
    ...{ changed: ['computer'], missing: ['tourists'] },
  };
  const { view } = read('?skill=english&sex=f');

  it('is compared where it asks the same', () => {
    expect(comparisonOf(wave, view)).toBe('same');
    expect(comparisonOf(wave, change(view, { skill: 'computer' }))).toBe('words');
    expect(comparisonOf(wave, change(view, { skill: 'tourists' }))).toBe('not_asked');
    expect(comparisonOf(wave, change(view, { group: 'neet' }))).toBe('filter');
    expect(comparisonOf({ ...wave, sample: false }, view)).toBe('sample');
    expect(comparisonOf({ ...wave, need: false }, view)).toBe('not_asked');
  });

  it('is asked the same question, where it can answer', () => {
    expect(waveQuery(view, namesOf(offered))).toEqual({
      ...{ variable: 'need', category: 'english', where: 'territory:17;sex:f' },
    });
    expect(askedWaves([wave], view)).toEqual([wave]);
    expect(askedWaves([wave], change(view, { group: 'neet' }))).toEqual([]);
    expect(askedWaves([wave], change(view, { skill: 'computer' }))).toEqual([wave]);
  });
});
