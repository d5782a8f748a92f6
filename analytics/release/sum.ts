/** Sums of a number over the respondents of each cell: employees to train of the firms of an area. */
import type { Composition } from '../cell-count.ts';
import { cellKey } from '../domain.ts';
import type { Population } from './population.ts';
import { codesOf } from './standing.ts';

/** By cell: how many gave a number, and the sum of what they gave. */
export interface CellSums {
  readonly bases: Int32Array;
  readonly totals: Float64Array;
}

export function sumsByCell({ cells }: Composition, population: Population, variable: string): CellSums {
  const placesOf = placesByKind(cells, population);
  const [bases, totals] = [new Int32Array(cells.length), new Float64Array(cells.length)];
  const { kind, value, n } = population.values.get(variable)!;
  for (let row = 0; row < kind.length; row += 1) {
    for (const place of placesOf(kind[row]!)) {
      bases[place]! += n[row]!;
      totals[place]! += n[row]! * value[row]!;
    }
  }
  return { bases, totals };
}

/** The cells in which a kind of respondents stands. */
function placesByKind(cells: Composition['cells'], { dimensions, kinds }: Population): (kind: number) => number[] {
  const tables = Map.groupBy([...cells.keys()], (place) => cells[place]!.table);
  const keys = [...tables].map(([table, places]) => ({
    axes: table === '' ? [] : table.split('*').map((name) => dimensions.findIndex((one) => one.name === name)),
    places: new Map(places.map((place) => [cellKey(cells[place]!.codes), place])),
  }));
  return (kind) =>
    keys.flatMap(({ axes, places }) =>
      axes
        .map((axis) => codesOf(dimensions[axis]!, kinds[`d${axis}`]![kind]!))
        .reduce<string[][]>((heads, codes) => heads.flatMap((head) => codes.map((code) => [...head, code])), [[]])
        .flatMap((codes) => places.get(cellKey(codes)) ?? []),
    );
}
