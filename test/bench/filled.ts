/** Any number of made-up answers straight into the typed table of a survey, by SQL: quick where no intake is measured. */
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';

/** Fills the typed table, which is there and empty. The values follow from the row number: the same everywhere. */
export async function fillTypedTable(database: Database, survey: CompiledSurvey, responses: number): Promise<void> {
  await database.write((transaction) => transaction.run(fillSql(survey), [responses]));
}

function fillSql(survey: CompiledSurvey): string {
  const { tables, territories, targetGroups } = survey;
  const ids = (level: string) =>
    new Map(territories.filter((one) => one.level === level).map((one) => [one.code, one.id]));
  const [provinces, areas, [region = -1]] = [ids('province'), ids('area'), [...ids('region').values()]];
  const places = territories
    .filter((one) => one.level === 'municipality')
    .map(
      ({ id, province, area }, index) =>
        `(${index}, ${id}, ${provinces.get(province ?? '') ?? -1}, ${areas.get(area ?? '') ?? -1})`,
    );
  const variables = [...survey.variables.values()].filter(isFilled);
  return `INSERT INTO ${tables.answer} BY NAME
    WITH place (rank, municipality, province, area) AS (VALUES ${places.join(', ')}),
    row AS (
      SELECT i::INTEGER AS seq, floor(pow(${uniform('place')}, 3) * ${places.length})::INTEGER AS rank,
        (hash(i, 'a') & hash(i, 'b') & ${2 ** targetGroups.length - 1})::INTEGER AS groups
      FROM range(1, $1::BIGINT + 1) AS numbers(i))
    SELECT seq, 1 AS version, DATE '2026-03-01' AS day, 'it' AS language, 'web' AS mode, 0 AS marks,
      ${region} AS region, province, area, municipality, groups, ${mainGroup(survey)} AS main_group,
      ${variables.map((one) => `${valueOf(one)} AS ${one.column}`).join(', ')},
      ${variables
        .filter((one) => one.type === 'multiple')
        .map((one) => `NULL AS ${one.missingColumn}`)
        .join(', ')}
    FROM row JOIN place USING (rank)`;
}

const isFilled = (one: CompiledVariable) =>
  one.table === 'answer' &&
  one.column !== null &&
  one.role !== 'territory' &&
  one.role !== 'targetGroup' &&
  one.type !== 'number';

/** 0 ≤ u < 1, by row and name. */
const uniform = (name: string, row = 'i') => `((hash(${row}, '${name}') % 1000003) / 1000003.0)`;

/** One category, the first ones oftener; of several ticks none to five. */
function valueOf({ name, type, categories }: CompiledVariable): string {
  const numbers = `[${categories.map((one) => one.number).join(', ')}]`;
  const pick = (draw: string) =>
    `${numbers}[1 + floor(pow(${uniform(draw, 'seq')}, 1.5) * ${categories.length})::INTEGER]`;
  if (type !== 'multiple') return `${pick(name)}::SMALLINT`;
  const picks = [1, 2, 3, 4, 5].map((draw) => pick(`${name}${draw}`)).join(', ');
  return `list_distinct(list_slice([${picks}], 1, floor(${uniform(`${name}n`, 'seq')} * 6)::INTEGER))::SMALLINT[]`;
}

function mainGroup({ targetGroups }: CompiledSurvey): string {
  const first = targetGroups.map(({ number }) => `WHEN (groups & ${2 ** (number - 1)}) <> 0 THEN ${number}`);
  return `CASE ${first.join(' ')} ELSE ${targetGroups.length + 1} END`;
}
