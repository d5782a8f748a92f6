/** Keeps what the audit of the next publication will need, inside the transaction that stores the snapshot. */
import type { Connection } from '../../data/database.server.ts';
import type { CellName } from '../disclosure/index.ts';
import type { ReleaseMeasures } from './measure.ts';
import type { PastPublication } from './past.ts';
import type { Population } from './population.ts';
import { codesOf, keptMagnitudes, type Standing } from './standing.ts';

/** A publication, and everybody who stands or stood in one. */
export interface Kept {
  readonly survey: string;
  readonly publication: number;
  /** none comes after it */
  readonly isLast: boolean;
  readonly snapshot: string;
  readonly cells: readonly CellName[];
  readonly shown: PastPublication['shown'];
  readonly population: Population;
  readonly standing: Standing;
  readonly measures: ReleaseMeasures;
}

type Writer = Pick<Connection, 'run'>;

/**
 * Takes the place of what was kept before; the publications stay. After the last one no audit needs to know who stood
 * where, and nothing about anybody is kept.
 */
export async function saveRelease(transaction: Writer, kept: Kept): Promise<void> {
  const { survey, publication, isLast, snapshot, cells, shown, standing, measures } = kept;
  await transaction.run('INSERT INTO release_publication VALUES (?, ?, ?, ?, ?)', [
    ...[survey, publication, snapshot],
    ...[JSON.stringify(cells.map(({ table, codes }) => ({ table, codes }))), JSON.stringify(shown)],
  ]);
  for (const table of ['release_version', 'release_base', 'release_magnitude']) {
    await transaction.run(`DELETE FROM ${table} WHERE survey = ?`, [survey]);
  }
  if (isLast) {
    await transaction.run('DELETE FROM release_answer WHERE survey = ?', [survey]);
    return;
  }
  const { places, columns } = distinctBases(standing);
  await insertRows(transaction, 'release_version', survey, versionShape, versionRows(kept, columns));
  await insertRows(
    transaction,
    'release_base',
    survey,
    baseShape,
    [...places].map(([variable, place]) => ({ variable, place })),
  );
  const summed = measures.summed.map(({ name }) => name);
  await insertRows(transaction, 'release_magnitude', survey, magnitudeShape, keptMagnitudes(standing, summed));
  await saveAnswers(transaction, kept);
}

const versionShape =
  '[{"version": "INTEGER", "person": "INTEGER", "publications": ["INTEGER"], "profile": "VARCHAR", "n": "INTEGER", "bases": ["INTEGER"]}]';
const baseShape = '[{"variable": "VARCHAR", "place": "INTEGER"}]';
const magnitudeShape = '[{"version": "INTEGER", "variable": "VARCHAR", "value": "INTEGER", "n": "INTEGER"}]';

/** Rows of one statement; a hundred bytes each make a text of some megabytes. */
const most = 20_000;

async function insertRows(
  transaction: Writer,
  table: 'release_version' | 'release_base' | 'release_magnitude',
  survey: string,
  shape: string,
  rows: readonly object[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += most) {
    const some = JSON.stringify(rows.slice(first, first + most));
    await transaction.run(`INSERT INTO ${table} SELECT $1, entry.* FROM (SELECT unnest(from_json($2, $3)) AS entry)`, [
      ...[survey, some, shape],
    ]);
  }
}

/** Many variables have the same base: each is kept once. Of those that everybody answered, none. */
function distinctBases({ bases, counts }: Standing) {
  const known = new Map<string, number>([[counts.join(), -1]]);
  const columns: Float64Array[] = [];
  const places = [...bases].flatMap(([name, base]): [string, number][] => {
    const key = base.join();
    const place = known.get(key) ?? columns.push(base) - 1;
    known.set(key, place);
    return place < 0 ? [] : [[name, place]];
  });
  return { places: new Map(places), columns };
}

function versionRows({ standing, population }: Kept, columns: readonly Float64Array[]): object[] {
  const { versions, persons, counts, publications, from, left } = standing;
  return Array.from(versions, (version, place) => ({
    ...{ version, person: persons[place]!, publications: publications[place]!, n: counts[place]! },
    profile: place < left ? JSON.stringify(from[place]!.profile) : profileOf(population, place - left),
    bases: columns.map((base) => base[place]!),
  }));
}

function profileOf({ dimensions, kinds }: Population, kind: number): string {
  return JSON.stringify(
    Object.fromEntries(dimensions.map((one, at) => [one.name, codesOf(one, kinds[`d${at}`]![kind]!)])),
  );
}

/**
 * Where each answer was counted. One that was erased since it was read is left out: nothing that leads to it stays. One
 * that does not count now keeps the row it had.
 */
async function saveAnswers(transaction: Writer, { survey, population, standing }: Kept): Promise<void> {
  const { seq, revision, kind } = population.members;
  for (let first = 0; first < seq.length; first += most) {
    const list = (value: (row: number) => number) =>
      JSON.stringify(Array.from({ length: Math.min(most, seq.length - first) }, (_, row) => value(first + row)));
    const seqs = list((row) => seq[row]!);
    await transaction.run(
      `DELETE FROM release_answer WHERE survey = $1 AND seq IN (SELECT unnest(from_json($2, '["INTEGER"]')))`,
      [survey, seqs],
    );
    await transaction.run(
      `INSERT INTO release_answer SELECT $1, * FROM (SELECT unnest(from_json($2, '["INTEGER"]')) AS seq,
         unnest(from_json($3, '["INTEGER"]')), unnest(from_json($4, '["INTEGER"]')))
       WHERE seq NOT IN (SELECT seq FROM response WHERE survey = $1 AND raw IS NULL)`,
      [...[survey, seqs], list((row) => standing.versions[standing.left + kind[row]!]!), list((row) => revision[row]!)],
    );
  }
}
