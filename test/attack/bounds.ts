/** What plain bounds tell of a sensitive question: no count is below 0 or above the number of people. */
import { isIn } from './figure.ts';
import { allCells } from './algebra.ts';
import { findingOf, type Finding } from './finding.ts';
import { withValues, type Equality, type Largest } from './linear-program.ts';
import { peopleOf, rowOfPeople, sumOf, type System } from './system.ts';

const slack = 1e-6;

/**
 * Categories of a sensitive question that cannot be anybody's among people who are alike, or of whom all have it; and the
 * count in each group of fewer than k, where nothing else fits.
 */
export async function byBounds(system: System): Promise<Finding[]> {
  const { equations, columns } = system;
  const most = columns.map(({ versions }) => versions.length);
  const findings: Finding[] = [];
  for (const category of categoriesOf(system)) {
    const equalities = equations.flatMap(({ row, figures }) => {
      const sums = figures.filter((one) => one.category === category).map((one) => sumOf(system, row, one));
      const sum = sums.find((one) => one !== null);
      return sum === undefined || sum === null ? [] : [{ row, sum }];
    });
    if (equalities.length > 0) findings.push(...(await determined(system, category, most, equalities)));
  }
  return findings;
}

const categoriesOf = ({ equations }: System): string[] => [
  ...new Set(equations.flatMap(({ figures }) => figures.flatMap(({ category }) => category ?? []))),
];

function determined(system: System, category: string, most: readonly number[], equalities: readonly Equality[]) {
  return withValues(most, equalities, (largest) => [
    ...ruledOut(system, category, most, largest),
    ...countedExactly(system, category, largest),
  ]);
}

/** One program asks for all at once; those that it leaves at less than one person are asked for one by one. */
function ruledOut(system: System, category: string, most: readonly number[], largest: Largest): Finding[] {
  const unit = (place: number, factor: number) =>
    Float64Array.from(most, (_, column) => (column === place ? factor : 0));
  const findings: Finding[] = [];
  const [can, need] = [new Set<number>(), new Set<number>()];
  const note = (at: Float64Array) =>
    at.forEach((value, place) => {
      if (value >= 1 - slack) can.add(place);
      if (most[place]! - value >= 1 - slack) need.add(place);
    });
  most.forEach((people, place) => {
    if (!can.has(place)) note(largest(unit(place, 1)).at);
    if (!need.has(place)) note(largest(unit(place, -1)).at);
    const words = [
      ...(can.has(place) ? [] : [`nobody said ${category}`]),
      ...(need.has(place) ? [] : [`all said ${category}`]),
    ];
    const row = unit(place, 1);
    if (people > 0) findings.push(...words.map((how) => findingOf(system, 'bounds', row, null, how)));
  });
  return findings;
}

function countedExactly(system: System, category: string, largest: Largest): Finding[] {
  const rows = allCells(system).map(({ moment, cell }) => ({
    ...{ cell, row: Float64Array.from(rowOfPeople(system, moment, (profile) => isIn(profile, cell))) },
  }));
  const small = [...new Map(rows.map((one) => [one.row.join(''), one])).values()].filter(({ row }) => {
    const people = peopleOf(system, row).length;
    return people > 0 && people < system.k;
  });
  // points met on the way show most groups to be open
  const points: Float64Array[] = [];
  const at = (row: Float64Array, point: Float64Array) =>
    row.reduce((sum, value, place) => sum + value * point[place]!, 0);
  return small.flatMap(({ cell, row }) => {
    const isOpen = () => {
      const values = points.map((point) => at(row, point));
      return Math.max(...values) - Math.min(...values) > slack;
    };
    if (points.length > 1 && isOpen()) return [];
    points.push(largest(row).at, largest(row.map((value) => -value)).at);
    return isOpen()
      ? []
      : [findingOf(system, 'bounds', row, cell, `exactly ${Math.round(at(row, points.at(-1)!))} said ${category}`)];
  });
}
