/** Codes × target groups. */
import type { CodesByGroup } from '../contract.ts';
import { heardIn, readCounted, tallied, type Bound, type Counted, type Tally } from './base.ts';
import { inTreeOrder, readCodes } from './codes.ts';
import type { EvidenceContext } from './context.ts';

/** A row over all groups has no group. */
type Row = Tally & { readonly code: string; readonly group: string | null };

const steps = `
  tally AS (SELECT code, speaker, count(*) AS n FROM said GROUP BY ALL),
  counted AS (
    SELECT code::VARCHAR AS code, CASE WHEN grouping(target_group) = 0 THEN target_group END AS "group", ${tallied}
    FROM (SELECT tally.*, coalesce(target_group, '') AS target_group FROM tally LEFT JOIN people USING (speaker))
    GROUP BY GROUPING SETS ((code, target_group), (code))
  )`;

/** @param bound  of `boundTo` */
export async function codesByGroup(context: EvidenceContext, programme: string, bound: Bound): Promise<CodesByGroup> {
  const [codes, { base, groups, rows }] = await Promise.all([
    readCodes(context, programme),
    readCounted<Row>(context, steps, bound),
  ]);
  const whole = new Map(rows.filter(({ group }) => group === null).map((row) => [row.code, heardIn(row)]));
  const cells = rows.flatMap((row) =>
    row.group === null ? [] : [{ code: row.code, group: row.group, ...heardIn(row) }],
  );
  const isUnplaced = cells.some(({ group }) => group === '') && !groups.some(({ key }) => key === '');
  return {
    base,
    codes: inTreeOrder(codes, whole),
    groups: inOrder(context, programme, isUnplaced ? [...groups, { key: '', participants: 0 }] : groups),
    cells,
  };
}

/** In the order of the programme; those who did not tell it last. */
function inOrder({ registry }: EvidenceContext, programme: string, groups: Counted<Row>['groups']) {
  const known = registry.programme(programme).targetGroups;
  const order = (key: string) => (key === '' ? Infinity : known.findIndex((group) => group.key === key));
  return groups
    .map(({ key, participants }) => ({ key, label: known.find((one) => one.key === key)?.label ?? null, participants }))
    .sort((a, b) => order(a.key) - order(b.key));
}
