/** Versions of weights on the disk. */
import type { Connection, Database } from '../../data/database.server.ts';
import type { WeightClass, WeightVersion } from './version.ts';

type Reader = Pick<Database, 'rows'>;

/** Stores a version inside a transaction. */
export async function saveWeights(transaction: Connection, made: WeightVersion): Promise<void> {
  const { survey, version, madeOn, cursor, responses, kind, method, dimensions, margins, frame, trim } = made;
  const { iterations, discrepancy, trimmed, deff, deffResidual } = made;
  const parameters = [
    ...[survey, version, madeOn, cursor, responses, kind, method, JSON.stringify(dimensions), JSON.stringify(margins)],
    ...[frame && JSON.stringify(frame), trim && JSON.stringify(trim)],
    ...[iterations, discrepancy, trimmed, deff, deffResidual],
  ];
  await transaction.run(
    'INSERT INTO weight_version VALUES (?, ?, ?::DATE, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    parameters,
  );
  await transaction.run(
    'INSERT INTO weight_class SELECT $1, $2, entry.* FROM (SELECT unnest(from_json($3, $4)) AS entry)',
    [survey, version, JSON.stringify(made.classes.map((one, place) => ({ class: place, ...one }))), classShape],
  );
}

const classShape = '[{"class": "INTEGER", "levels": ["INTEGER"], "n": "INTEGER", "weight": "DOUBLE"}]';

/** What stands in the row as text. */
type Written = 'dimensions' | 'margins' | 'frame' | 'trim';
type Row = Omit<WeightVersion, Written | 'classes'> & Record<Written, string | null>;

/**
 * A version of a survey's weights, the newest by default; null when there is none.
 * @param version  its number
 */
export async function loadWeights(reader: Reader, survey: string, version?: number): Promise<WeightVersion | null> {
  const [row] = await reader.rows<Row>(
    `SELECT survey, version, made_on::VARCHAR AS "madeOn", cursor::DOUBLE AS cursor, responses, kind, method, dimensions,
       margins, frame, trim, iterations, discrepancy, trimmed, deff, deff_residual AS "deffResidual"
     FROM weight_version WHERE survey = ? AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1`,
    [survey, version ?? null],
  );
  if (row === undefined) return null;
  const classes = await reader.rows<{ line: string }>(
    `SELECT to_json({levels: levels, n: n, weight: weight})::VARCHAR AS line FROM weight_class
     WHERE survey = ? AND version = ? ORDER BY class`,
    [survey, row.version],
  );
  return {
    ...row,
    dimensions: parsed<WeightVersion['dimensions']>(row.dimensions) ?? [],
    margins: parsed<WeightVersion['margins']>(row.margins) ?? [],
    frame: parsed<NonNullable<WeightVersion['frame']>>(row.frame),
    trim: parsed<NonNullable<WeightVersion['trim']>>(row.trim),
    classes: classes.map(({ line }) => JSON.parse(line) as WeightClass),
  };
}

/** The number of the newest version; 0 when there is none. */
export async function lastVersion(reader: Reader, survey: string): Promise<number> {
  const [row] = await reader.rows<{ last: number | null }>(
    'SELECT max(version)::INTEGER AS last FROM weight_version WHERE survey = ?',
    [survey],
  );
  return row?.last ?? 0;
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
