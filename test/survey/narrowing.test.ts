import { describe, expect, it } from 'vitest';
import { compileCodebook } from '../../survey/codebook/codebook.ts';
import type { Problem } from '../../problem.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { smallProgramme, withProgramme } from '../support/small-programme.ts';
import { firmInstrument, personInstrument, skills } from '../support/small-instrument.ts';

const label = { it: 'Serve', en: 'Need' };
const need = { variable: 'need', role: 'need', label, type: 'multiple' };
const ticks = (name: string, ...choices: string[]) => ({ type: 'checkbox', name, choices, codebook: need });
const areas = [ticks('care', 'first_aid', 'child_care'), ticks('work', 'cv')];
const offered = (value: string, question: string) => ({ value, visibleIf: `{${question}} contains {item}` });
const keep = {
  ...ticks('keep'),
  ...{ isRequired: true, maxSelectedChoices: 2, codebook: { ...need, narrows: true } },
  visibleIf: '{care.length} + {work.length} > 2',
  choices: [offered('first_aid', 'care'), offered('child_care', 'care'), offered('cv', 'work')],
};
const instrument = (...elements: object[]) => ({ title: 'T', pages: [{ name: 'p1', elements }] });

function faultsOf(json: unknown): string[] {
  try {
    parseDefinition(json);
    return [];
  } catch (error) {
    return (error as Problem).errors!('it').map(({ path, code }) => `${path} ${code}`);
  }
}

describe('a question that narrows its variable', () => {
  it('is one of the places that feed it, told from the others', () => {
    const { variables } = compileCodebook(parseDefinition(instrument(...areas, keep)));
    expect(variables).toHaveLength(1);
    expect(variables[0]!.sources.map(({ question, narrows }) => [question, narrows])).toEqual([
      ['care', undefined],
      ['work', undefined],
      ['keep', true],
    ]);
    expect(variables[0]!.categories.map(({ code }) => code)).toEqual(['first_aid', 'child_care', 'cv']);
  });

  const at = (place: number, code: string) => `pages[0].elements[${place}].codebook.narrows ${code}`;
  const [care, work] = areas;
  it.each([
    ['nothing before it', [keep], at(0, 'narrows_order')],
    ['something that comes later', [care, keep, work], at(1, 'narrows_order')],
    ['a variable twice', [care, work, keep, { ...keep, name: 'again' }], at(3, 'narrows_twice')],
    ['without having to be answered', [care, work, { ...keep, isRequired: false }], at(2, 'narrows_type')],
    [
      'fewer choices than were offered',
      [care, work, { ...keep, choices: keep.choices.slice(1) }],
      at(2, 'narrows_choices'),
    ],
    ['and offers "none of these"', [care, work, { ...keep, showNoneItem: true }], at(2, 'narrows_choices')],
    [
      'and offers what was not ticked',
      [care, work, { ...keep, choices: ['first_aid', 'child_care', 'cv'] }],
      at(2, 'narrows_unticked'),
    ],
    [
      'and asks another question whether it was ticked',
      [care, work, { ...keep, choices: [...keep.choices.slice(0, 2), offered('cv', 'care')] }],
      at(2, 'narrows_unticked'),
    ],
  ])('is refused when it narrows %s', (_, elements, fault) => {
    expect(faultsOf(instrument(...(elements as object[])))).toContain(fault);
  });

  it('may ask all its choices at once whether they were ticked', () => {
    const choicesVisibleIf = '{care} contains {item} or {work} contains {item}';
    expect(
      faultsOf(instrument(...areas, { ...keep, choicesVisibleIf, choices: ['first_aid', 'child_care', 'cv'] })),
    ).toEqual([]);
  });
});

/** The small programme with a question that narrows the needs of a person, and one inside a firm's job profile. */
function narrowingProgramme() {
  const small = smallProgramme();
  const [about, needs] = personInstrument.pages;
  const kept = (name: string, visibleIf: string, choicesVisibleIf: string) => ({
    ...{
      type: 'checkbox',
      name,
      isRequired: true,
      maxSelectedChoices: 2,
      visibleIf,
      choicesVisibleIf,
      choices: skills,
    },
    codebook: {
      variable: 'need',
      role: 'need',
      label: { it: 'need (it)', en: 'need' },
      type: 'multiple',
      narrows: true,
    },
  });
  const person = kept(
    'keep',
    '{need_languages.length} + {need_work.length} > 2',
    '{need_languages} contains {item} or {need_work} contains {item}',
  );
  const inside = kept('keep', '{panel.skills.length} > 2', '{panel.skills} contains {item}');
  const place = needs!.elements.findIndex(({ name }) => name === 'first');
  const [firm] = firmInstrument.pages;
  const blocks = firm!.elements.map((element) =>
    'templateElements' in element ? { ...element, templateElements: [...element.templateElements, inside] } : element,
  );
  return {
    ...small,
    'instruments/person.json': {
      ...personInstrument,
      pages: [about, { ...needs, elements: needs!.elements.toSpliced(place, 0, person as never) }],
    },
    'instruments/firm.json': { ...firmInstrument, pages: [{ ...firm, elements: blocks }] },
  };
}

describe('the typed tables', () => {
  const person = { place: '077014', sex: 'f', work: 'employed', areas: ['languages', 'work'] };
  const needs = { ...person, need_languages: ['spanish', 'english'], englishNow: '1', englishWanted: '2' };

  it('hold what was kept where that was asked, else all that was ticked', async () => {
    await withProgramme(narrowingProgramme(), async (small) => {
      const many = { ...needs, need_work: ['cv'], keep: ['cv', 'spanish'] };
      await small.accept('small-persons', many, needs);
      await small.projection.run();
      const rows = await small.database.rows('SELECT need, need_missing FROM answer_small_persons ORDER BY seq');
      expect(rows).toEqual([
        { need: [2, 3], need_missing: null },
        { need: [1, 2], need_missing: null },
      ]);
      const chosen = await small.database.rows(
        'SELECT skill FROM skill_small_persons WHERE chosen AND seq = 1 ORDER BY skill',
      );
      expect(chosen).toEqual([{ skill: 2 }, { skill: 3 }]);
    });
  });

  it('do so block by block', async () => {
    await withProgramme(narrowingProgramme(), async (small) => {
      const profiles = [
        { family: 'craft', skills: ['cv', 'english', 'spanish'], keep: ['cv'] },
        { family: 'clerks', skills: ['interview', 'english'] },
      ];
      await small.accept('small-firms', { sector: 'C', place: '077021', profiles });
      await small.projection.run();
      expect(await small.database.rows('SELECT item, need FROM profile_small_firms ORDER BY item')).toEqual([
        { item: 1, need: [3] },
        { item: 2, need: [1, 4] },
      ]);
      expect(await small.database.rows('SELECT need FROM answer_small_firms')).toEqual([{ need: [1, 3, 4] }]);
    });
  });
});
