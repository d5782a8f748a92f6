import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { answerFaultList, compileValidator } from '../../survey/validator/validator.ts';

const label = { it: 'Nome', en: 'Name' };
const described = (type: string, name: string) => ({ variable: name, role: 'other', label, type });
const question = (type: string, name: string, kind: string, change: object = {}) => ({
  ...{ type, name, codebook: described(kind, name) },
  ...change,
});

const stars = question('rating', 'stars', 'scale', { rateMin: 0, rateMax: 10, rateStep: 5 });
const words = question('rating', 'words', 'scale', { rateValues: ['low', 'high'] });
const agree = question('boolean', 'agree', 'single');
const code = question('text', 'code', 'text', {
  maxLength: 8,
  validators: [{ type: 'regex', regex: '^[a-z]+$', text: { it: 'Solo lettere.', en: 'Letters only.' } }],
});
const amount = question('text', 'amount', 'number', { inputType: 'number', min: -1, max: 1, step: 0.1 });
const table = {
  ...{ type: 'matrix', name: 'table', rows: ['a', 'b'], columns: ['1', '2'], eachRowRequired: true },
  codebook: { rows: { a: described('single', 'tableA'), b: described('single', 'tableB') } },
};
const ticks = question('checkbox', 'ticks', 'multiple', {
  choices: ['x', 'y', 'z', { value: 'w', visibleIf: '{agree} = true' }, { value: 'alone', isExclusive: true }],
  minSelectedChoices: 2,
  maxSelectedChoices: 3,
  showNoneItem: true,
  visibleIf: '{agree} notempty',
});
const why = question('comment', 'why', 'text', { maxLength: 20, requiredIf: '{ticks} contains "x"' });
const which = question('radiogroup', 'which', 'single', {
  choices: ['x', 'y', 'z'],
  choicesVisibleIf: '{ticks} contains {item}',
  hideIfChoicesEmpty: true,
});
const panel = {
  type: 'panel',
  name: 'group',
  visibleIf: '{double} > 2',
  elements: [question('boolean', 'deep', 'single')],
};
const validate = compileValidator(
  parseDefinition({
    title: 'T',
    calculatedValues: [
      { name: 'half', expression: '{ticks.length}' },
      { name: 'double', expression: '{half} * 2' },
    ],
    pages: [
      { name: 'p1', elements: [stars, words, agree, code, amount, table] },
      { name: 'p2', visibleIf: '{agree} notempty', elements: [ticks, why, which, panel] },
    ],
  }),
);
const faults = (answers: unknown) => validate(answers).faults.map(({ path, code: fault }) => `${path} ${fault}`);

