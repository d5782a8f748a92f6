import { describe, expect, it } from 'vitest';
import { CodebookEntry } from '../../survey/contract.ts';
import { AreasFile, SkillsFile } from '../../survey/programme/schema.ts';
import type { Question } from '../../survey/definition/definition.ts';
import { gulpease } from '../../survey/readability.ts';
import { definitionOf, modelOf, programmeFile, questionsOf } from '../support/instrument.ts';

const instruments = { citizen: definitionOf('citizen'), firm: definitionOf('firm') };
const names = ['citizen', 'firm'] as const;
const skills = SkillsFile.parse(programmeFile('skills.json'));

/** The texts that a respondent reads in a question, in every language it was written in. */
function textsOf(question: Question): unknown[] {
  const { title, description } = question;
  const choices =
    'choices' in question ? question.choices.map((one) => (typeof one === 'string' ? one : one.text)) : [];
  const none = 'noneText' in question ? [question.noneText] : [];
  const rules = (question.validators ?? []).map(({ text }) => text);
  return [title, description, ...choices, ...none, ...rules].filter((text) => text !== undefined);
}

/** A municipality has one name; everything else is said twice. */
const isName = (text: unknown) => typeof text === 'string';
const italian = (text: unknown) => (text as { default: string }).default;
const choiceValues = (question: Question | undefined) =>
  question && 'choices' in question ? question.choices.map((one) => (typeof one === 'string' ? one : one.value)) : [];
const named = (instrument: (typeof names)[number], name: string) =>
  questionsOf(instruments[instrument]).find((question) => question.name === name);
const keysOf = (area?: string) => skills.skills.filter((one) => !area || one.area === area).map(({ key }) => key);

describe.each(names)('the %s questionnaire', (instrument) => {
  const definition = instruments[instrument];
  const questions = questionsOf(definition);

  it('loads in SurveyJS without a fault', () => {
    expect(modelOf(definition).jsonErrors ?? []).toEqual([]);
  });

  it('says everything in Italian and in English', () => {
    const texts = [definition.title, definition.completeText, ...questions.flatMap(textsOf)].filter(
      (one) => !isName(one),
    );
    for (const text of texts)
      expect(text).toMatchObject({ default: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    expect(questions.every(({ title }) => title !== undefined)).toBe(true);
  });

  it('names each question once and says which variable it feeds', () => {
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
    for (const question of questions)
      if (question.type !== 'paneldynamic') expect(CodebookEntry.safeParse(question.codebook).success).toBe(true);
  });

  it('knows all municipalities of the areas, and no other', () => {
    const areas = AreasFile.parse(programmeFile('areas.json'));
    const codes = choiceValues(named(instrument, 'territory')).filter((code) => /^\d+$/.test(code));
    expect(codes.toSorted()).toEqual(areas.flatMap(({ municipalities }) => municipalities).toSorted());
    expect(codes).toHaveLength(131);
  });

  it('lets nobody be forced to tell something personal', () => {
    const personal = ['territory', 'sex', 'ageClass', 'education', 'employment', 'monthsSearching', 'citizenship'];
    const roles = new Set([...personal, 'careDuties', 'disability', 'sector', 'sizeClass', 'association']);
    const asked = questions.filter(
      (one) => one.type !== 'paneldynamic' && roles.has((one.codebook as CodebookEntry).role),
    );
    for (const question of asked) expect(choiceValues(question)).toContain('refused');
  });

  it('is easy to read in Italian: Gulpease 60 or more', () => {
    const titles = questions.map(({ title }) => italian(title));
    for (const title of titles) expect(gulpease([title]), title).toBeGreaterThanOrEqual(60);
    const texts = questions.flatMap(textsOf).filter((text) => !isName(text));
    expect(gulpease([...new Set(texts.map(italian))])).toBeGreaterThanOrEqual(60);
  });
});

describe('skills', () => {
  const areas = skills.areas.map(({ key }) => key);

  it('are the same in the list and in both questionnaires', () => {
    const citizen = areas.flatMap((area) => choiceValues(named('citizen', `need_${area}`)));
    expect(citizen.toSorted()).toEqual(keysOf().toSorted());
    for (const [instrument, name] of [
      ['firm', 'profileSkills'],
      ['firm', 'topSkill'],
      ['citizen', 'third'],
    ] as const)
      expect(choiceValues(named(instrument, name)).filter((code) => code !== 'dont_know')).toEqual(keysOf());
    expect(choiceValues(named('citizen', 'areas')).slice(0, areas.length)).toEqual(areas);
  });

  it('number 60 to 90 in 8 to 10 areas, the 21 of DigComp 2.2 among them', () => {
    expect(areas.length).toBeGreaterThanOrEqual(8);
    expect(areas.length).toBeLessThanOrEqual(10);
    expect(keysOf().length).toBeGreaterThanOrEqual(60);
    expect(keysOf().length).toBeLessThanOrEqual(90);
    const digcomp = skills.skills
      .filter(({ framework }) => framework?.id === 'DigComp')
      .map((one) => one.framework?.ref);
    expect(new Set(digcomp).size).toBe(21);
    expect(digcomp).toHaveLength(21);
  });

  it('are shown at most eight at a time, whatever was chosen', () => {
    for (const area of areas.filter((one) => one !== 'digital')) expect(keysOf(area).length).toBeLessThanOrEqual(8);
    const model = modelOf(instruments.citizen);
    model.setValue('areas', ['digital']);
    const groups = choiceValues(named('citizen', 'digitalGroups'));
    for (const pair of groups.flatMap((one, index) => groups.slice(index + 1).map((other) => [one, other]))) {
      model.setValue('digitalGroups', pair);
      const shown = model.getQuestionByName('need_digital').visibleChoices as { value: string }[];
      expect(shown.filter(({ value }) => value !== 'none').length).toBeLessThanOrEqual(8);
    }
  });

  it('of the digital area are all reached through a group', () => {
    const groups = choiceValues(named('citizen', 'digitalGroups'));
    const digital = named('citizen', 'need_digital');
    const reached = digital && 'choices' in digital ? digital.choices : [];
    for (const choice of reached)
      expect(groups.some((group) => typeof choice !== 'string' && choice.visibleIf?.includes(`'${group}'`))).toBe(true);
  });
});
