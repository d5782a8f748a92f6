/** What the server reads for a view, from the services. */
import type { EstimateQuery } from '../../../analytics/contract.ts';
import type { Codebook, Localized, SurveySummary } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';
import { frameOf, homeCode, needOf, topSkills, type Frame } from './frame.ts';
import { named, type FigureName } from './queries.ts';
import type { Figures } from './scene.ts';
import { asked, wavesOf } from './read-waves.ts';

/** What of a survey the page shows; its definition stays on the server. */
export type ExploredSurvey = Pick<
  SurveySummary,
  'id' | 'programme' | 'title' | 'wave' | 'unit' | 'responses' | 'sampleType' | 'state' | 'synthetic'
> & {
  /** the body that answers for the data */
  readonly owner: Localized;
};

/**
 * The people of the programme's territory among those of the publication; `elsewhere` live in another place, or
 * left open something that figures are divided by. Null before the first publication, or when the survey does not publish its territory as a whole.
 */
export interface Home {
  readonly inside: number;
  readonly elsewhere: number;
}

/** The survey, its frame and whose figures they are. @throws Problem not_found */
export function readSurvey(
  { survey, analytics, shapes }: Services,
  id: string,
): { survey: ExploredSurvey; frame: Frame | null; home: Home | null } {
  const own = survey.survey(id);
  const { title, wave, unit, responses, sampleType, state, synthetic, programme } = own;
  const codebook = survey.codebook(id);
  const territories = survey.territories(id);
  const programmeTold = survey.programmes().find((one) => one.id === programme);
  const code = territories.find((one) => one.code === homeCode(programmeTold))?.code ?? '';
  const found = readHome(analytics, id, codebook, code);
  const owner = programmeTold?.owner ?? title;
  return {
    survey: { id, programme, title, wave, unit, responses, sampleType, state, synthetic, owner },
    frame: frameOf({
      ...{ codebook, territories, programme: programmeTold, ranking: found.rows, ...found.places },
      ...{ bounds: survey.bounds(id), outlined: shapes.outlined(programme) },
      ...{ questions: asked(own), waves: wavesOf(survey, own) },
    }),
    home: found.home,
  };
}

/** Needs of the people of a territory; of everybody, and no code, where the release plan has no table of it. */
function readHome(analytics: Services['analytics'], id: string, codebook: Codebook, code: string) {
  const variable = needOf(codebook);
  const territory = codebook.variables.find((one) => one.role === 'territory')?.name;
  if (variable === null) return { rows: [], places: placesOf(code), home: null };
  const everybody = analytics.estimate(id, { variable });
  if (code === '' || !territory || !everybody.snapshot)
    return { rows: everybody.rows, places: placesOf(code), home: null };
  const { n, rows } = analytics.estimate(id, { variable, where: `${territory}:${code}` });
  if (n === null) return { rows: everybody.rows, places: placesOf(''), home: null };
  const places = placesOf(code, n === everybody.n ? '' : code);
  return { rows, places, home: { inside: n, elsewhere: everybody.snapshot.responses - n } };
}

const placesOf = (home: string, homeFilter = home) => ({ home, homeFilter });

/** The figures of a view, by their names. @throws Problem */
export function readFigures(
  { analytics }: Services,
  id: string,
  queries: readonly [FigureName, EstimateQuery][],
): Figures {
  const answers = analytics.estimates(
    id,
    queries.map(([, query]) => query),
  );
  return withoutLowRows(named(queries, answers), queries);
}

/** The heat map without the skills that it does not show: they would be most of the page. */
function withoutLowRows(figures: Figures, queries: readonly [FigureName, EstimateQuery][]): Figures {
  const { heat, ranking } = figures;
  if (!heat || !ranking) return figures;
  const chosen = queries.find(([name]) => name === 'map')?.[1].category;
  const rates = ranking.rows.map((row) => row.estimate ?? -1).sort((a, b) => b - a);
  const least = rates[topSkills - 1] ?? -1;
  const high = ranking.rows.filter((row) => (row.estimate ?? -1) >= least).map((row) => row.category);
  const kept = new Set([chosen, ...high]);
  return { ...figures, heat: { ...heat, rows: heat.rows.filter((row) => kept.has(row.category)) } };
}
