/** What weights cost where margins explain something of the answers. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import { subset } from '../estimate/design.ts';
import { svymean } from '../estimate/mean.ts';
import { measuresOf } from '../query.ts';
import { classTicksSql, type ClassTicks } from '../view/classes.ts';
import { levelsOf } from './version-class.ts';
import { classDesign } from './version-design.ts';
import type { MadeWeights, Reader } from './version-make.ts';

/**
 * The median, over the categories of the needs, of the design effect of the weighted share: its variance by the weights,
 * with what the margins explain taken out, over that of a simple random sample as large.
 * @returns null when the survey asks no needs, or nobody has any
 */
export async function residualEffect(
  reader: Reader,
  survey: CompiledSurvey,
  version: Omit<MadeWeights, 'deffResidual'>,
): Promise<number | null> {
  const needs = measuresOf(survey).find(({ role }) => role === 'need');
  if (needs === undefined) return null;
  const counts = await countTicks(reader, survey, version, needs);
  const effects = needs.categories.flatMap(({ number }) => effectOf(version, counts, number) ?? []);
  return median(effects);
}

/** By class, as its levels are joined: how many have each category; 0 stands for who was asked. */
type Counts = ReadonlyMap<string, ReadonlyMap<number, number>>;

async function countTicks(
  reader: Reader,
  survey: CompiledSurvey,
  { dimensions }: Pick<MadeWeights, 'dimensions'>,
  needs: CompiledVariable,
): Promise<Counts> {
  const known = dimensionsOf(survey);
  const columns = dimensions.flatMap(({ name }) => known.get(name) ?? []);
  const ticks = await reader.columns<ClassTicks>(classTicksSql(survey, columns, needs));
  const levelsAt = levelsOf(columns, dimensions);
  const counts = new Map<string, Map<number, number>>();
  for (let row = 0; row < ticks.n.length; row += 1) {
    const key = levelsAt(columns.map((_, place) => ticks[`d${place}`]?.[row] ?? 0)).join();
    const own = counts.get(key) ?? new Map<number, number>();
    const category = ticks.category[row] ?? 0;
    counts.set(key, own.set(category, (own.get(category) ?? 0) + (ticks.n[row] ?? 0)));
  }
  return counts;
}

/** Three rows a class: with the category, without it, and not asked. */
function effectOf(version: Omit<MadeWeights, 'deffResidual'>, counts: Counts, category: number): number | null {
  const rows = version.classes.flatMap(({ levels, weight, n }) => {
    const own = counts.get(levels.join());
    const [asked, y] = [own?.get(0) ?? 0, own?.get(category) ?? 0];
    const all = [
      { value: 1, frequency: y },
      { value: 0, frequency: asked - y },
      { value: null, frequency: n - asked },
    ];
    return all.filter(({ frequency }) => frequency > 0).map((one) => ({ ...one, levels, weight }));
  });
  const design = classDesign(
    version,
    rows,
    rows.map(({ frequency }) => frequency),
  );
  const asked = subset(
    design,
    rows.map(({ value }) => value !== null),
  );
  return (
    svymean(
      asked,
      rows.map(({ value }) => value),
      { deff: 'replace' },
    ).deff ?? null
  );
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
