import { describe, expect, it } from 'vitest';
import { compileCodebook, publicCodebook } from '../../survey/codebook/codebook.ts';
import { parseDefinition } from '../../survey/definition/definition.ts';
import { instrument } from '../support/answers.ts';

const label = { it: 'Bisogno', en: 'Need' };
const need = (name: string, choices: unknown[], change: object = {}) => ({
  ...{ type: 'checkbox', name, choices, codebook: { variable: 'need', role: 'need', label, type: 'multiple' } },
  ...change,
});
const definition = (...elements: object[]) => parseDefinition({ title: 'T', pages: [{ name: 'p', elements }] });
const digital = need('needDigital', [{ value: 'email', text: { it: 'Posta', en: 'Mail' } }, 'web', 'refused'], {
  showNoneItem: true,
});
const care = need('needCare', ['children', 'web'], { visibleIf: "{needDigital} contains 'email'", isRequired: true });

describe('a codebook', () => {
  it('merges the questions that feed one variable, and leaves out what is no category', () => {
    const { variables } = compileCodebook(definition(digital, care));
    expect(variables).toHaveLength(1);
    expect(variables[0]).toMatchObject({ name: 'need', missing: ['not_shown', 'skipped', 'refused'], versions: [1] });
    expect(variables[0]!.categories).toEqual([
      { code: 'email', label: { it: 'Posta', en: 'Mail' }, number: 1 },
      { code: 'web', label: { it: 'web', en: 'web' }, number: 2 },
      { code: 'children', label: { it: 'children', en: 'children' }, number: 3 },
    ]);
    expect(variables[0]!.sources.map(({ question }) => question)).toEqual(['needDigital', 'needCare']);
  });

  it('keeps the number of a category in the next version, whatever its place, and forgets none', () => {
    const first = compileCodebook(definition(digital, care));
    const next = definition(need('needNow', ['robots', 'web', 'children']));
    const { variables } = compileCodebook(next, { version: 2, previous: first });
    expect(variables[0]!.categories.map(({ code, number }) => [code, number])).toEqual([
      ['robots', 4],
      ['web', 2],
      ['children', 3],
      ['email', 1],
    ]);
    expect(variables[0]!.versions).toEqual([1, 2]);
  });

  it('keeps a variable that is asked no more, without a source', () => {
    const first = compileCodebook(definition(digital));
    const other = { ...need('x', ['a']), codebook: { variable: 'other', role: 'other', label, type: 'multiple' } };
    const { variables } = compileCodebook(definition(other), { version: 2, previous: first });
    expect(variables.map(({ name, versions, sources }) => [name, versions, sources.length])).toEqual([
      ['other', [2], 1],
      ['need', [1], 0],
    ]);
  });

  it('takes the label of a skill where a choice has no text', () => {
    const skills = [{ key: 'web', label: { it: 'Rete', en: 'Web' } }];
    const { variables } = compileCodebook(definition(digital), { skills });
    expect(variables[0]!.categories.find(({ code }) => code === 'web')!.label).toEqual({ it: 'Rete', en: 'Web' });
  });

  it('says where skills, ranks, rows and blocks stand', () => {
    const citizen = compileCodebook(instrument('citizen'));
    const sources = (name: string) => citizen.variables.find((variable) => variable.name === name)!.sources;
    expect(sources('ictNow')).toMatchObject([{ question: 'ictNow', skill: 'ict_basic', repeat: null }]);
    expect(sources('firstNow')).toMatchObject([{ question: 'firstNow', skill: '{first}' }]);
    expect(sources('second')).toMatchObject([{ rank: 2 }]);
    const firm = compileCodebook(instrument('firm'));
    expect(firm.repeats).toEqual([{ name: 'profile', question: 'profiles' }]);
    expect(firm.variables.find(({ name }) => name === 'headcount')!.sources).toMatchObject([
      { repeat: 'profile', repeatQuestion: 'profiles' },
    ]);
  });

  it('is told to the public with levels for the territory, and with the derived groups', () => {
    const targetGroups = [{ key: 'young', label: { it: 'Giovani', en: 'Young' } }];
    const levels = ['province', 'area', 'municipality'] as const;
    const { variables } = publicCodebook('s', compileCodebook(instrument('citizen')), { levels, targetGroups });
    expect(variables.find(({ role }) => role === 'territory')).toMatchObject({
      name: 'territory',
      levels,
      dimension: true,
    });
    expect(variables.slice(-2).map(({ name, type, categories }) => [name, type, categories])).toEqual([
      ['targetGroup', 'multiple', [{ code: 'young', label: { it: 'Giovani', en: 'Young' } }]],
      ['mainGroup', 'single', [{ code: 'young', label: { it: 'Giovani', en: 'Young' } }]],
    ]);
    expect(JSON.stringify(variables)).not.toContain('sources');
  });
});
