import { describe, expect, it } from 'vitest';
import { attack, report, type AttackOptions, type Outcome } from './attacks.ts';
import { found } from './finding.ts';
import { byThreshold, withExactWeights, type Plan } from './planted.ts';
import { codes } from './programme.ts';
import { drawFirms, drawPersons, profileOf, someMunicipalities, type Answers, type Version } from './population.ts';
import type { Figure } from './figure.ts';
import { seeded } from './random.ts';
import { systemsOf } from './system.ts';

const places = someMunicipalities(18);
const asVersion = (answers: Answers, person: number): Version => ({
  ...{ person, answers, profile: profileOf(answers), from: 0, until: Infinity },
});
const people = drawPersons(420, places).map(asVersion);

const tables = [[], ['province'], ['area'], ['municipality'], ['sex'], ['ageClass'], ['targetGroup'], ['area', 'sex']];
const everything: Plan = { tables, variables: { need: codes.need, mode: codes.mode }, least: 5 };
/** Alone it tells nothing: everybody, and three large groups that everybody is in one of. */
const little: Plan = { tables: [[], ['employment']], variables: { intention: codes.intention }, least: 30 };

const options: AttackOptions = { steps: 60 };
const known = (of: (version: Version) => number) => () => [{ name: 'known', of }];
const caught = ({ findings }: Outcome, name: string) => findings.filter(({ attack: by }) => by === name);

async function attacked(name: string, versions: readonly Version[], figures: readonly Figure[], more = options) {
  const outcome = await attack(versions, figures, more);
  console.log(`${name}: ${report(outcome)}`);
  return outcome;
}

/** The last few came after the first publication. */
const lateComers = (count: number) =>
  people.map((one, place) => ({ ...one, from: place < people.length - count ? 0 : 1 }));