describe('the validator', () => {
  it.each([
    ['nothing at all, when nothing is required', {}],
    ['a step of a rating', { stars: 5 }],
    ['a named step', { words: 'high' }],
    ['a right pattern', { code: 'abc' }],
    ['a step of a tenth', { amount: 0.3 }],
    ['all rows', { table: { a: '1', b: '2' } }],
    ['two ticks and what they bring up', { agree: false, ticks: ['y', 'z'], which: 'z', deep: true }],
    ['"none" alone, below the fewest', { agree: false, ticks: ['none'] }],
    ['a choice that an earlier answer offers', { agree: true, ticks: ['w', 'y'], which: 'y' }],
  ])('takes %s', (_, answers) => {
    expect(faults(answers)).toEqual([]);
  });

  it.each([
    ['a number between the steps', { stars: 4 }, 'stars unknown_choice'],
    ['a number beyond the scale', { stars: 99 }, 'stars unknown_choice'],
    ['a rating as a text', { stars: '5' }, 'stars wrong_type'],
    ['a truth as a text', { agree: 'true' }, 'agree wrong_type'],
    ['a truth as a number', { agree: 1 }, 'agree wrong_type'],
    ['a text off the pattern', { code: 'abc1' }, 'code rule_broken'],
    ['a number off the steps', { amount: 0.15 }, 'amount not_a_step'],
    ['a row left out', { table: { a: '1' } }, 'table row_required'],
    ['a row that is not there', { table: { a: '1', b: '2', c: '1' } }, 'table.c unknown_question'],
    ['a column that is not there', { table: { a: '1', b: '9' } }, 'table.b unknown_choice'],
    ['a table as a list', { table: ['1', '2'] }, 'table wrong_type'],
    ['too few ticks', { agree: false, ticks: ['y'] }, 'ticks too_few_choices'],
    ['no ticks where some are due', { agree: false }, 'ticks too_few_choices'],
    ['an exclusive tick with others', { agree: false, ticks: ['alone', 'y'] }, 'ticks exclusive_choice'],
    ['a choice that an earlier answer hides', { agree: false, ticks: ['w', 'y'] }, 'ticks unknown_choice'],
    ['an answer on a hidden page', { ticks: ['y', 'z'] }, 'ticks hidden_answer'],
    ['an answer in a hidden panel', { agree: true, ticks: ['none'], deep: true }, 'deep hidden_answer'],
    ['an answer where no choice is offered', { agree: false, ticks: ['none'], which: 'x' }, 'which hidden_answer'],
    ['what an earlier answer requires', { agree: true, ticks: ['x', 'y'] }, 'why required'],
    ['white space for a required text', { agree: true, ticks: ['x', 'y'], why: '  ' }, 'why required'],
    ['a list for the answers', [], ' wrong_type'],
    ['null for the answers', null, ' wrong_type'],
  ])('refuses %s', (_, answers, fault) => {
    expect(faults(answers)).toContain(fault);
  });

  it('lets nothing depend on a hidden answer', () => {
    expect(faults({ ticks: ['y', 'z'], which: 'y', deep: true })).toEqual([
      'ticks hidden_answer',
      'which hidden_answer',
      'deep hidden_answer',
    ]);
  });

  it('tells what was shown and left empty from what was not shown', () => {
    expect(validate({ agree: true, ticks: ['none'] }).skipped).toEqual([
      'stars',
      'words',
      'code',
      'amount',
      'table',
      'why',
    ]);
    expect(validate({}).skipped).toEqual(['stars', 'words', 'agree', 'code', 'amount', 'table']);
  });

  it('counts characters, not the halves of which some are made', () => {
    expect(faults({ agree: true, ticks: ['none'], why: '👍'.repeat(20) })).toEqual([]);
    expect(faults({ agree: true, ticks: ['none'], why: '👍'.repeat(21) })).toEqual(['why too_long']);
  });

  it('decides for an answer what it decided before, whatever was refused in between', () => {
    const right = { agree: true, ticks: ['y', 'z'], which: 'y', deep: true };
    for (const ticks of [['y\0z'], ['\0y', 'z'], 'y', ['x', 'y'], [['y'], 'z'], { 0: 'y', 1: 'z' }, ['y', 'z', 'x']])
      expect([faults({ ...right, ticks }).length > 0, faults(right)]).toEqual([true, []]);
  });

  it('names at most a hundred faults', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at]));
    expect(faults(many)).toHaveLength(100);
  });

  it('says each fault in plain words, with the instrument’s own sentence where there is one', () => {
    const said = (answers: unknown, language: 'it' | 'en') =>
      answerFaultList(validate(answers).faults, language).map(({ message }) => message);
    expect(said({ code: '1' }, 'it')).toEqual(['Solo lettere.']);
    expect(said({ code: '1' }, 'en')).toEqual(['Letters only.']);
    const four = { agree: true, ticks: ['x', 'y', 'z', 'w'], why: 'so' };
    expect(said(four, 'it')).toEqual(['Scegli al massimo 3 voci.']);
    expect(said(four, 'en')).toEqual(['Choose at most 3.']);
  });
});
