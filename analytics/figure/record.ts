/** What stands behind a figure's identifier: the question, and its answer then and now. */
import type { Database } from '../../data/database.server.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, FigureRecord } from '../contract.ts';
import { estimatePublished, indexed, knownWeights, type PublishedFigures } from '../published.ts';
import { checkQuery } from '../query.ts';
import { limitRows } from '../row-limit.ts';
import { loadSnapshot } from '../snapshot-store.ts';
import { withWeights, type WeightedQuery } from '../weight-kind.ts';
import { questionBehind } from './find.ts';
import { readFigureId, writeFigureId } from './id.ts';
import { asParameters, type Question } from './question.ts';

export interface FigureSource {
  readonly database: Pick<Database, 'rows' | 'columns'>;
  readonly surveys: (id: string) => CompiledSurvey | undefined;
  /** the answer from the newest snapshot */
  readonly now: (survey: string, query: EstimateQuery) => EstimateEnvelope;
}

/** Older snapshots that are held: enough for somebody who reads through a report. */
const held = 4;

/** Finds figures by their identifiers; keeps the last few snapshots that were asked for. */
export function figureRecords({ database, surveys, now }: FigureSource) {
  const kept = new Map<string, PublishedFigures>();
  const figuresOf = async (survey: string, id: string): Promise<PublishedFigures> => {
    const snapshot = kept.get(id) ?? indexed((await loadSnapshot(database, survey, id)) ?? gone(id));
    kept.delete(id);
    kept.set(id, snapshot);
    for (const oldest of [...kept.keys()].slice(0, -held)) kept.delete(oldest);
    return snapshot;
  };
  return async (id: string): Promise<FigureRecord> => {
    const { survey, snapshot, question } = (await find(id)) ?? unknown(id);
    const query = asParameters(question);
    const figures = await figuresOf(survey.id, snapshot);
    const checked = answerable(survey, figures, query) ?? unknown(id);
    const then = estimatePublished(survey, figures, checked, figures.snapshot.k);
    const latest = latestOf(() => now(survey.id, query));
    return recordOf(writeFigureId(survey.id, snapshot, question), query, then, latest);
  };

  async function find(id: string): Promise<Found | null> {
    const sketch = readFigureId(id);
    if (sketch === null) return null;
    const heads = await database.rows<{ id: string; survey: string }>(
      'SELECT id, survey FROM snapshot WHERE starts_with(id, ?)',
      [sketch.snapshot],
    );
    for (const head of heads) {
      const survey = surveys(head.survey);
      const question = survey && questionBehind(survey, head.id, sketch);
      if (question) return { survey, snapshot: head.id, question };
    }
    return null;
  }
}

interface Found {
  readonly survey: CompiledSurvey;
  readonly snapshot: string;
  readonly question: Question;
}

/** The query of an identifier; null when it would have been refused, so that no figure was ever called so. */
function answerable(survey: CompiledSurvey, figures: PublishedFigures, query: EstimateQuery): WeightedQuery | null {
  const checked = unlessRefused(() => withWeights(survey, checkQuery(survey, query), knownWeights(figures)));
  if (checked instanceof Problem) return null;
  return unlessRefused(() => limitRows(survey, [checked])) instanceof Problem ? null : checked;
}

type Latest = Pick<FigureRecord, 'now' | 'notNow'>;

/** What keeps the newest publication from answering a question that an earlier one has answered. */
const reasons: Partial<Record<ProblemCode, NonNullable<Latest['notNow']>>> = {
  unknown_parameter: 'no_such_weights',
  not_for_volunteers: 'no_total',
};

/** The question is checked before; all that can be missing today are the weights that it was answered with. */
function latestOf(ask: () => EstimateEnvelope): Latest {
  const now = unlessRefused(ask);
  if (!(now instanceof Problem)) return { now, notNow: null };
  const notNow = reasons[now.code];
  if (notNow === undefined) throw now;
  return { now: null, notNow };
}

function unlessRefused<T>(work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function recordOf(figure: string, query: FigureRecord['query'], then: EstimateEnvelope, latest: Latest): FigureRecord {
  const { survey, snapshot, weights, k } = then;
  return { figure, survey, query, snapshot: snapshot ?? gone(figure), weights, k, then, ...latest };
}

function unknown(value: string): never {
  throw new Problem('unknown_figure', { value: value.slice(0, 80) });
}

/** A snapshot is listed and cannot be read: nothing that a reader could mend. */
function gone(id: string): never {
  throw new Error(`the snapshot of ${id} cannot be read`);
}
