/** Counts of the staff together with what they rest on, by one query: what was said is put together once. */
import type { Cell } from '../../data/database.server.ts';
import type { EvidenceBase } from '../contract.ts';
import type { EvidenceContext } from './context.ts';
import { saidSteps } from './steps.ts';

export type Bound = Readonly<Record<string, Cell>>;

interface BaseRow extends Omit<EvidenceBase, 'uncoded'> {
  readonly within: number;
  /** JSON: how many took part in coded sessions, by group */
  readonly groups: string | null;
  /** JSON: the rows that were counted; null where nothing was */
  readonly counted: string | null;
}

export interface Counted<Row> {
  readonly base: EvidenceBase;
  readonly groups: readonly { readonly key: string; readonly participants: number }[];
  readonly rows: readonly Row[];
}

/**
 * Reads `counted`, a step that is made from `said`, with its base. People count where they took part in a coded session,
 * whether they spoke or not.
 * @param steps  fixed SQL, the last of it `counted AS (…)`
 */
export async function readCounted<Row extends object>(
  { database }: EvidenceContext,
  steps: string,
  bound: Bound,
): Promise<Counted<Row>> {
  // thousands of rows are sooner read as one text than value by value
  const [first] = await database.rows<BaseRow>(
    `WITH ${saidSteps()}, ${steps}, ${baseStep}
     SELECT base.*, (SELECT to_json(list(counted ORDER BY counted))::VARCHAR FROM counted) AS counted FROM base`,
    bound,
  );
  if (first === undefined) throw new Error('a base is one row');
  const { within, sessions, participants, statements, from, to } = first;
  return {
    base: { sessions, participants, statements, from, to, uncoded: within - sessions },
    groups: JSON.parse(first.groups ?? '[]') as Counted<Row>['groups'],
    rows: JSON.parse(first.counted ?? '[]') as Row[],
  };
}

const baseStep = `
  coded AS (SELECT DISTINCT speaker // 64 AS place FROM said),
  present AS (
    SELECT target_group AS key, count(*)::INTEGER AS participants FROM people
    WHERE speaker // 64 IN (SELECT place FROM coded) GROUP BY ALL
  ),
  base AS (
    SELECT (SELECT count(*) FROM heard WHERE id IN (SELECT session FROM focus_statement WHERE NOT removed))::INTEGER
        AS within, count(*)::INTEGER AS sessions,
      min(held_on)::VARCHAR AS "from", max(held_on)::VARCHAR AS "to",
      (SELECT coalesce(sum(participants), 0) FROM present)::INTEGER AS participants,
      (SELECT count(DISTINCT statement) FROM said)::INTEGER AS statements,
      (SELECT to_json(list(present ORDER BY key))::VARCHAR FROM present) AS "groups"
    FROM heard WHERE place IN (SELECT place FROM coded)
  )`;

/** From one row a code (or two), a speaker and how many statements, grouped: how often, under names of their own. */
export const tallied = `sum(n)::INTEGER AS "heardStatements",
  (count(*) FILTER (speaker % 64 > 0))::INTEGER AS "heardParticipants",
  count(DISTINCT speaker // 64)::INTEGER AS "heardSessions"`;

export interface Tally {
  readonly heardStatements: number;
  readonly heardParticipants: number;
  readonly heardSessions: number;
}

export const heardIn = ({ heardStatements, heardParticipants, heardSessions }: Tally) => ({
  statements: heardStatements,
  participants: heardParticipants,
  sessions: heardSessions,
});
