/** What stands behind a figure's identifier: the question, and its answer then and now. */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, FigureRecord } from '../contract.ts';
import { estimatePublished, indexed, knownWeights, type PublishedFigures } from '../published.ts';
import { checkQuery } from '../query.ts';
import { loadSnapshot } from '../snapshot-store.ts';
import { withWeights } from '../weight-kind.ts';
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
    const checked = withWeights(survey, checkQuery(survey, query), knownWeights(figures));
    // first, because it refuses what has more rows than are ever served: such an identifier was made up
    const latest = now(survey.id, query);
    const then = estimatePublished(survey, figures, checked, figures.snapshot.k);
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

function recordOf(
  figure: string,
  query: FigureRecord['query'],
  then: EstimateEnvelope,
  now: EstimateEnvelope,
): FigureRecord {
  const { survey, snapshot, weights, k } = then;
  return { figure, survey, query, snapshot: snapshot ?? gone(figure), weights, k, then, now };
}

function unknown(value: string): never {
  throw new Problem('unknown_figure', { value: value.slice(0, 80) });
}

/** A snapshot is listed and cannot be read: nothing that a reader could mend. */
function gone(id: string): never {
  throw new Error(`the snapshot of ${id} cannot be read`);
}
