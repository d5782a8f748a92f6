/** Every questionnaire that ships, walked by SurveyJS in every language of its programme. */
import { describe, expect, it } from 'vitest';
import { shippedProgramme, shippedProgrammes } from '../../application.ts';
import { compileGenerator } from '../../survey/generate/response.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { territoriesOf } from '../../survey/programme/check-territory.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { answerAll, modelOf } from '../support/instrument.ts';

const programmes = await Promise.all(shippedProgrammes().map((id) => readProgramme(shippedProgramme(id))));
const surveys = programmes.flatMap((content) =>
  content.programme.surveys.map((survey) => {
    const definition = content.instruments.get(survey.instrument)!;
    return { content, survey, definition, name: survey.id };
  }),
);

/** Some answers that the programme's own assumptions make likely. */
function answersOf({ content, survey, definition }: (typeof surveys)[number]): Record<string, unknown>[] {
  const places = new Map(territoriesOf(content).map((place) => [place.code, place]));
  const source = { survey: survey.id, definition, version: 1, noticeVersion: '1', instrument: survey.instrument };
  const generate = compileGenerator({ ...source, generator: content.generator, places, days: ['2026-03-02'] }, 'walk');
  return [0, 1, 2].map((index) => generate(index).answers as Record<string, unknown>);
}

it('are the fourteen questionnaires of five programmes, in two to five languages', () => {
  expect(programmes.map(({ programme }) => programme.id)).toEqual([
    ...['40ready', 'basilicata', 'city-experts', 'mantova', 'moral'],
  ]);
  expect(new Set(surveys.map(({ name }) => name)).size).toBe(14);
});

it('say on the sheet of a focus group what their notices say: until when, and whom to write to', () => {
  const talking = programmes.filter(({ guide }) => guide !== null);
  expect(talking.map(({ programme }) => programme.id)).toEqual(['40ready', 'mantova', 'moral']);
  for (const { programme, notices } of talking)
    for (const language of programme.languages) {
      const contact = programme.dataProtection?.contact[language];
      expect([...notices.values()].some(({ text }) => text[language]?.includes(contact ?? '\0'))).toBe(true);
    }
  for (const { programme, notices } of talking)
    for (const { text } of notices.values()) {
      const day = new Intl.DateTimeFormat('it', { dateStyle: 'long' }).format(
        new Date(programme.dataProtection!.erasedBy),
      );
      expect(text.it).toContain(day);
    }
});

describe.each(surveys)('$name', (survey) => {
  const { definition, content } = survey;
  const [answers, validate] = [answersOf(survey), compileValidator(definition)];

  it.each(content.programme.languages)('in %s comes to the end, keeps every answer, and is accepted', (language) => {
    // another language has other texts and the same questions: one way through each
    const place = content.programme.languages.indexOf(language);
    for (const given of language === 'it' ? answers : [answers[place % answers.length]!]) {
      const model = modelOf(definition, language);
      answerAll(model, given);
      expect(model.data).toEqual(given);
      expect(validate(model.data).faults).toEqual([]);
    }
  });
});
