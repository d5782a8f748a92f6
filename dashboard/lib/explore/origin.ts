import { inWords } from '../language.ts';
import { formats } from '../format.ts';
import type { EstimateEnvelope, EstimateRow, Thermometer } from '../../../analytics/contract.ts';
import { explain, type Explained, type ExplainOptions } from '../explain/explain.ts';
import { thermometerWords, type ThermometerWords } from '../explain/thermometer.ts';
import { awayOf, type Away } from '../take-away/away.ts';
import type { ExploredSurvey } from './read.ts';
import { exampleName } from './example.ts';
import type { Scene } from './scene.ts';

/** Where a figure comes from, how it was made, and how to take it away; `figure` is null before the first publication. */
export interface Origin {
  readonly source: string;
  readonly method: string;
  readonly figure: string | null;
  readonly away: Away | null;
  readonly explained: Explained | null;
  readonly thermometer: ThermometerWords | null;
}

/**
 * @param name  of the chart, as its files are called
 * @param path  the address of the page without its query
 * @param nameOf  what a row is about; a skill, its place and its group unless told
 */
export function originOf(
  scene: Scene,
  survey: ExploredSurvey,
  name: string,
  envelope: EstimateEnvelope | undefined,
  path: string,
  thermometer: Thermometer | null,
  nameOf: (row: EstimateRow) => string = exampleName(scene),
): Origin {
  const { m, language, unit } = scene;
  const told: ExplainOptions = { m, language, unit, nameOf };
  const day = envelope?.snapshot ? formats(language).day(envelope.snapshot.takenOn) : '';
  return {
    source: m('explore.source', {
      survey: inWords(survey.title, language),
      wave: survey.wave,
      known: day ? 'yes' : 'no',
      day,
    }),
    method: '#method',
    figure: envelope?.figure ?? null,
    away: awayOf(scene, survey, name, envelope, path, nameOf),
    explained: envelope && envelope.view === 'published' ? explain(envelope, told) : null,
    thermometer: thermometer && thermometerWords(thermometer, language, m),
  };
}
