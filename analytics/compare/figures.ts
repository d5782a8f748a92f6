/** The published figures of a side of a comparison. */
import { Problem } from '../../problem.ts';
import type { AnalyticsService, ComparedFigure, ComparedSide, EstimateEnvelope, EstimateRow } from '../contract.ts';
import type { Asking } from './asking.ts';
import type { SideTerms } from './judge.ts';
import type { SideQuery } from './query.ts';

export type Published = Pick<AnalyticsService, 'estimate'>;

/** A side with its figures by skill. */
export interface ReadSide {
  readonly side: ComparedSide;
  readonly asking: Asking;
  readonly terms: SideTerms;
  readonly figures: ReadonlyMap<string, ComparedFigure>;
}

/**
 * Asks for the figures of a side. Where no territory is named these are the people of the programme's territory, if they
 * are published as such, as on every page.
 * @param home  code of that territory; empty where there are several
 */
export function readSide(analytics: Published, { code, asking, where }: SideQuery, home: string): ReadSide {
  const envelope = figuresOf(analytics, asking, where, home);
  const { compiled } = asking.entry;
  const { survey, wave, sampleType, interval, n, k, snapshot, figure, weights } = envelope;
  return {
    asking,
    side: {
      code,
      unit: compiled.unit,
      weights: weights.kind,
      survey,
      wave,
      sampleType,
      interval,
      n,
      k,
      snapshot,
      figure,
    },
    terms: {
      ...{ sampleType, base: `${compiled.unit}, ${envelope.base}`, scale: asking.need.scale },
      tested: sampleType !== 'open' || isRepaired(analytics, asking),
      // how people answered is no dimension of any publication
      assisted: null,
    },
    figures: new Map(envelope.rows.map((row) => [row.category ?? '', figureOf(row)])),
  };
}

function figuresOf({ estimate }: Published, asking: Asking, where: readonly string[], home: string): EstimateEnvelope {
  const { entry, need, territory } = asking;
  const ask = (filters: readonly string[]) =>
    estimate(entry.compiled.id, { variable: need.name, where: filters.join(';') });
  const isPlaced = where.some((filter) => filter.startsWith(`${territory}:`));
  const isHome = entry.compiled.territories.some(({ code }) => code === home);
  if (isPlaced || territory === undefined || !isHome) return ask(where);
  const within = ask([`${territory}:${home}`, ...where]);
  return within.n === null ? ask(where) : within;
}

/**
 * Weights of volunteers repair who answers where they know the education: the rule of totals, which are refused elsewhere.
 */
function isRepaired({ estimate }: Published, { entry, need }: Asking): boolean {
  const [first] = need.categories;
  if (first === undefined) return false;
  try {
    estimate(entry.compiled.id, { variable: need.name, statistic: 'total', category: first.code });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_for_volunteers') return false;
    throw error;
  }
}

const figureOf = ({ state, n, nEff, estimate, se, ciLow, ciHigh, weights }: EstimateRow): ComparedFigure => ({
  ...{ state, n, nEff, estimate, se, ciLow, ciHigh, weights },
});

/** A skill that the survey does not have. */
export const notAsked: ComparedFigure = {
  ...{ state: 'not_asked', n: null, nEff: null, estimate: null, se: null, ciLow: null, ciHigh: null, weights: null },
};
