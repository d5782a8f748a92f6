/** Taking a snapshot: reads one state of the answers, and keeps of its counts what the audit releases. */
import { createHash } from 'node:crypto';
import type { Connection } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey, ReleaseStep } from '../survey/registry/registry.ts';
import { readComposition, readLevels, readVariable, type Composition, type VariableCounts } from './cell-count.ts';
import type { PlanTable } from './cube.ts';
import { dimensionsOf, type Dimension } from './dimension.ts';
import type { Budget } from './disclosure/index.ts';
import { cellKey, tableName } from './domain.ts';
import { identifier } from './figure/word.ts';
import { releaseMeasures, type ReleaseMeasures } from './release/measure.ts';
import { readPast, type Past } from './release/past.ts';
import { readPopulation, type Population } from './release/population.ts';
import { standingOf } from './release/standing.ts';
import { sumsByCell } from './release/sum.ts';
import { taskOf, type AuditTask } from './release/task.ts';
import type { Verdict } from './release/verdict.ts';
import type { Kept } from './release/save.ts';
import type { ReleasedVariable, Snapshot } from './snapshot-store.ts';
import { releaseDimensions } from './view/answers.ts';
import { weightingOf } from './weight/published.ts';

export interface TakeOptions {
  /** K_MIN: no published figure is about fewer people */
  readonly k: number;
  /** YYYY-MM-DD */
  readonly today: string;
  /** told after each variable that is counted, and after each list of cells that is audited */
  readonly onProgress?: ((step: 'counted' | 'audited', done: number, of: number) => void) | undefined;
}

/** The moment of a snapshot: the step of the plan, and how many answers count now. */
export interface Moment {
  readonly step: ReleaseStep;
  readonly closing: boolean;
  readonly responses: number;
  /** of everybody's limit, what this publication may use */
  readonly budget: Budget;
}

/** One state of a survey's answers, counted: nothing of it is public yet. */
export interface State {
  readonly moment: Moment;
  readonly tables: readonly PlanTable[];
  readonly measures: ReleaseMeasures;
  readonly composition: Composition;
  readonly counts: ReadonlyMap<string, VariableCounts>;
  readonly population: Population;
  readonly past: Past;
  /** what published shares are to be weighted by */
  readonly weighting: Snapshot['weighting'];
}

type Reader = Pick<Connection, 'rows' | 'columns'>;

/**
 * Counts whatever the plan may show.
 * @param reader  one state of the database
 * @throws Problem invalid_programme when the plan names a dimension that does not exist
 */
export async function readState(
  reader: Reader,
  survey: CompiledSurvey,
  moment: Moment,
  { onProgress }: TakeOptions,
): Promise<State> {
  const [tables, measures] = [tablesOf(survey, moment.step), releaseMeasures(survey)];
  const past = await readPast(reader, survey.id);
  const population = await readPopulation(reader, survey, auditedDimensions(survey, past), measures);
  const composition = await readComposition(reader, survey, tables);
  const counts = new Map<string, VariableCounts>();
  for (const variable of measures.counted) {
    counts.set(variable.name, await readVariable(reader, survey, composition, variable));
    onProgress?.('counted', counts.size, measures.counted.length);
  }
  for (const [name, one] of await readLevels(reader, survey, composition, measures.levels)) counts.set(name, one);
  const weighting = await weightingOf(reader, survey);
  return { moment, tables, measures, composition, counts, population, past, weighting };
}

/** What the audit is asked about a state, and what is to be kept of it for the audits to come. */
export function questionOf(state: State, k: number): { task: AuditTask; standing: Kept['standing'] } {
  const { moment, tables, measures, population, past } = state;
  const standing = standingOf(population, past);
  const names = tables.map((table) => table.map((one) => one.name));
  return { standing, task: taskOf({ k, budget: moment.budget, tables: names, measures, population, past, standing }) };
}

