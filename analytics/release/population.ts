/** Reads whom the audit is about: kinds of respondents, who belongs to which, and what is known of earlier publications. */
import type { Connection } from '../../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import type { Dimension } from '../dimension.ts';
import {
  kindsSql,
  membersSql,
  valuesSql,
  type KindColumns,
  type MemberColumns,
  type ValueColumns,
} from '../view/profiles.ts';
import type { ReleaseMeasures } from './measure.ts';

type Reader = Pick<Connection, 'columns'>;

export interface Population {
  readonly dimensions: readonly Dimension[];
  readonly kinds: KindColumns;
  /** for each counted variable, how many of each kind answered it */
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
  { counted, flagged, summed }: ReleaseMeasures,
): Promise<Population> {
  const parameters = { survey: survey.id };
  const read = <T extends object>(sql: string) => reader.columns<T>(sql, parameters);
  const kinds = await read<KindColumns>(kindsSql(survey, dimensions, counted));
  const members = await read<MemberColumns>(membersSql(survey, dimensions));
  const values = new Map<string, ValueColumns>();
  for (const variable of [...summed, ...flagged]) {
    values.set(variable.name, await read<ValueColumns>(valuesSql(survey, dimensions, variable)));
  }
  return { dimensions, kinds, bases: basesOf(kinds, counted), members, values };
}

const basesOf = (kinds: KindColumns, counted: readonly CompiledVariable[]) =>
  new Map(counted.map(({ name }, place) => [name, kinds[`b${place}`]!]));