describe('the attack', () => {
  it('finds nothing, and proves it, where little is published', async () => {
    const outcome = await attacked('little', people, byThreshold(people, 0, little));
    expect(outcome.findings).toEqual([]);
    expect(outcome.certificate).toBeLessThan(1);
  });

  it('catches a release by threshold alone: small groups by what is left out, each in its own way', async () => {
    const outcome = await attacked('threshold', people, byThreshold(people, 0, everything));
    for (const name of ['small cells', 'few columns', 'differences', 'walk'])
      expect(found(caught(outcome, name)), name).toBeGreaterThan(0);
    expect(outcome.findings.some(({ people: one }) => one.length === 1)).toBe(true);
    expect(outcome.certificate).toBeGreaterThan(1);
  });

  it('catches exact weighted sums, of which counts alone tell nothing', async () => {
    const random = seeded(9);
    const weights = people.map(() => 0.5 + 3 * random());
    const weightOf = ({ person }: Version) => weights[person]!;
    const few: Plan = { tables: [['municipality']], variables: { need: codes.need }, least: 5 };
    const counts = byThreshold(people, 0, few);
    const figures = withExactWeights(people, counts, weightOf);
    expect((await attack(people, counts, options)).findings).toEqual([]);
    const outcome = await attacked('exact weights', people, figures, { ...options, weighings: known(weightOf) });
    expect(caught(outcome, 'subset sum').length).toBeGreaterThan(20);
  });

  it('catches weighted shares of places whose classes are not published: with the count they tell each class', async () => {
    const weightOf = ({ profile }: Version) => (profile['sex']?.[0] === 'f' ? 1.2 : 0.8);
    const few: Plan = { tables: [['municipality']], variables: { need: codes.need }, least: 5 };
    const told = people.filter(({ profile }) => profile['sex']?.length === 1);
    const counts = byThreshold(told, 0, few);
    expect((await attack(told, counts, options)).findings).toEqual([]);
    const figures = [...counts, ...withExactWeights(told, counts, weightOf)];
    const outcome = await attacked('classes that are not published', told, figures, {
      ...options,
      weighings: known(weightOf),
    });
    expect(found(caught(outcome, 'small cells'))).toBeGreaterThan(0);
    expect(outcome.certificate).toBeGreaterThan(1);
  });

  it('catches rounded class weights no more than counts do', async () => {
    const weightOf = ({ profile }: Version) => (profile['sex']?.[0] === 'f' ? 1.2 : 0.8);
    const cells: Plan = { tables: [[]], variables: { need: codes.need }, least: 5 };
    const figures = withExactWeights(people, byThreshold(people, 0, cells), weightOf);
    expect((await attack(people, figures, { ...options, weighings: known(weightOf) })).findings).toEqual([]);
  });

  it.each([
    ['coverage that is live by day', 1],
    ['a second publication just after the first', 3],
  ])('catches %s', async (name, count) => {
    const versions = lateComers(count);
    const first = byThreshold(versions, 0, little);
    expect((await attack(versions, first, options)).findings).toEqual([]);
    const outcome = await attacked(name, versions, [...first, ...byThreshold(versions, 1, little)]);
    expect(found(outcome.findings)).toBeGreaterThanOrEqual(count);
    expect(outcome.findings.some(({ people: some }) => some.length <= count)).toBe(true);
  });

  it('catches a correction between two publications: one person, two versions', async () => {
    const [first, ...others] = people as [Version, ...Version[]];
    const after = { ...first, from: 1, answers: { ...first.answers, employment: 'unemployed' } };
    const versions = [{ ...first, until: 1 }, { ...after, profile: profileOf(after.answers) }, ...others];
    const figures = [0, 1].flatMap((moment) => byThreshold(versions, moment, little));
    const outcome = await attacked('a correction', versions, figures);
    expect(outcome.findings.some(({ people: some }) => some.length === 1 && some[0] === first.person)).toBe(true);
  });

  it('catches a sensitive question that is shown by threshold, by algebra and by bounds', async () => {
    const shown: Plan = {
      tables: [[], ['area'], ['municipality']],
      variables: { disability: codes.disability },
      least: 5,
    };
    const outcome = await attacked('a sensitive question', people, byThreshold(people, 0, shown));
    expect(found(caught(outcome, 'bounds'))).toBeGreaterThan(0);
    expect(found(caught(outcome, 'small cells'))).toBeGreaterThan(0);
  });

  it('catches a sensitive group that is shown exactly: nobody is left for a few others', async () => {
    // six did not tell their sex, and none of them has a disability
    const untold = people.filter(({ answers }) => answers['sex'] === 'refused').slice(0, 6);
    const others = people.filter(({ answers }) => answers['sex'] !== 'refused');
    const none = untold.map(({ answers, person }) => asVersion({ ...answers, disability: 'no' }, person));
    const some = [...none, ...others];
    const shown: Plan = { tables: [['targetGroup'], ['sex', 'targetGroup']], variables: {}, least: 10 };
    const isGroup = ({ cells: [cell] }: Figure) => cell!.some(({ codes: [code] }) => code === 'disabled');
    const outcome = await attacked('a sensitive group', some, byThreshold(some, 0, shown).filter(isGroup));
    expect(caught(outcome, 'bounds').length).toBeGreaterThan(0);
    expect(outcome.findings.every(({ words }) => words.includes('what they said of disabled'))).toBe(true);
  });

  it('catches sums over firms that one firm makes', async () => {
    const [giant, ...others] = drawFirms(120, places) as [Answers, ...Answers[]];
    const firms = [{ ...giant, toTrain: 5_000 }, ...others].map(asVersion);
    const shown: Plan = { tables: [[], ['province'], ['sector'], ['sizeClass'], ['area']], variables: {}, least: 5 };
    const sums = byThreshold(firms, 0, shown).map((figure) => ({
      ...figure,
      variable: 'toTrain',
      total: totalOf(firms, figure),
    }));
    const outcome = await attacked('sums over firms', firms, sums, { ...options, magnitude: 'toTrain' });
    expect(found(caught(outcome, 'dominance'))).toBeGreaterThan(0);
  });

  it('holds figures against its picture of everybody', () => {
    const [figure, ...others] = byThreshold(people, 0, little) as [Figure, ...Figure[]];
    expect(() => systemsOf(people, [{ ...figure, n: figure.n + 1 }, ...others])).toThrow('the picture is wrong');
    expect(systemsOf(people, [figure, ...others]).map(({ equations }) => equations.length)).toEqual([4]);
  });
});

const totalOf = (firms: readonly Version[], { cells: [cell] }: Figure): number =>
  firms
    .filter(({ profile }) =>
      cell!.every(({ dimension, codes: some }) => profile[dimension]!.some((one) => some.includes(one))),
    )
    .reduce((sum, { answers }) => sum + Number(answers['toTrain']), 0);
