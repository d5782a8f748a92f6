/** What the audited release covers, and how much processor time the audit takes. Floors: the table of docs/release.md. */
import { auditRelease, type Release, type ReleaseCell } from '../../analytics/disclosure/index.ts';
import { floors, skewedPopulation, wayCoverage } from '../support/skewed-population.ts';

/** Seconds of processor time at most. */
const limits = new Map([
  [6_000, 1],
  [100_000, 21],
]);

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

for (const [name, { size, tables, oneWay, twoWay }] of Object.entries(floors)) {
  const dimensions = skewedPopulation(size);
  const began = process.cpuUsage();
  const value = auditRelease({ dimensions, tables });
  const { user, system } = process.cpuUsage(began);
  const covers = [wayCoverage(value.cells, 1), wayCoverage(value.cells, 2)] as const;
  const limit = limits.get(size);
  const seconds = (user + system) / 1e6;
  const ratio = limit === undefined ? '' : ` (${(seconds / limit).toFixed(2)} of the limit of ${limit} s)`;
  console.log(
    `${name}: one-way ${percent(covers[0])} of at least ${percent(oneWay)}, two-way ${percent(covers[1])} of at least ${percent(twoWay)}`,
  );
  console.log(`  ${counted(value)}; largest leverage ${value.leverage.toFixed(4)}; ${seconds.toFixed(2)} s${ratio}`);
  console.log(`  pairs left out: ${leftOut(value)}`);
  if (covers[0] < oneWay || covers[1] < twoWay || seconds > (limit ?? Infinity)) process.exitCode = 1;
}

function counted({ cells }: Release): string {
  const released = cells.filter((cell) => cell.released).length;
  return `${released} of ${cells.length} cells released, ${cells.filter(({ n }) => n < 5).length} too small`;
}

/** Pairs of dimensions with how many of their cells are left out, and the people in them. */
function leftOut({ cells }: Release): string {
  const hidden = cells.filter(({ codes, released }) => codes.length === 2 && !released);
  const people = (some: readonly ReleaseCell[]) => some.reduce((sum, { n }) => sum + n, 0);
  const tables = [...Map.groupBy(hidden, ({ table }) => table)];
  return tables.map(([table, some]) => `${table} ${some.length} (${people(some)} people)`).join(', ') || 'none';
}
