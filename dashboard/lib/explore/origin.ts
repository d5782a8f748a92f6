import { inWords } from '../language.ts';
import { formats } from '../format.ts';
import { writeView } from '../filter.ts';
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { ExploredSurvey } from './read.ts';
import type { Scene } from './scene.ts';

/** Where a figure comes from and how to take it away; `figure` is null before the first publication. */
export interface Origin {
  readonly source: string;
  readonly method: string;
  readonly figure: string | null;
  readonly csv: string;
  readonly json: string;
}

/** @param path  the address of the page without its query */
export function originOf(
  { m, language, view }: Scene,
  survey: ExploredSurvey,
  name: 'map' | 'ranking' | 'heat',
  envelope: EstimateEnvelope | undefined,
  path: string,
): Origin {
  const day = envelope?.snapshot ? formats(language).day(envelope.snapshot.takenOn) : '';
  const file = (format: string) => `${path}/${name}.${format}${writeView(view)}`;
  return {
    source: m('explore.source', {
      survey: inWords(survey.title, language),
      wave: survey.wave,
      known: day ? 'yes' : 'no',
      day,
    }),
    method: '#method',
    figure: envelope?.figure ?? null,
    csv: file('csv'),
    json: file('json'),
  };
}
