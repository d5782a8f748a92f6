import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, parseCsv } from '../../data/csv.ts';

describe('CSV', () => {
  it('gives back what was written: quotes, commas, line ends, accents and all', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a,b', '"', 'due\nrighe', 'a\r\nb', '', 'é'));
    const row = fc.record({ code: fc.stringMatching(/^\d{3}$/), name: cell });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(parseCsv(formatCsv(['code', 'name'], rows), ['code', 'name'], 'x.csv')).toEqual(rows);
      }),
    );
  });

  it('writes numbers as they are and null as an empty cell', () => {
    expect(formatCsv(['n', 'm'], [{ n: 1.5, m: null }])).toBe('n,m\n1.5,\n');
  });

  it('refuses another header and a line of another length, naming file and line', () => {
    expect(() => parseCsv('b,a\n1,2\n', ['a', 'b'], 'x.csv')).toThrow(/x.csv: the header is "b,a", not "a,b"/);
    expect(() => parseCsv('a,b\n1,2\n1\n', ['a', 'b'], 'x.csv')).toThrow(/x.csv: line 3 has 1 cells, not 2/);
    expect(() => parseCsv('a,b\n"1,2\n', ['a', 'b'], 'x.csv')).toThrow(/x.csv: line 2/);
  });
});
