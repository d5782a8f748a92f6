/** Reads whom the audit is about: kinds of respondents, who belongs to which, and what is known of earlier publications. */
import type { Connection } from '../../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import type { Dimension } from '../dimension.ts';
import { levelBasesSql } from '../view/levels.ts';
import {
  kindsSql,
  membersSql,
  valuesSql,
  type KindColumns,
  type MemberColumns,
  type ValueColumns,
} from '../view/profiles.ts';
import type { ReleaseMeasures, SkillMeasures } from './measure.ts';

type Reader = Pick<Connection, 'columns'>;

export interface Population {
  readonly dimensions: readonly Dimension[];
  readonly kinds: KindColumns;
  /** for each counted variable, how many of each kind answered it; for each skill, how many told both its levels */
  readonly bases: ReadonlyMap<string, ArrayLike<number>>;
  readonly members: MemberColumns;
  /** by variable: the numbers that are summed, the categories of sensitive questions */
  readonly values: ReadonlyMap<string, ValueColumns>;
}

/** @param reader  one state of the answers */
export async function readPopulation(
  reader: Reader,
  survey: CompiledSurvey,
  dimensions: readonly Dimension[],
  { counted, flagged, summed, levels }: ReleaseMeasures,
): Promise<Population> {
  const parameters = { survey: survey.id };
  const read = <T extends object>(sql: string) => reader.columns<T>(sql, parameters);
  const kinds = await read<KindColumns>(kindsSql(survey, dimensions, counted));
  const members = await read<MemberColumns>(membersSql(survey, dimensions));
  const values = new Map<string, ValueColumns>();
  for (const variable of [...summed, ...flagged]) {
    values.set(variable.name, await read<ValueColumns>(valuesSql(survey, dimensions, variable)));
  }
  const told = levels.length === 0 ? null : await read<ValueColumns>(levelBasesSql(survey, dimensions));
  const bases = new Map([...basesOf(kinds, counted), ...levelBases(kinds, levels, told)]);
  return { dimensions, kinds, bases, members, values };
}

const basesOf = (kinds: KindColumns, counted: readonly CompiledVariable[]) =>
  new Map(counted.map(({ name }, place) => [name, kinds[`b${place}`]!]));

function levelBases(kinds: KindColumns, levels: readonly SkillMeasures[], told: ValueColumns | null) {
  const bases = new Map(levels.map(({ skill }) => [skill, new Int32Array(kinds.n.length)]));
  for (let row = 0; told !== null && row < told.n.length; row += 1) {
    const base = bases.get(told.value[row]!);
    if (base) base[told.kind[row]!] = told.n[row]!;
  }
  return levels.map(({ name, skill }) => [name, bases.get(skill)!] as const);
}
