/** What a gap stands on, whatever is on offer: a plan puts its editions beside the catalogue's. */
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import { readGap, tellingSurveys, type ReadGap } from './query.ts';
import type { GapOptions } from './service.ts';
import { placeFinder, supplyOf, twelveMonths, type Period, type Supply } from './seats.ts';
import { homeOf, readTables, type DemandTables } from './tables.ts';

export interface GapGround {
  readonly query: ReadGap & { readonly entry: SurveyEntry };
  readonly tables: DemandTables;
  readonly period: Period;
  supply(courses: readonly Course[]): Supply;
}

/** @throws Problem of `readGap` */
export function gapGround(
  { analytics, registry, today }: Omit<GapOptions, 'reference'>,
  programme: string,
  input: unknown,
): GapGround {
  const query = readGap(tellingSurveys(registry, programme), input);
  const tables = readTables(analytics, query, homeOf(registry, programme, query.entry));
  const period = twelveMonths(query.from || today());
  const { level, entry } = query;
  const find = level === '' ? () => null : placeFinder(entry.compiled.territories, level);
  return { query, tables, period, supply: (courses) => supplyOf(courses, period, find, level !== '') };
}
