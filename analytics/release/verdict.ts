/** The verdict on a survey: which cells are released, and which variables on them. Pure; it runs in a thread of its own. */
import { releaseOf, type CellName, type Release, type ReleaseCell, type ReleasePlan } from '../disclosure/release.ts';
import { auditFlaggedMeasure } from '../disclosure/flagged-measure.ts';
import type { History } from '../disclosure/history.ts';
import { profilesOf, type Profiles } from '../disclosure/profile.ts';
import type { ReleaseColumns } from '../disclosure/candidate.ts';
import type { Factor } from '../estimate/column.ts';
import type { AnswerTask, AuditTask, MeasureTask, SumTask } from './task.ts';

export interface Verdict {
  readonly release: Release;
  /** by variable: for each cell of the release whether it is shown there */
  readonly shown: ReadonlyMap<string, readonly boolean[]>;
}

/** Told after each list: how many of how many are audited. */
export type Tell = (done: number, of: number) => void;

export async function verdictOn(task: AuditTask, tell: Tell = () => undefined): Promise<Verdict> {
  const of = 1 + task.measures.length + task.sums.length + task.answers.length;
  const profiles = profilesOf(task.dimensions);
  const release = releaseOf(planOf(task), columnsOf(task, profiles, task.counts));
  tell(1, of);
  const shown = new Map<string, readonly boolean[]>();
  const known = new Map<string, readonly boolean[]>();
  for (const measure of task.measures) {
    const key = keyOf(measure);
    const verdict = known.get(key) ?? auditedBase(task, profiles, release, measure);
    known.set(key, verdict);
    shown.set(measure.name, verdict);
    tell(1 + shown.size, of);
  }
  for (const sum of task.sums) {
    shown.set(sum.name, auditedSum(task, profiles, release, sum));
    tell(1 + shown.size, of);
  }
  for (const answers of task.answers) {
    shown.set(answers.name, await auditedAnswers(task, release, answers));
    tell(1 + shown.size, of);
  }
  return { release, shown };
}

/** Where the audit may count other people than all of the versions: those who answered. */
function columnsOf({ persons, present }: AuditTask, profiles: Profiles, counts: Float64Array): ReleaseColumns {
  return { profiles, counts, persons, present, profileOf: profiles.of };
}

const planOf = ({ dimensions, tables, k, budget, flagged, past }: AuditTask): ReleasePlan => {
  return { dimensions, tables, k, budget, flagged, past };
};

/** Equal bases have the same verdict, and are audited once. */
const keyOf = ({ base, shown }: MeasureTask) => JSON.stringify([base && Array.from(base), shown]);

/** Less of the columns with somebody who answered is worth making the columns anew. */
const sparse = 0.5;

/**
 * What everybody answered is shown wherever there is a cell: its figures are sums over the cell's own respondents. Where
 * few answered (a skill was chosen by a hundred people of thousands), only their columns are audited: the others count
 * nobody, and say nothing in an audit.
 */
function auditedBase(task: AuditTask, profiles: Profiles, release: Release, measure: MeasureTask): readonly boolean[] {
  const { base } = measure;
  if (base === null) return release.cells.map((cell) => cell.released);
  if (base.reduce((sum, n) => sum + n, 0) < release.k) return release.cells.map(() => false);
  const places = Int32Array.from(base.keys()).filter((place) => base[place]! > 0);
  const about = { past: pastOf(task, measure), candidates: releasedOf(release) };
  if (places.length > sparse * base.length)
    return among(release, releaseOf({ ...planOf(task), ...about }, columnsOf(task, profiles, base)).cells);
  const own = narrowed(task, places);
  const plan = { ...planOf(own), ...about };
  const counts = Float64Array.from(places, (place) => base[place]!);
  return among(release, releaseOf(plan, columnsOf(own, profilesOf(own.dimensions), counts)).cells);
}

/** The task of some of the versions. */
function narrowed(task: AuditTask, places: Int32Array): AuditTask {
  const known = new Map(Array.from(places, (place, row) => [place, row]));
  return {
    ...task,
    dimensions: taken(task.dimensions, places),
    persons: places.map((place) => task.persons[place]!),
    present: task.present.map((all) => Int32Array.from([...all].flatMap((place) => known.get(place) ?? []))),
  };
}

/** Where the base is shown, the sum is, if no firm stands out in it. */
function auditedSum(task: AuditTask, profiles: Profiles, release: Release, sum: SumTask): readonly boolean[] {
  const base = auditedBase(task, profiles, release, sum);
  const dimensions = taken(task.dimensions, sum.place);
  const own = profilesOf(dimensions, { magnitude: Array.from(sum.value) });
  const rows = Map.groupBy([...sum.place.keys()], (row) => sum.place[row]!);
  const plan = {
    ...planOf(task),
    ...{ dimensions, magnitudes: sum.value, past: pastOf(task, sum) },
    candidates: release.cells.filter((_, place) => base[place]),
  };
  const present = task.present.map((all) => Int32Array.from([...all].flatMap((place) => rows.get(place) ?? [])).sort());
  const persons = personsOf(task, sum.place);
  const columns = { profiles: own, counts: sum.n, persons, present, profileOf: own.of };
  return among(release, releaseOf(plan, columns).cells);
}

/** Rows of one version are of different persons; only where persons may have several versions do they stand together. */
function personsOf({ persons }: AuditTask, places: Int32Array): Int32Array {
  const versions = Map.groupBy([...persons.keys()], (place) => persons[place]!);
  const free = persons.reduce((most, one) => Math.max(most, one), 0) + 1;
  return places.map((place, row) => (versions.get(persons[place]!)!.length > 1 ? persons[place]! : free + row));
}

function auditedAnswers(task: AuditTask, release: Release, answers: AnswerTask): Promise<boolean[]> {
  const levels = answers.categories;
  const column = { levels, codes: answers.category.map((category) => category - 1) };
  const plan = {
    ...planOf(task),
    dimensions: taken(task.dimensions, answers.place),
    histories: historiesOf(task, answers),
  };
  return auditFlaggedMeasure(plan, release, { answers: column, past: pastOf(task, answers) });
}

/** Each row is a column of the audit: nobody who gave one of these answers has changed it since it was published. */
function historiesOf({ present }: AuditTask, { place, n }: AnswerTask): History[] {
  const inside = present.map((all) => new Set(all));
  return Array.from(place, (one, row) => ({ count: n[row]!, rows: inside.map((all) => (all.has(one) ? row : -1)) }));
}

function taken(dimensions: AuditTask['dimensions'], places: Int32Array): AuditTask['dimensions'] {
  const column = (one: AuditTask['dimensions'][string]) =>
    'bits' in one
      ? { names: one.names, bits: places.map((place) => one.bits[place] ?? 0) }
      : ({ levels: one.levels, codes: places.map((place) => one.codes[place]!) } satisfies Factor);
  return Object.fromEntries(Object.entries(dimensions).map(([name, one]) => [name, column(one)]));
}

const pastOf = ({ past }: AuditTask, { shown }: Pick<MeasureTask, 'shown'>): CellName[][] =>
  past.map((cells, publication) => (shown[publication] ?? []).map((place) => cells[place]!));

const releasedOf = ({ cells }: Release) => cells.filter((cell) => cell.released);

const nameOf = ({ table, codes }: CellName) => JSON.stringify([table, ...codes]);

function among({ cells }: Release, audited: readonly ReleaseCell[]): boolean[] {
  const names = new Set(audited.filter((cell) => cell.released).map(nameOf));
  return cells.map((cell) => names.has(nameOf(cell)));
}
