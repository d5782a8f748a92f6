/**
 * What the audited release covers, and how much processor time the audit takes: of one publication, of one after two
 * others, and of a sensitive question that few answer. Floors: the table of docs/release.md.
 */
import { auditFlaggedMeasure, auditRelease, type Release, type ReleaseCell } from '../../analytics/disclosure/index.ts';
import { publishedInTurn } from '../support/later-publications.ts';
import { floors, skewedPopulation, wayCoverage } from '../support/skewed-population.ts';

/** Seconds of processor time at most. */
const limits = new Map([
  [6_000, 1],
  [100_000, 21],
]);

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const covered = ({ cells }: Release) =>
  `one-way ${percent(wayCoverage(cells, 1))}, two-way ${percent(wayCoverage(cells, 2))}`;

/** What some work gives, and its seconds of processor time. */
async function worked<T>(work: () => T | Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(began);
  return { value, seconds: (user + system) / 1e6 };
}

for (const [name, { size, tables, oneWay, twoWay }] of Object.entries(floors)) {
  const dimensions = skewedPopulation(size);
  const { value, seconds } = await worked(() => auditRelease({ dimensions, tables }));
  const covers = [wayCoverage(value.cells, 1), wayCoverage(value.cells, 2)] as const;
  const limit = limits.get(size);
  const ratio = limit === undefined ? '' : ` (${(seconds / limit).toFixed(2)} of the limit of ${limit} s)`;
  console.log(
    `${name}: one-way ${percent(covers[0])} of at least ${percent(oneWay)}, two-way ${percent(covers[1])} of at least ${percent(twoWay)}`,
  );
  console.log(`  ${counted(value)}; largest leverage ${value.leverage.toFixed(4)}; ${seconds.toFixed(2)} s${ratio}`);
  console.log(`  pairs left out: ${leftOut(value)}`);
  if (covers[0] < oneWay || covers[1] < twoWay || seconds > (limit ?? Infinity)) process.exitCode = 1;
}

const { tables } = floors['6,000 with education and employment'];
const parts = [0.5, 0.75, 1];
for (const sizes of [
  [600, 3_000, 6_000],
  [600, 6_000, 20_000],
]) {
  const turns = sizes.map((size, at) => ({ size, tables, budget: { from: parts[at - 1] ?? 0, to: parts[at]! } }));
  const before = await worked(() => publishedInTurn(turns.slice(0, 2), 50));
  const all = await worked(() => publishedInTurn(turns, 50));
  const seconds = all.seconds - before.seconds;
  console.log(`${sizes.join(', ')} with 50 who leave after each: the last audit takes ${seconds.toFixed(2)} s`);
  all.value.forEach((release, at) => console.log(`  ${sizes[at]}: ${covered(release)}`));
}

for (const size of [6_000, 20_000]) {
  const plan = { dimensions: skewedPopulation(size), tables };
  const release = auditRelease(plan);
  // every thirty-third, spread by a step that shares no factor with it
  const answers = Array.from({ length: size }, (_, person) => ((person * 7_919) % 33 === 0 ? 'yes' : 'no'));
  const { value, seconds } = await worked(() => auditFlaggedMeasure(plan, release, { answers }));
  const shown = value.filter(Boolean).length;
  console.log(`a sensitive question of ${size} that 3 % answer: ${shown} cells, ${seconds.toFixed(1)} s`);
}

function counted({ cells }: Release): string {
  const released = cells.filter((cell) => cell.released).length;
  return `${released} of ${cells.length} cells released, ${cells.filter(({ n }) => n < 5).length} too small`;
}

/** Pairs of dimensions with how many of their cells are left out, and the people in them. */
function leftOut({ cells }: Release): string {
  const hidden = cells.filter(({ codes, released }) => codes.length === 2 && !released);
  const people = (some: readonly ReleaseCell[]) => some.reduce((sum, { n }) => sum + n, 0);
  const byTable = [...Map.groupBy(hidden, ({ table }) => table)];
  return byTable.map(([table, some]) => `${table} ${some.length} (${people(some)} people)`).join(', ') || 'none';
}
