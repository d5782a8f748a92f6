import { describe, expect, it } from 'vitest';
import { auditRelease, type ReleaseCell } from '../../../analytics/disclosure/index.ts';
import { floors, skewedPopulation, wayCoverage } from '../../support/skewed-population.ts';

const inSuite = Object.entries(floors).filter(([, { size }]) => size <= 20_000);

describe('the audited release of 131 municipalities', () => {
  it.each(inSuite)('covers enough of %s', (_, { size, tables, oneWay, twoWay }) => {
    const { cells, leverage } = auditRelease({ dimensions: skewedPopulation(size), tables });
    expect(wayCoverage(cells, 1)).toBeGreaterThanOrEqual(oneWay);
    expect(wayCoverage(cells, 2)).toBeGreaterThanOrEqual(twoWay);
    expect(leverage).toBeLessThan(1 / 4);
    expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
  });
});

const nameOf = ({ table, codes }: ReleaseCell) => `${table}: ${codes.join('|')}`;
