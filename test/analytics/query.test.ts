import { describe, expect, it } from 'vitest';
import { checkQuery, readBatch } from '../../analytics/query.ts';
import { Problem } from '../../problem.ts';
import { smallSurvey } from './survey.ts';

const survey = smallSurvey();

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const measures = 'targetGroup, mainGroup, sex, ageClass, need, englishNow, disability, later, toTrain';
const dimensions = 'territory, targetGroup, mainGroup, sex, ageClass';

describe('a query that is not understood names what exists', () => {
  it.each([
    [{}, 'unknown_variable', 'variable', measures],
    [{ variable: 'needs' }, 'unknown_variable', 'variable', measures],
    [{ variable: 'remark' }, 'unknown_variable', 'variable', measures],
    [{ variable: 'territory' }, 'unknown_variable', 'variable', measures],
    [{ variable: 'need', statistic: 'mean' }, 'unknown_statistic', 'statistic', 'count, total, proportion.'],
    [{ variable: 'toTrain', statistic: 'count' }, 'unknown_statistic', 'statistic', 'total, mean, median.'],
    [{ variable: 'englishNow', statistic: 'mode' }, 'unknown_statistic', 'statistic', 'proportion, mean, median.'],
    [{ variable: 'englishNow', statistic: 'mean', category: '1' }, 'unknown_parameter', 'category', ''],
    [{ variable: 'need', by: 'need' }, 'not_a_dimension', 'by', dimensions],
    [{ variable: 'need', by: 'colour' }, 'not_a_dimension', 'by', dimensions],
    [{ variable: 'need', where: 'need:english' }, 'not_a_dimension', 'where', dimensions],
    [{ variable: 'need', where: 'englishNow:1' }, 'not_a_dimension', 'where', dimensions],
    [{ variable: 'need', by: 'territory' }, 'unknown_level', 'by', 'region, province, area, municipality'],
    [{ variable: 'need', by: 'territory:district' }, 'unknown_level', 'by', 'region, province, area, municipality'],
    [{ variable: 'need', by: 'sex:province' }, 'not_a_dimension', 'by', dimensions],
    [{ variable: 'need', by: 'province' }, 'not_a_dimension', 'by', dimensions],
    [
      { variable: 'need', category: 'english,latin' },
      'unknown_category',
      'category',
      'english, spreadsheet, care, welding',
    ],
    [{ variable: 'need', where: 'sex:x' }, 'unknown_category', 'where', 'f, m'],
    [{ variable: 'need', where: 'sex:' }, 'unknown_category', 'where', 'f, m'],
    [{ variable: 'need', where: 'sex' }, 'unknown_category', 'where', 'f, m'],
    [{ variable: 'need', where: 'territory:999' }, 'unknown_category', 'where', '17, 076, 077, north'],
    [
      { variable: 'need', where: 'territory:076,north' },
      'unknown_parameter',
      'where',
      'region, province, area, municipality',
    ],
    [{ variable: 'need', where: 'sex:f;sex:m' }, 'unknown_parameter', 'where', dimensions],
    [{ variable: 'need', by: 'sex,sex' }, 'unknown_parameter', 'by', dimensions],
    [{ variable: 'need', by: 'territory:area,territory:province' }, 'unknown_parameter', 'by', dimensions],
    [{ variable: 'need', by: 'sex,ageClass,targetGroup,mainGroup' }, 'unknown_parameter', 'by', '0–3'],
    [{ variable: 'need', weights: 'equal' }, 'unknown_parameter', 'weights', 'calibrated, design, none'],
    [{ variable: 'need', base: 'people' }, 'unknown_parameter', 'base', 'respondents, mentions'],
    [{ variable: 'sex', base: 'mentions' }, 'unknown_parameter', 'base', 'respondents'],
    [{ variable: 'need', statistic: 'count', base: 'mentions' }, 'unknown_parameter', 'base', 'respondents'],
    [{ variable: 'need', view: 'live' }, 'unknown_parameter', 'view', 'published, exact'],
    [{ variable: 'need', colour: 'red' }, 'unknown_parameter', 'query', 'variable, statistic, by, where'],
    [{ variable: 'need', by: ['sex', 'ageClass'] }, 'unknown_parameter', 'by', 'text'],
    [{ variable: ['need', 'sex'] }, 'unknown_parameter', 'variable', 'text'],
  ])('%o → %s', (query, code, path, known) => {
    const problem = problemOf(() => checkQuery(survey, query));
    const document = problem.document('en');
    expect(document).toMatchObject({ code, status: 400, errors: [{ path, code }] });
    expect(document.detail).toContain(known);
    expect(problem.document('it').detail).not.toMatch(/\{\w+\}/);
  });

  it.each([[null], ['need'], [7], [[]]])('%o is malformed', (query) => {
    expect(problemOf(() => checkQuery(survey, query)).code).toBe('malformed');
  });
});

describe('a query that is understood', () => {
  it('recognises the level of a territory from its code', () => {
    const levels = ['17', '076', 'hills', '077001'].map((code) => {
      const { where } = checkQuery(survey, { variable: 'need', where: `territory:${code}` });
      return where[0]?.dimension.name;
    });
    expect(levels).toEqual(['region', 'province', 'area', 'municipality']);
  });

  it('takes two dimensions, filters in any order and categories in the codebook’s order', () => {
    const query = checkQuery(survey, {
      variable: 'need',
      by: 'territory:area,targetGroup',
      where: 'sex:m,f;ageClass:55+',
      category: 'welding,english',
    });
    expect(query.by.map((one) => one.name)).toEqual(['area', 'targetGroup']);
    expect(query.where.map((one) => one.categories.map(({ code }) => code))).toEqual([['55+'], ['f', 'm']]);
    expect(query.categories.map((one) => one.code)).toEqual(['english', 'welding']);
  });
});

describe('a batch', () => {
  const one = { variable: 'need' };
  it.each([
    [null],
    [[]],
    [{}],
    [{ queries: [] }],
    [{ queries: one }],
    [{ queries: new Array(49).fill(one) }],
    [{ queries: [one], more: 1 }],
    [{ queries: [one], digits: 2 }],
  ])('%j is malformed', (body) => {
    expect(problemOf(() => readBatch(body)).code).toBe('malformed');
  });

  it('holds up to forty-eight queries', () => {
    expect(readBatch({ queries: new Array(48).fill(one) }).queries).toHaveLength(48);
  });
});
