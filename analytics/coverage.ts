/** How many respondents the newest snapshot holds, by each dimension alone. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { Coverage } from './contract.ts';
import { dimensionsOf, written, type Dimension } from './dimension.ts';
import { cellKey, tableName } from './domain.ts';
import type { PublishedFigures } from './published.ts';

/** Respondents of the released one-way cells; every category of every dimension has its row. */
export function coverageOf(survey: CompiledSurvey, figures: PublishedFigures | null, k: number): Coverage {
  const dimensions = [...dimensionsOf(survey).values()].map((dimension) => ({
    dimension: written(dimension),
    rows: rowsOf(dimension, figures),
  }));
  const about = { survey: survey.id, view: 'published', where: {}, dimensions } as const;
  if (figures === null) return { ...about, snapshot: null, k, responses: null };
  const { id, takenOn, responses } = figures.snapshot;
  return { ...about, snapshot: { id, takenOn, responses }, k: figures.snapshot.k, responses };
}

function rowsOf({ name, categories }: Dimension, figures: PublishedFigures | null) {
  const places = figures?.places.get(tableName([name]));
  return categories.map(({ code }) => {
    const place = places?.get(cellKey([code]));
    const n = place === undefined ? null : (figures?.snapshot.cells[place]?.n ?? null);
    return { code, n, state: n === null ? ('not_published' as const) : ('shown' as const) };
  });
}
