/** What pages and routes ask of `analytics`: published figures, from memory. */
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { programmeReference } from '../survey/programme/reference.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { writeArrow } from './arrow.ts';
import type { AnalyticsService, EstimateEnvelope } from './contract.ts';
import { coverageOf } from './coverage.ts';
import { canonical } from './envelope.ts';
import { placed } from './fault.ts';
import { figureBook } from './figure-book.ts';
import { methodOf } from './method.ts';
import { figureRecords } from './figure/record.ts';
import { createMemory, type Memory } from './memory.ts';
import { estimatePublished, indexed, knownWeights, type PublishedFigures } from './published.ts';
import { checkQuery } from './query.ts';
import { limitRows } from './row-limit.ts';
import { loadPublications, loadSnapshot } from './snapshot-store.ts';
import { withWeights, type WeightedQuery } from './weight-kind.ts';
import { thermometerOf } from './thermometer.ts';
import { loadWeights } from './weight/version-store.ts';
import { writeWorkbook } from './workbook.ts';

export interface AnalyticsOptions {
  readonly database: Pick<Database, 'rows' | 'columns'>;
  /** where the surveys are; a survey that is not there is undefined */
  readonly surveys: (id: string) => CompiledSurvey | undefined;
  /** the least number of people a figure may be about (K_MIN), told while nothing is published */
  readonly k: number;
}

export interface Analytics extends AnalyticsService {
  /** Reads the newest snapshot of a survey; from then on every answer comes from it. Call it after a publication. */
  reload(surveyId: string): Promise<void>;
}

/** What answers about a survey come from: as it is compiled now, its newest snapshot, and what was asked before. */
interface Held {
  readonly survey: CompiledSurvey;
  readonly figures: PublishedFigures | null;
  readonly memory: Memory;
}

export function createAnalytics({ database, surveys, k }: AnalyticsOptions): Analytics {
  const all = new Map<string, Held>();
  const reference = programmeReference(database);
  const hold = (survey: CompiledSurvey, figures: PublishedFigures | null): Held => {
    const held = { survey, figures, memory: createMemory() };
    all.set(survey.id, held);
    return held;
  };
  const find = (id: string): Held => {
    const survey = surveys(id);
    if (survey === undefined) throw new Problem('not_found', { value: id });
    const known = all.get(id);
    return known?.survey === survey ? known : hold(survey, known?.figures ?? null);
  };
  const answers = ({ survey, figures, memory }: Held, queries: readonly WeightedQuery[]): EstimateEnvelope[] => {
    limitRows(survey, queries);
    return queries.map((query) =>
      memory.recall(canonical(survey, query), () => estimatePublished(survey, figures, query, k)),
    );
  };
  const estimate: AnalyticsService['estimate'] = (surveyId, query) => {
    const held = find(surveyId);
    const [envelope] = answers(held, [publicQuery(held, query)]);
    if (envelope === undefined) throw new Error('a query has one answer');
    return envelope;
  };
  return {
    estimate,
    estimates(surveyId, queries) {
      const held = find(surveyId);
      const checked = queries.map((query, index) => placed(index, () => publicQuery(held, query)));
      return answers(held, checked);
    },
    coverage(surveyId) {
      const { survey, figures } = find(surveyId);
      return coverageOf(survey, figures, k);
    },
    method: async (surveyId) => {
      const { survey, figures } = find(surveyId);
      const weighting = figures?.snapshot.weighting;
      const version = weighting ? await loadWeights(database, surveyId, weighting.version) : null;
      return methodOf(survey, figures, version, await loadPublications(database, surveyId), k);
    },
    thermometer: async (surveyId) => {
      const { survey } = find(surveyId);
      const benchmarks = await reference.benchmarks(survey.programme);
      return thermometerOf(survey, benchmarks, (query) => estimate(surveyId, query));
    },
    figure: figureRecords({ database, surveys, now: estimate }),
    workbook: (surveyId, envelopes, language) => writeWorkbook(figureBook(find(surveyId).survey, envelopes, language)),
    files: { workbook: writeWorkbook, arrow: writeArrow },
    async reload(surveyId) {
      const { survey } = find(surveyId);
      const snapshot = await loadSnapshot(database, surveyId);
      hold(survey, snapshot && indexed(snapshot));
    },
  };
}

/** @throws Problem exact_not_allowed: exact figures are asked for elsewhere, by somebody */
function publicQuery({ survey, figures }: Held, input: unknown): WeightedQuery {
  const query = checkQuery(survey, input);
  if (query.view === 'exact') throw new Problem('exact_not_allowed');
  return withWeights(survey, query, knownWeights(figures));
}
