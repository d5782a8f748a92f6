/** Plans on the disk. */
import type { Connection } from '../../data/database.server.ts';
import type { Excuse, HeardGroup, LineChain, Plan, PlanCourse } from '../contract.ts';
import type { PlanEffect, PlanEvidence, PlanHead, PlanLine } from '../contract.ts';

export type Reader = Pick<Connection, 'rows'>;

const head = `
  SELECT id::VARCHAR AS id, family::VARCHAR AS family, version, programme, survey, title, take_up AS "takeUp",
         from_on::VARCHAR AS "from", budget, territory, accepted_km AS km, state, revision, created_by AS "createdBy",
         created_on::VARCHAR AS "createdOn",
         (SELECT approved_on::VARCHAR FROM plan_version WHERE plan_version.plan = plan.id) AS "approvedOn"
  FROM plan`;

/** The plans of a programme, the latest first. */
export const readHeads = (reader: Reader, programme: string): Promise<PlanHead[]> =>
  reader.rows<PlanHead>(`${head} WHERE programme = ? ORDER BY created_on DESC, title, version DESC, id`, [programme]);

export const readHead = async (reader: Reader, id: string): Promise<PlanHead | undefined> =>
  (await reader.rows<PlanHead>(`${head} WHERE id = ?::UUID`, [id]))[0];

/** The newest version of a family. */
export async function newestVersion(reader: Reader, family: string): Promise<number> {
  const [row] = await reader.rows<{ newest: number }>(
    'SELECT coalesce(max(version), 0)::INTEGER AS newest FROM plan WHERE family = ?::UUID',
    [family],
  );
  return row?.newest ?? 0;
}

export async function placesOfLines(reader: Reader, plan: string): Promise<string[]> {
  const rows = await reader.rows<{ territory: string }>(
    'SELECT DISTINCT territory FROM plan_line WHERE plan = ?::UUID AND territory IS NOT NULL',
    [plan],
  );
  return rows.map(({ territory }) => territory);
}

/** What was approved, with the numbers that were seen then. */
export interface Frozen {
  readonly plan: Omit<Plan, 'hash' | 'state' | 'revision' | 'approvedOn'>;
  readonly effect: PlanEffect;
  /** what each line rests on, without the words of quotes */
  readonly chain: readonly LineChain[];
  /** how each target group was heard, or why not */
  readonly heard: readonly HeardGroup[];
}

export async function readFrozen(reader: Reader, plan: string): Promise<(Frozen & { hash: string }) | null> {
  const [row] = await reader.rows<{ hash: string; content: string }>(
    'SELECT hash, content FROM plan_version WHERE plan = ?::UUID',
    [plan],
  );
  return row === undefined ? null : { ...(JSON.parse(row.content) as Frozen), hash: row.hash };
}

export async function readLines(reader: Reader, plan: string): Promise<PlanLine[]> {
  const evidence = await reader.rows<PlanEvidence & { line: string }>(
    `SELECT line::VARCHAR AS line, kind, ref, skill, territory, "group" FROM plan_evidence
     WHERE plan = ?::UUID ORDER BY line, place`,
    [plan],
  );
  const ofLine = Map.groupBy(evidence, ({ line }) => line);
  const rows = await reader.rows<Omit<PlanLine, 'evidence'>>(
    `SELECT id::VARCHAR AS id, number, course, territory AS place, starts_on::VARCHAR AS "startsOn", editions, seats, cost,
            reason FROM plan_line WHERE plan = ?::UUID ORDER BY number`,
    [plan],
  );
  return rows.map((row) => ({ ...row, evidence: (ofLine.get(row.id) ?? []).map(({ line: _, ...one }) => one) }));
}

export const readExcuses = (reader: Reader, plan: string): Promise<Excuse[]> =>
  reader.rows<Excuse>(
    'SELECT target_group AS "group", reason FROM plan_excuse WHERE plan = ?::UUID ORDER BY target_group',
    [plan],
  );

