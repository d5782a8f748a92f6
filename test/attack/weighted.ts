/** What weighted figures tell beyond counts: with known weights, which sets of people have the published sum. */
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import type { Version } from './population.ts';
import { subsetsOfSum } from './subset-sum.ts';
import { membersOf } from './weighing.ts';

/** More people are left alone: the search takes 2^(n / 2) steps. */
const most = 24;
const tolerance = 1e-9;

/**
 * Names everybody whom a weighted share names. People of equal weight are one class: how many of a class said yes is told
 * when all sets with the right sum agree on it, and is a finding where the class is about fewer than k.
 */
export function bySubsetSum(versions: readonly Version[], figures: readonly Figure[], k: number): Finding[] {
  return figures.flatMap((figure) => {
    const { weighing, share, category, variable } = figure;
    if (weighing === null || share === null) return [];
    const people = membersOf(versions, figure);
    if (people.length > most) return [];
    const classes = [...Map.groupBy(people, weighing.of)].filter(([, some]) => some.length < k);
    const told = toldCounts(people.map(weighing.of), share);
    return classes.flatMap(([weight, some]) => {
      const count = told(weight);
      if (count === null) return [];
      const words = `${count} of the ${some.length} with weight ${weight} said ${category} of ${variable}`;
      return [{ attack: 'subset sum', people: some.map(({ person }) => person), words }];
    });
  });
}

/** How many with a weight said yes; null when several numbers fit the share. */
function toldCounts(weights: readonly number[], share: number): (weight: number) => number | null {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sets = subsetsOfSum(weights, share * whole, tolerance * whole, 64);
  return (weight) => {
    const counts = new Set(
      sets.map(
        (mask) => weights.filter((one, place) => one === weight && Math.floor(mask / 2 ** place) % 2 === 1).length,
      ),
    );
    return counts.size === 1 && sets.length < 64 ? [...counts][0]! : null;
  };
}
