/** Enrolments of an approved plan, as providers count them: a file comes in as a whole or not at all. */
import { createHash } from 'node:crypto';
import { Problem } from '../../problem.ts';
import { parsed } from '../../survey/register/parse.ts';
import { invalidRows, type RowFault } from '../../survey/register/fault.ts';
import { readColumns, type NamedRow } from '../../survey/register/sheet.ts';
import { EnrolmentImport, type EnrolmentOutcome, type Plan } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { planOf } from './edit.ts';

/** `group` empty: not told. */
export const enrolmentColumns = ['line', 'group', 'planned', 'enrolled', 'completed'] as const;
type Cells = NamedRow<(typeof enrolmentColumns)[number]>['cells'];

interface Line {
  readonly line: number;
  readonly group: string;
  readonly planned: number;
  readonly enrolled: number;
  readonly completed: number;
}

/**
 * The very file again changes nothing; another one takes the place of the same lines and groups.
 * @throws Problem sign_in_needed, not_found, plan_state, invalid_rows, malformed
 */
export async function enrol(
  context: PlanContext,
  who: Who,
  id: string,
  csv: string,
  query: unknown,
): Promise<EnrolmentOutcome> {
  const { head, person } = await reach(context, who, 'plan.write', id);
  const { dry, name } = parsed(EnrolmentImport, query);
  if (head.state !== 'approved' && head.state !== 'followed') throw new Problem('plan_state', { value: head.state });
  const lines = readLines(csv, await planOf(context, head.id), groupsOf(context, head.programme));
  const hash = createHash('sha256').update(csv).digest('hex');
  const outcome = { hash, rows: lines.length, ...sumsOf(lines) };
  if (dry === '1') return { ...outcome, stored: false, again: false };
  return context.database.write(async (tx) => {
    const known = await tx.rows('SELECT 1 FROM plan_enrolment_file WHERE plan = ?::UUID AND hash = ?', [head.id, hash]);
    if (known.length > 0) return { ...outcome, stored: false, again: true };
    const values = { plan: head.id, lines: JSON.stringify(lines) };
    await tx.run(removal, values);
    await tx.run(insertion, { ...values, file: hash });
    const file = [head.id, hash, name || 'enrolments.csv', lines.length, person.id, context.today()];
    await tx.run('INSERT INTO plan_enrolment_file VALUES (?::UUID, ?, ?, ?, ?, ?::DATE)', file);
    await tx.run(`UPDATE plan SET state = 'followed', revision = revision + 1 WHERE id = ?::UUID`, [head.id]);
    const [detail, { programme }] = [{ count: lines.length }, head];
    await context.audit.record(tx, { who: person.id, action: 'plan.enrol', programme, object: head.id, detail });
    return { ...outcome, stored: true, again: false };
  });
}

const groupsOf = ({ registry }: PlanContext, programme: string): ReadonlySet<string> =>
  new Set(registry.programme(programme).targetGroups.map(({ key }) => key));

const sumsOf = (lines: readonly Line[]) => ({
  planned: lines.reduce((sum, { planned }) => sum + planned, 0),
  enrolled: lines.reduce((sum, { enrolled }) => sum + enrolled, 0),
  completed: lines.reduce((sum, { completed }) => sum + completed, 0),
});

const unnested = `(SELECT unnest(from_json($lines, '[{"line": "INTEGER", "group": "VARCHAR", "planned": "INTEGER",
  "enrolled": "INTEGER", "completed": "INTEGER"}]'), recursive := true))`;
const removal = `
  DELETE FROM plan_enrolment WHERE plan = $plan::UUID
    AND (line, target_group) IN (SELECT (line, "group") FROM ${unnested})`;
const insertion = `
  INSERT INTO plan_enrolment BY NAME
  SELECT $plan::UUID AS plan, $file AS file, line, "group" AS target_group, planned, enrolled, completed FROM ${unnested}`;

/** Checks every row, so that all faults are told at once. @throws Problem invalid_rows */
function readLines(csv: string, plan: Plan, groups: ReadonlySet<string>): Line[] {
  const faults: RowFault[] = [];
  const rows = readColumns(csv, enrolmentColumns, faults);
  const numbers = new Set(plan.lines.map(({ number }) => String(number)));
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const key = `${cells.line}\n${cells.group}`;
    faults.push(...faultsOf(cells, { numbers, groups, twice: seen.has(key) }).map((one) => ({ row, ...one })));
    seen.add(key);
  }
  faults.push(...tooMany(rows, plan));
  if (faults.length > 0) throw invalidRows(faults.sort((one, other) => one.row - other.row));
  return rows.map(({ cells }) => lineOf(cells));
}

const lineOf = ({ line, group, planned, enrolled, completed }: Cells): Line => ({
  ...{ line: Number(line), group, planned: Number(planned), enrolled: Number(enrolled), completed: Number(completed) },
});

type Fault = Omit<RowFault, 'row'>;
const fault = (column: string, it: string, en: string): Fault => ({ column, it, en });

interface Known {
  readonly numbers: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly twice: boolean;
}

function faultsOf(cells: Cells, { numbers, groups, twice }: Known): Fault[] {
  const { line, group, enrolled, completed } = cells;
  const counts = (['planned', 'enrolled', 'completed'] as const).filter((column) => !/^\d{1,7}$/.test(cells[column]));
  return [
    ...(numbers.has(line) ? [] : [fault('line', 'Il piano non ha questa riga.', 'The plan has no such line.')]),
    ...(group === '' || groups.has(group)
      ? []
      : [fault('group', 'Il programma non ha questo gruppo.', 'The programme has no such group.')]),
    ...counts.map((column) => fault(column, 'Serve un numero intero.', 'A whole number is needed.')),
    ...(counts.length === 0 && Number(completed) > Number(enrolled)
      ? [fault('completed', 'Più conclusi che iscritti.', 'More completed than enrolled.')]
      : []),
    ...(twice ? [fault('row', 'Stessa riga e gruppo di una riga sopra.', 'Same line and group as a row above.')] : []),
  ];
}

/** More places told as planned than a line has seats, at the first row of the line. */
function tooMany(rows: readonly NamedRow<(typeof enrolmentColumns)[number]>[], { lines }: Plan): RowFault[] {
  const byLine = Map.groupBy(rows, ({ cells }) => cells.line);
  return lines.flatMap(({ number, seats, editions }) => {
    const own = byLine.get(String(number)) ?? [];
    const planned = own.reduce((sum, { cells }) => sum + (Number(cells.planned) || 0), 0);
    if (own[0] === undefined || planned <= seats * editions) return [];
    const most = seats * editions;
    return [{ row: own[0].row, ...fault('planned', `La riga ha ${most} posti.`, `The line has ${most} seats.`) }];
  });
}
