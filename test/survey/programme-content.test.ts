import { describe, expect, it } from 'vitest';
import { compileCodebook } from '../../survey/codebook/codebook.ts';
import { NoticeFile, ProgrammeFile, SkillsFile, TargetGroupsFile } from '../../survey/programme/schema.ts';
import { ruleHolds, type Rule, type RuleRow } from '../../survey/target-group.ts';
import { definitionOf, programmeFile } from '../support/instrument.ts';

const programme = ProgrammeFile.parse(programmeFile('programme.json'));
const groups = TargetGroupsFile.parse(programmeFile('target-groups.json'));
const codebook = compileCodebook(definitionOf('citizen'));
const variables = new Map(
  codebook.variables.map((one) => [one.name, { ...one, column: one.name, missingColumn: null }]),
);

/** The wide table's row of a person with these answers; what is not named was not answered. */
function rowOf(answers: Readonly<Record<string, string>>): RuleRow {
  const numberOf = (name: string, code: string) =>
    variables.get(name)?.categories.find((category) => category.code === code)?.number ?? -3;
  return Object.fromEntries(
    [...variables.keys()].map((name) => [name, answers[name] === undefined ? -2 : numberOf(name, answers[name])]),
  );
}
const groupsOf = (answers: Readonly<Record<string, string>>) =>
  groups.filter(({ rule }) => ruleHolds(rule, variables, rowOf(answers)) === true);
const keysOf = (answers: Readonly<Record<string, string>>) => groupsOf(answers).map(({ key }) => key);
const mainOf = (answers: Readonly<Record<string, string>>) =>
  groupsOf(answers).toSorted((a, b) => a.priority - b.priority)[0]?.key;

const person = {
  ageClass: '35-44',
  sex: 'm',
  education: 'upper_secondary',
  inEducation: 'no',
  employment: 'employee_private',
  citizenship: 'italian',
  disability: 'no',
};

describe('target groups', () => {
  it.each([
    ['a worker of forty', {}, ['employed_adults']],
    ['a public employee of sixty', { employment: 'employee_public', ageClass: '55-64' }, ['over55', 'employed_adults']],
    ['who runs a business', { employment: 'self_employed' }, ['entrepreneurs', 'employed_adults']],
    ['out of work for a year', { employment: 'unemployed', monthsSearching: '12-23' }, ['long_term_unemployed']],
    ['out of work for a month', { employment: 'unemployed', monthsSearching: 'under6' }, ['other_adults']],
    ['at home with children', { employment: 'homemaker', sex: 'f' }, ['inactive_women']],
    [
      'a student of twenty',
      { employment: 'student', ageClass: '16-24', inEducation: 'yes', education: 'lower_secondary' },
      ['young'],
    ],
    ['young and neither at work nor at school', { employment: 'inactive', ageClass: '16-24' }, ['neet', 'young']],
    ['with the licenza media', { education: 'lower_secondary' }, ['low_skilled', 'employed_adults']],
    ['a foreign citizen', { citizenship: 'foreign' }, ['employed_adults', 'foreign']],
    ['severely limited by health', { disability: 'severe' }, ['employed_adults', 'disability']],
  ])('%s', (_, answers, expected) => {
    expect(keysOf({ ...person, ...answers })).toEqual(expected);
  });

  it('never make citizenship or health a main group', () => {
    const searching = { ...person, employment: 'unemployed', monthsSearching: 'under6' };
    expect(mainOf({ ...searching, citizenship: 'foreign', disability: 'severe' })).toBe('other_adults');
  });

  it('leave nobody in two main groups: the rest is who is in none of those before it', () => {
    const rest = groups.find(({ key }) => key === 'other_adults');
    const before = groups.filter(({ priority }) => priority < (rest?.priority ?? 0)).map(({ rule }) => rule);
    expect(rest?.rule).toEqual({ not: { any: before } } satisfies Rule);
    expect(new Set(groups.map(({ priority }) => priority)).size).toBe(groups.length);
  });

  it('claim nobody whose answers are missing', () => {
    expect(keysOf({})).toEqual([]);
  });
});

describe('the programme', () => {
  it('releases only by dimensions that are no outcome and not sensitive', () => {
    const dimensions = new Set(['region', 'province', 'area', 'municipality', 'targetGroup', 'mainGroup']);
    for (const survey of programme.surveys) {
      const open = compileCodebook(definitionOf(survey.instrument as 'citizen' | 'firm')).variables;
      const allowed = new Set([
        ...dimensions,
        ...open.filter((one) => one.dimension && !one.flagged).map(({ name }) => name),
      ]);
      for (const { tables } of survey.release.sizes)
        for (const dimension of tables.flat()) expect(allowed, dimension).toContain(dimension);
    }
  });

  it('lets respondents erase only before the last release, and says until when in its notice', () => {
    for (const survey of programme.surveys) {
      expect(survey.correctUntil < survey.closesOn).toBe(true);
      const { text } = NoticeFile.parse(programmeFile(`notices/${survey.notice}.json`));
      const day = (language: 'it' | 'en') =>
        new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(survey.correctUntil),
        );
      expect(text.it).toContain(day('it'));
      expect(text.en).toContain(day('en'));
      expect(text.it).toContain(`circa ${survey.minutes} minuti`);
      expect(text.en).toContain(`about ${survey.minutes} minutes`);
    }
  });

  it('names each skill once, in an area that exists', () => {
    const { areas, skills } = SkillsFile.parse(programmeFile('skills.json'));
    const known = new Set(areas.map(({ key }) => key));
    expect(skills.filter(({ area }) => !known.has(area))).toEqual([]);
    expect(new Set(skills.map(({ key }) => key)).size).toBe(skills.length);
    expect(new Set(skills.map(({ label }) => label.it)).size).toBe(skills.length);
  });
});

describe('the assumptions of the generator', () => {
  const file = programmeFile('generator.json') as Record<'citizen' | 'firm', { questions: Record<string, object> }>;

  it.each(['citizen', 'firm'] as const)('cover each question of the %s questionnaire', (instrument) => {
    const asked = definitionOf(instrument).pages.flatMap(({ elements }) =>
      elements.flatMap((one) => (one.type === 'panel' || one.type === 'paneldynamic' ? [] : [one.name])),
    );
    expect(Object.keys(file[instrument].questions).toSorted()).toEqual(asked.toSorted());
  });
});