/** The snapshot of a state: the released cells, and each variable where it is shown. */
export function snapshotOf(
  survey: CompiledSurvey,
  state: State,
  { release, shown }: Verdict,
  { k, today }: TakeOptions,
): Snapshot {
  const { moment, composition, counts, population, measures, weighting } = state;
  const names = new Map(composition.cells.map((cell, place) => [nameOf(cell), place]));
  const placed = (verdict: readonly boolean[]) =>
    release.cells.flatMap((cell, at) => (verdict[at] ? [names.get(nameOf(cell))!] : [])).toSorted((a, b) => a - b);
  const places = placed(release.cells.map((cell) => cell.released));
  const cells = places.map((place) => composition.cells[place]!);
  const where = (name: string) => new Set(placed(shown.get(name) ?? []));
  const auditedAs = auditNames(measures);
  const variables = new Map(
    [...counts].flatMap(([name, all]) => {
      const at = where(auditedAs.get(name) ?? name);
      return auditedAs.has(name) && at.size === 0 ? [] : [[name, keptCounts(all, places, at)] as const];
    }),
  );
  const totals = new Map(
    measures.summed.map(({ name }) => {
      const { bases, totals: sums } = sumsByCell(composition, population, name);
      const at = where(name);
      const kept = (values: ArrayLike<number>) => places.map((place) => (at.has(place) ? values[place]! : 0));
      return [name, { bases: Int32Array.from(kept(bases)), totals: Float64Array.from(kept(sums)) }];
    }),
  );
  const { step, responses, closing } = moment;
  const head = { survey: survey.id, takenOn: today, size: step.size, responses, k, closing, weighting };
  const id = snapshotId(head, cells, variables, totals);
  return { ...head, id, cells: cells.map(({ table, codes, n }) => ({ table, codes, n })), variables, totals };
}

/** Of the levels of a skill, the name of the base that was audited for them. */
const auditNames = ({ levels }: ReleaseMeasures) =>
  new Map(levels.flatMap(({ name, measures }) => measures.map((one) => [one.name, name] as const)));

/** On which cells of a snapshot each variable is shown. */
export function shownIn({ variables, totals }: Snapshot): Record<string, number[]> {
  const places = (bases: Int32Array) => [...bases.keys()].filter((place) => bases[place]! > 0);
  return Object.fromEntries([...variables, ...totals].map(([name, { bases }]) => [name, places(bases)]));
}

/** Follows from everything that is in the snapshot: the same figures have the same identifier, others another. */
function snapshotId(
  head: unknown,
  cells: Composition['cells'],
  variables: Snapshot['variables'],
  totals: Snapshot['totals'],
): string {
  const content = createHash('sha256').update(JSON.stringify(cells));
  for (const [name, { bases, counts }] of variables) content.update(name).update(bases).update(counts);
  for (const [name, { bases, totals: sums }] of totals) content.update(name).update(bases).update(sums);
  return identifier([head, content.digest('hex')], 12);
}

/** The counts of the released cells, in their order; zero throughout where the variable is not shown. */
function keptCounts(
  { bases, counts, width }: VariableCounts,
  places: readonly number[],
  shown: ReadonlySet<number>,
): ReleasedVariable {
  const result = { bases: new Int32Array(places.length), counts: new Int32Array(places.length * width), width };
  places.forEach((place, cell) => {
    if (!shown.has(place)) return;
    result.bases[cell] = bases[place] ?? 0;
    result.counts.set(counts.subarray(place * width, (place + 1) * width), cell * width);
  });
  return result;
}

const nameOf = ({ table, codes }: Composition['cells'][number]) => `${table} ${cellKey(codes)}`;

/** What the plan divides by at any size, and what earlier publications divided by: their cells stay in the audit. */
function auditedDimensions(survey: CompiledSurvey, { publications }: Past): Dimension[] {
  const before = publications.flatMap(({ cells }) => cells.flatMap(({ table }) => table.split('*')));
  const names = new Set([...releaseDimensions(survey).map((one) => one.name), ...before]);
  return [...dimensionsOf(survey).values()].filter(({ name }) => names.has(name));
}

/** The tables of a step, in the order in which the audit tries them. */
function tablesOf(survey: CompiledSurvey, step: ReleaseStep): PlanTable[] {
  const dimensions = dimensionsOf(survey);
  const tables = step.tables.map((names) =>
    names.toSorted().map((name) => {
      const found = dimensions.get(name);
      if (found === undefined) throw unknownDimension(survey, name, [...dimensions.keys()]);
      return found;
    }),
  );
  return [...new Map(tables.map((table) => [tableName(table.map((one) => one.name)), table])).values()];
}

function unknownDimension(survey: CompiledSurvey, name: string, known: readonly string[]): Problem {
  const first = `release of ${survey.id}: "${name}" is none of ${known.join(', ')}`;
  return new Problem('invalid_programme', { count: 1, first });
}
