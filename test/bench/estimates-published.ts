/** Published figures, from a snapshot in memory; nothing of what was asked before is kept from turn to turn. */
import type { EstimateQuery } from '../../analytics/contract.ts';
import { writeFigures } from '../../analytics/format.ts';
import type { Analytics } from '../../analytics/service.ts';
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { header, measured } from './estimates-line.ts';

export interface PublishedBench {
  /** where bare DuckDB sums */
  readonly answers: Database;
  readonly survey: CompiledSurvey;
  readonly analytics: Analytics;
  readonly turns: number;
}

/** The queries of a view, and others; milliseconds at the 95th percentile, with the bytes written. */
const views: readonly (readonly [string, number, EstimateQuery])[] = [
  ['map: one skill by municipality', 20, { variable: 'need', category: 'english', by: 'territory:municipality' }],
  [
    'map of a group',
    20,
    { variable: 'need', category: 'english', by: 'territory:municipality', where: 'targetGroup:young' },
  ],
  ['ranking: every skill', 20, { variable: 'need' }],
  ['ranking of a group in a province', 20, { variable: 'need', where: 'territory:076;targetGroup:young' }],
  ['shares of mentions', 20, { variable: 'need', base: 'mentions', by: 'territory:province' }],
  ['mean of a scale by municipality', 20, { variable: 'englishNow', statistic: 'mean', by: 'territory:municipality' }],
  [
    'median of a scale by municipality',
    20,
    { variable: 'englishNow', statistic: 'median', by: 'territory:municipality' },
  ],
  ['three divisions', 20, { variable: 'englishNow', by: 'territory:province,targetGroup,sex' }],
  ['heat map: groups × every skill', 30, { variable: 'need', by: 'targetGroup' }],
];

/** @returns whether all limits are kept */
export async function measurePublished({ answers, survey, analytics, turns }: PublishedBench): Promise<boolean> {
  header();
  const kept: boolean[] = [];
  for (const [what, limit, query] of views) {
    const ours = async () => writeFigures('application/json', analytics.estimate(survey.id, query));
    const before = () => analytics.reload(survey.id);
    const bare = () => answers.columns(bareSql(survey, query));
    kept.push(await measured({ what, limit, at: 0.95, ours, bare, before }, Math.max(turns, 20)));
  }
  return kept.every(Boolean);
}

/** The counts of the same columns from the answers themselves. */
function bareSql({ tables }: CompiledSurvey, { variable, by = '' }: EstimateQuery): string {
  const column = { need: 'unnest(need)', englishNow: 'english_now' }[variable] ?? variable;
  const columns = by
    .split(',')
    .filter((one) => one !== '')
    .map((one) => ({ targetGroup: 'groups' })[one] ?? one.replace('territory:', ''));
  return `SELECT ${[...columns, 'value'].join(', ')}, count(*)::INTEGER AS n
    FROM (SELECT ${[...columns, `${column} AS value`].join(', ')} FROM ${tables.answer}) GROUP BY ALL`;
}
