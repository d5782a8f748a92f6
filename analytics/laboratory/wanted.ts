/** Hours wanted, from one published figure: how many ranked a skill, by the class of their hours and their number of skills. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { hoursCategory } from '../../survey/registry/hours.ts';
import type { HoursSettings } from '../../survey/programme/schema-laboratory.ts';
import { hoursName } from '../../survey/typed/hours.ts';
import type { AnalyticsService, CellState, EstimateEnvelope, EstimateRow } from '../contract.ts';
import { normalQuantile } from '../estimate/distribution.ts';

export type Published = Pick<AnalyticsService, 'estimate'>;

/** Hours a year of one skill in one place, with the ends of their range. */
export interface WantedHours {
  readonly skill: string;
  readonly territory: string | null;
  readonly state: CellState;
  readonly n: number | null;
  readonly hours: number;
  readonly low: number;
  readonly high: number;
  /** false where everybody was asked: nothing varies then */
  readonly isRanged: boolean;
}

export interface WantedHoursTable {
  readonly envelope: EstimateEnvelope;
  readonly cells: readonly WantedHours[];
}

/** @param level  of territories, or empty for everybody */
export function readWantedHours(
  published: Published,
  survey: CompiledSurvey,
  { classes }: HoursSettings,
  level: string,
): WantedHoursTable {
  const by = level === '' ? '' : `territory:${level}`;
  const envelope = published.estimate(survey.id, { variable: hoursName, statistic: 'count', weights: 'none', by });
  const hoursOf = new Map(classes.map(({ category, hours }) => [category, hours]));
  const territoryOf = (row: EstimateRow) => (level === '' ? null : String(row['territory']));
  const groups = Map.groupBy(envelope.rows, (row) => `${territoryOf(row)} ${hoursCategory(row.category ?? '').skill}`);
  const cells = [...groups.values()].map((rows): WantedHours => {
    const [first] = rows;
    const hidden = rows.find(({ state }) => state !== 'shown');
    const { skill } = hoursCategory(first!.category ?? '');
    const place = { skill, territory: territoryOf(first!), isRanged: survey.sampleType !== 'census' };
    if (hidden) return { ...place, state: hidden.state, n: null, hours: 0, low: 0, high: 0 };
    const parts = rows.map(({ category, estimate }) => {
      const one = hoursCategory(category ?? '');
      return { people: estimate ?? 0, hours: (hoursOf.get(one.category) ?? 0) / one.skills };
    });
    return { ...place, state: 'shown', n: first!.n, ...hoursWanted(parts, first!.n ?? 0) };
  });
  return { envelope, cells };
}

/**
 * The hours of all who want a skill, and their range: the sum over the n asked, of whom most want none of it,
 * ± 1.96 × √(n × the variance of a person's hours). Hours a year.
 * @param parts  people who want so many hours each; nobody is in two of them
 */
export function hoursWanted(
  parts: readonly { readonly people: number; readonly hours: number }[],
  n: number,
): Pick<WantedHours, 'hours' | 'low' | 'high'> {
  const sum = parts.reduce((all, { people, hours }) => all + people * hours, 0);
  const squares = parts.reduce((all, { people, hours }) => all + people * hours * hours, 0);
  const variance = n > 1 ? (squares - (sum * sum) / n) / (n - 1) : 0;
  const half = normalQuantile(0.975) * Math.sqrt(n * Math.max(0, variance));
  return { hours: sum, low: Math.max(0, sum - half), high: sum + half };
}
