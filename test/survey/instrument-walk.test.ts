import { describe, expect, it } from 'vitest';
import { compileValidator } from '../../survey/validator/validator.ts';
import { answerAll, definitionOf, modelOf } from '../support/instrument.ts';
import { manyNeeds, owner, student, unemployedMother } from './persona.ts';

const definitions = { citizen: definitionOf('citizen'), firm: definitionOf('firm') };
const personas = [
  { who: 'a student', instrument: 'citizen', answers: student },
  { who: 'an unemployed woman with care duties', instrument: 'citizen', answers: unemployedMother },
  { who: 'somebody who ticked seven skills', instrument: 'citizen', answers: manyNeeds },
  { who: 'the owner of a firm', instrument: 'firm', answers: owner },
] as const;

describe.each(['it', 'en'] as const)('in %s', (locale) => {
  it.each(personas)('$who comes to the end, and every answer stays and is accepted', ({ instrument, answers }) => {
    const model = modelOf(definitions[instrument], locale);
    answerAll(model, answers);
    expect(model.data).toEqual(answers);
    expect(compileValidator(definitions[instrument])(model.data).faults).toEqual([]);
  });
});

/** The respondent with these answers, before choosing skills. */
function chooser(areas: string[]) {
  const model = modelOf(definitions.citizen);
  model.setValue('areas', areas);
  const enabled = (name: string) =>
    (model.getQuestionByName(name).visibleChoices as { value: string; isEnabled: boolean }[])
      .filter(({ isEnabled }) => isEnabled)
      .map(({ value }) => value)
      .toSorted();
  return { model, enabled };
}

describe('a respondent who chooses skills', () => {
  it('sees the skills of every area chosen, and ticks five at most in each', () => {
    const { model, enabled } = chooser(['languages', 'care']);
    model.setValue('need_languages', ['english', 'french', 'german', 'spanish', 'italian']);
    expect(model.getQuestionByName('need_care').isVisible).toBe(true);
    model.setValue('need_care', ['first_aid', 'empathy', 'wellbeing', 'elder_care', 'child_care']);
    expect(enabled('need_care')).toEqual(['child_care', 'elder_care', 'empathy', 'first_aid', 'none', 'wellbeing']);
    model.setValue('need_care', ['first_aid']);
    expect(enabled('need_care')).toContain('disability_support');
  });

  it('counts no skill of an area that is no longer chosen', () => {
    const { model } = chooser(['languages', 'care']);
    model.setValue('need_languages', ['english', 'french', 'german', 'spanish', 'italian']);
    model.setValue('need_care', ['first_aid']);
    expect(model.getVariable('needCount')).toBe(6);
    model.setValue('areas', ['care']);
    expect(model.getVariable('needCount')).toBe(1);
    expect(model.getQuestionByName('need_kept').isVisible).toBe(false);
  });

  it('is refused a sixth of one area by the server too', () => {
    const six = ['cv', 'interview', 'skills_recognition', 'job_search', 'teamwork', 'flexibility'];
    const { faults } = compileValidator(definitions.citizen)({ ...unemployedMother, need_work: six });
    expect(faults).toContainEqual({ path: 'need_work', code: 'too_many_choices', limit: 5 });
  });

  it('orders only what was ticked, and nothing twice', () => {
    const { model } = chooser(['languages']);
    model.setValue('need_languages', ['english', 'french']);
    model.setValue('first', 'french');
    const second = model.getQuestionByName('second').visibleChoices as { value: string }[];
    expect(second.map(({ value }) => value)).toEqual(['english', 'dont_know']);
    expect(model.getQuestionByName('third').isVisible).toBe(false);
    expect(model.getQuestionByName('firstNow').locTitle.renderedHtml).toContain('«Francese»');
  });

  it('is not asked again for the level of English', () => {
    const { model } = chooser(['languages']);
    model.setValue('need_languages', ['english']);
    model.setValue('first', 'english');
    expect(model.getQuestionByName('firstNow').isVisible).toBe(false);
    expect(model.getQuestionByName('firstPurpose').isVisible).toBe(true);
  });

  it('who wants no training now is asked for obstacles, not for skills or times', () => {
    const { model } = chooser(['no_training']);
    const shown = ['need_care', 'first', 'intention', 'hours', 'barriers', 'connection'];
    expect(shown.filter((name) => model.getQuestionByName(name).isVisible)).toEqual(['barriers', 'connection']);
  });
});

it('a firm cannot train more people of a job than do it', () => {
  const profiles = [{ ...(owner['profiles'] as object[])[1], toTrain: 2 }];
  const { faults } = compileValidator(definitions.firm)({ ...owner, profiles });
  expect(faults.map(({ path }) => path)).toEqual(['profiles[0].toTrain']);
});
