import { describe, expect, it } from 'vitest';
import {
  auditRelease,
  type CellName,
  type DimensionColumn,
  type Dimensions,
  type ReleaseCell,
} from '../../analytics/disclosure/index.ts';
import { floors, skewedPopulation, wayCoverage } from '../support/skewed-population.ts';
import { denseLeverages } from './dense.ts';

const inSuite = Object.entries(floors).filter(([, { size }]) => size <= 20_000);

describe('the audited release of 131 municipalities', () => {
  it.each(inSuite)('covers enough of %s', (_, { size, tables, oneWay, twoWay }) => {
    const { cells, leverage } = auditRelease({ dimensions: skewedPopulation(size), tables });
    expect(wayCoverage(cells, 1)).toBeGreaterThanOrEqual(oneWay);
    expect(wayCoverage(cells, 2)).toBeGreaterThanOrEqual(twoWay);
    expect(leverage).toBeLessThan(1 / 4);
    expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
  });

  it('knows the leverages of the first 600 as a dense projection of their 600 columns gives them', () => {
    const { size, tables } = floors['the first 600'];
    const dimensions = skewedPopulation(size);
    const { cells, leverage } = auditRelease({ dimensions, tables });
    const rows = cells.filter((cell) => cell.released).map((cell) => respondentsIn(dimensions, cell, size));
    expect(rows.map((row) => row.reduce((sum, one) => sum + one, 0))).toEqual(
      cells.filter((cell) => cell.released).map(({ n }) => n),
    );
    expect(Math.max(...denseLeverages(rows))).toBeCloseTo(leverage, 9);
  });
});

/** A row of the matrix of cells × respondents. */
function respondentsIn(dimensions: Dimensions, { table, codes }: CellName, size: number): number[] {
  const names = table === '' ? [] : table.split('*');
  return Array.from({ length: size }, (_, row) =>
    Number(names.every((name, place) => belongs(dimensions[name]!, row, codes[place]!))),
  );
}

function belongs(column: DimensionColumn, row: number, code: string): boolean {
  if ('bits' in column) return ((column.bits[row] ?? 0) & (1 << column.names.indexOf(code))) !== 0;
  return 'codes' in column ? column.levels[column.codes[row]!] === code : column[row] === code;
}

const nameOf = ({ table, codes }: ReleaseCell) => `${table}: ${codes.join('|')}`;
