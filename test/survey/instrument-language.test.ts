import { getLocaleStrings, type Question } from 'survey-core';
import 'survey-core/i18n/finnish';
import 'survey-core/i18n/german';
import 'survey-core/i18n/greek';
import 'survey-core/i18n/polish';
import 'survey-core/i18n/spanish';
import 'survey-core/i18n/swedish';
import { describe, expect, it } from 'vitest';
import { firstPage } from '../../dashboard/lib/survey/first-question.ts';
import { levelGaps } from '../../dashboard/lib/survey/gap.ts';
import { answersInWords } from '../../dashboard/lib/survey/words.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { eight, eightInstrument, words } from '../support/eight-languages.ts';
import { answerAll, modelOf } from '../support/instrument.ts';

const definition = parseDefinition(eightInstrument);
const answers = {
  ...{ place: '077014', sex: 'f', years: 3, areas: ['languages'], need_languages: ['english', 'spanish'] },
  ...{ englishNow: '1', englishWanted: '2', remark: 'καλά' },
};

describe.each(eight)('an instrument in %s', (language) => {
  it('asks its first question on the server', () => {
    expect(firstPage({ ...definition }, language)?.questions[0]?.title).toBe(words.place[language]);
  });

  it('is walked from the first page to the last, and keeps its answers', () => {
    const model = modelOf(definition, language);
    expect(answerAll(model, answers)).toEqual(['where', 'about', 'areas', 'which', 'levels', 'end']);
    expect(model.data).toEqual(answers);
  });

  it('shows every answer in words of the language', () => {
    const model = modelOf(definition, language);
    model.data = structuredClone(answers);
    const told = answersInWords(model).flatMap((page) =>
      page.answers.map(({ question, answer }) => [question, answer]),
    );
    const of = (name: keyof typeof words) => words[name][language];
    expect(told).toEqual([
      [of('place'), ['Matera']],
      [of('sex'), [of('woman')]],
      [of('years'), ['3']],
      [of('areas'), [of('languages')]],
      [of('which'), [of('english'), of('spanish')]],
      [of('now'), [of('little')]],
      [of('wanted'), [of('much')]],
      [of('remark'), ['καλά']],
    ]);
  });

  it('names the own distance in the language', () => {
    const model = modelOf(definition, language);
    model.data = structuredClone(answers);
    const [gap] = levelGaps(model, { ...definition });
    expect(gap).toMatchObject({ skill: words.now[language], nowWords: words.little[language] });
  });

  it('refuses in words of the language, SurveyJS’s own too', () => {
    const model = modelOf(definition, language);
    const years = model.getQuestionByName('years') as Question;
    model.data = { years: 99 };
    years.validate(true);
    const said = (getLocaleStrings(language) as { maxError: string }).maxError.replace('{0}', '60');
    expect(years.errors.map((error) => error.getText())).toEqual([said]);
    if (language !== 'en') expect(said).not.toBe('The value should not be greater than 60');
  });
});
