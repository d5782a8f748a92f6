/** Weights and exact figures of the answers as they are. */
import type { EstimateQuery } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { header, measured } from './estimates-line.ts';

export interface ExactBench {
  readonly database: Database;
  readonly survey: CompiledSurvey;
  readonly turns: number;
  /** as the setting is written: `1GB` */
  readonly memoryLimit: string;
  /** makes the weights; keeps them when `dry` is false */
  readonly weigh: (dry: boolean) => Promise<unknown>;
}

/** @returns whether all limits are kept */
export async function measureExact(bench: ExactBench): Promise<boolean> {
  const { database, survey, turns, weigh, memoryLimit } = bench;
  const bare = (sql: string) => () => database.columns(sql);
  const figures = (query: EstimateQuery) => () => estimateExactly(database, survey, query, 5);
  const peak = watchMemory();
  const { answer } = survey.tables;
  await weigh(false);
  header();
  const kept: boolean[] = [];
  const add = async (what: string, limit: number, ours: () => Promise<unknown>, sql: string) =>
    kept.push(await measured({ what, limit, at: 0.5, ours, bare: bare(sql) }, turns));

  await add(
    'weights: scan and raking',
    3000,
    () => weigh(true),
    `SELECT sex, age_class, count(*)::INTEGER AS n FROM ${answer} GROUP BY ALL`,
  );
  const english = survey.variables.get('need')!.categories.find(({ code }) => code === 'english')?.number ?? 1;
  const ticked = `sum(list_contains(need, ${english})::INTEGER)::INTEGER AS y, count(*)::INTEGER AS n FROM ${answer}`;
  const choropleth = { variable: 'need', category: codeOf(survey, english), by: 'territory:municipality' };
  const byPlace = `SELECT sex, age_class, municipality, ${ticked} WHERE need_missing IS NULL GROUP BY ALL`;
  await add('131 municipalities, calibrated', 1500, figures({ ...choropleth, weights: 'calibrated' }), byPlace);
  await add('131 municipalities, equal weights', 1500, figures({ ...choropleth, weights: 'none' }), byPlace);
  const women = `SELECT sex, age_class, municipality, ${ticked} WHERE need_missing IS NULL AND sex = 1 GROUP BY ALL`;
  await add('131 municipalities, women', 1500, figures({ ...choropleth, where: 'sex:f' }), women);
  const level = `SELECT sex, age_class, municipality, english_now, count(*)::INTEGER AS n FROM ${answer} GROUP BY ALL`;
  const scale = { variable: 'englishNow', by: 'territory:municipality' };
  await add('131 municipalities, mean of a scale', 1500, figures({ ...scale, statistic: 'mean' }), level);
  await add('131 municipalities, median of a scale', 1500, figures({ ...scale, statistic: 'median' }), level);
  const groups = `SELECT sex, age_class, groups, ${ticked} WHERE need_missing IS NULL GROUP BY ALL`;
  await add('one skill by target group', 1500, figures({ ...choropleth, by: 'targetGroup' }), groups);
  const skills = `SELECT sex, age_class, skill, count(*)::INTEGER AS n FROM (SELECT sex, age_class, unnest(need) AS skill FROM ${answer}) GROUP BY ALL`;
  await add('every skill', Infinity, figures({ variable: 'need' }), skills);
  const heat = `SELECT sex, age_class, groups, skill, count(*)::INTEGER AS n FROM (SELECT sex, age_class, groups, unnest(need) AS skill FROM ${answer}) GROUP BY ALL`;
  await add('every skill by target group', Infinity, figures({ variable: 'need', by: 'targetGroup' }), heat);
  kept.push(reportMemory(peak(), memoryLimit));
  return kept.every(Boolean);
}

const codeOf = (survey: CompiledSurvey, number: number) =>
  survey.variables.get('need')!.categories.find((one) => one.number === number)!.code;

/** @returns a function that stops watching and gives the largest resident size in bytes */
function watchMemory(): () => number {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return Math.max(most, look());
  };
}

function reportMemory(bytes: number, setting: string): boolean {
  const [, number = '1', unit = 'GB'] = /^([\d.]+)\s*([A-Z]+)$/i.exec(setting) ?? [];
  const allowed = Number(number) * (/^g/i.test(unit) ? 1000 : 1) + 500;
  console.log(`memory: ${(bytes / 1e6).toFixed(0)} MB, limit ${allowed.toFixed(0)} MB (MEMORY_LIMIT + 500)`);
  return bytes / 1e6 <= allowed;
}