/** A plan as it stands; one that was approved as it was approved. */
export async function readPlan(reader: Reader, head: PlanHead, courses: readonly PlanCourse[]): Promise<Plan> {
  const frozen = await readFrozen(reader, head.id);
  if (frozen !== null) {
    const { state, revision, approvedOn } = head;
    return { ...frozen.plan, state, revision, approvedOn, hash: frozen.hash };
  }
  const lines = await readLines(reader, head.id);
  const keys = new Set(lines.map(({ course }) => course));
  const own = courses.filter(({ key }) => keys.has(key));
  return { ...head, courses: own, lines, excuses: await readExcuses(reader, head.id), hash: null };
}

export type LineRow = Omit<PlanLine, 'id' | 'number'>;

/** Adds lines with the numbers that follow. */
export async function insertLines(tx: Connection, plan: string, lines: readonly (PlanLine & LineRow)[]): Promise<void> {
  const rows = lines.map(({ evidence: _, ...line }) => line);
  await tx.run(
    `INSERT INTO plan_line BY NAME
     SELECT $plan::UUID AS plan, id, number, course, place AS territory, "startsOn" AS starts_on, editions, seats, cost, reason
     FROM (SELECT unnest(from_json($rows, '[{"id": "UUID", "number": "INTEGER", "course": "VARCHAR", "place": "VARCHAR",
       "startsOn": "DATE", "editions": "INTEGER", "seats": "INTEGER", "cost": "DOUBLE", "reason": "VARCHAR"}]'),
       recursive := true))`,
    { plan, rows: JSON.stringify(rows) },
  );
  for (const { id, evidence } of lines) await insertEvidence(tx, plan, id, evidence, 0);
}

/** @param from  how many the line has already */
export async function insertEvidence(
  tx: Connection,
  plan: string,
  line: string,
  evidence: readonly PlanEvidence[],
  from: number,
): Promise<void> {
  if (evidence.length === 0) return;
  const rows = evidence.map((one, index) => ({ ...one, place: from + index }));
  await tx.run(
    `INSERT INTO plan_evidence BY NAME
     SELECT $plan::UUID AS plan, $line::UUID AS line, place, kind, ref, skill, territory, "group"
     FROM (SELECT unnest(from_json($rows, '[{"place": "INTEGER", "kind": "VARCHAR", "ref": "VARCHAR", "skill": "VARCHAR",
       "territory": "VARCHAR", "group": "VARCHAR"}]'), recursive := true))`,
    { plan, line, rows: JSON.stringify(rows) },
  );
}

/** Gives out numbers for so many lines. @returns the first */
export async function takeNumbers(tx: Connection, plan: string, count: number): Promise<number> {
  const [row] = await tx.rows<{ made: number }>('SELECT lines_made AS made FROM plan WHERE id = ?::UUID', [plan]);
  await tx.run('UPDATE plan SET lines_made = lines_made + ? WHERE id = ?::UUID', [count, plan]);
  return (row?.made ?? 0) + 1;
}

export async function insertHead(tx: Connection, plan: PlanHead, linesMade: number): Promise<void> {
  await tx.run(
    `INSERT INTO plan BY NAME
     SELECT $id::UUID AS id, $family::UUID AS family, $version AS version, $programme AS programme, $survey AS survey,
            $title AS title, $takeUp::DOUBLE AS take_up, $from::DATE AS from_on, $budget::DOUBLE AS budget,
            $territory AS territory, $km::DOUBLE AS accepted_km, 'draft' AS state, $linesMade AS lines_made, 1 AS revision,
            $createdBy AS created_by, $createdOn::DATE AS created_on`,
    {
      ...{ id: plan.id, family: plan.family, version: plan.version, programme: plan.programme, survey: plan.survey },
      ...{ title: plan.title, takeUp: plan.takeUp, from: plan.from, budget: plan.budget, territory: plan.territory },
      km: plan.km,
      ...{ linesMade, createdBy: plan.createdBy, createdOn: plan.createdOn },
    },
  );
}
