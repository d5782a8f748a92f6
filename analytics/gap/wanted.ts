/** Places wanted, from published figures: by skill, place and group, with the range of each. */
import { Problem } from '../../problem.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { DemandName } from '../../survey/typed/demand.ts';
import type { AnalyticsService, CellState, EstimateEnvelope, EstimateRow, Places } from '../contract.ts';

export type Published = Pick<AnalyticsService, 'estimate'>;

/** A cell of demand. `low` and `high` are the ends of its range in person-places, null where it has none. */
export interface Wanted {
  readonly skill: string;
  readonly territory: string | null;
  readonly group: string | null;
  readonly state: CellState;
  readonly n: number | null;
  readonly places: Places;
  readonly low: number | null;
  readonly high: number | null;
}

export interface WantedTable {
  readonly basis: 'counted' | 'population';
  readonly cells: readonly Wanted[];
  readonly envelopes: Readonly<Record<DemandName, EstimateEnvelope>>;
}

export interface WantedQuery {
  /** `territory:province` or empty */
  readonly territory: string;
  /** a dimension or empty */
  readonly group: string;
  /** `dimension:code` joined by `;` */
  readonly where: string;
  readonly skills: string;
}

const names = ['demand', 'demandInPerson', 'demandOnline', 'demandEither'] as const satisfies DemandName[];

/** Reads the four figures of demand. Where totals are refused, those who answered are counted. */
export function readWanted(published: Published, survey: CompiledSurvey, query: WantedQuery): WantedTable {
  const basis = basisOf(published, survey, query);
  const by = [query.territory, query.group].filter(Boolean).join(',');
  const asked = askedAs(basis);
  const ask = (variable: DemandName) =>
    published.estimate(survey.id, { variable, by, where: query.where, category: query.skills, ...asked });
  const envelopes = Object.fromEntries(names.map((name) => [name, ask(name)])) as WantedTable['envelopes'];
  const cells = envelopes.demand.rows.map((all, place) => {
    const part = (name: DemandName) => envelopes[name].rows[place]!;
    return cellOf(all, part('demandInPerson'), part('demandOnline'), part('demandEither'), query, basis);
  });
  return { basis, cells, envelopes };
}

/** The statistic that tells person-places. */
export const askedAs = (basis: WantedTable['basis']) =>
  basis === 'population' ? { statistic: 'total' } : { statistic: 'proportion', weights: 'none' };

/** Whether totals of the population may be told; else those who answered are counted. */
export function basisOf(
  published: Published,
  survey: CompiledSurvey,
  { skills }: Pick<WantedQuery, 'skills'>,
): WantedTable['basis'] {
  try {
    const [category = ''] = skills.split(',');
    published.estimate(survey.id, { variable: 'demand', statistic: 'total', category });
    return survey.sampleType === 'census' ? 'counted' : 'population';
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not_for_volunteers' || error.code === 'unknown_parameter')) {
      return 'counted';
    }
    throw error;
  }
}

function cellOf(
  all: EstimateRow,
  inPerson: EstimateRow,
  online: EstimateRow,
  either: EstimateRow,
  { territory, group }: WantedQuery,
  basis: WantedTable['basis'],
): Wanted {
  const code = (name: string) => (name === '' ? null : String(all[columnOf(name)]));
  const rows = [all, inPerson, online, either];
  const hidden = rows.find(({ state }) => state !== 'shown');
  const values = rows.map((row) => people(row, basis));
  const [wanted = 0, ...parts] = values;
  const neither = Math.max(0, wanted - parts.reduce((sum, one) => sum + one, 0));
  const end = (value: number | null) =>
    value === null || hidden ? null : basis === 'population' ? value : value * all.n!;
  return {
    ...{ skill: all.category ?? '', territory: code(territory), group: code(group) },
    ...{ state: hidden?.state ?? 'shown', n: hidden ? null : all.n, low: end(all.ciLow), high: end(all.ciHigh) },
    places: { inPerson: parts[0]!, online: parts[1]!, either: parts[2]!, neither },
  };
}

/** A share of the people asked is so many people; a total is one already. */
function people({ estimate, n }: EstimateRow, basis: WantedTable['basis']): number {
  if (estimate === null || n === null) return 0;
  return basis === 'population' ? estimate : Math.round(estimate * n);
}

/** The column of the rows that a dimension of the query has. */
const columnOf = (dimension: string) => dimension.split(':')[0]!;
