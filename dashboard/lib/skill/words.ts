/** Words that the figures of a skill's article share. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { homeWords, type Scene } from '../explore/scene.ts';
import { weightsOf } from '../explore/text.ts';
import { formats } from '../format.ts';

/** Unit, base, respondents, period, who answered: as under the figures of the exploring page. */
export const baseLine = (scene: Scene, figure: EstimateEnvelope | undefined, n: number | null): string =>
  scene.m('explore.subtitle', { ...about(scene, figure, n), who: 'all', measure: 'need', what: '' });

/** The same under means, whose unit is told before. */
export const meanLine = (scene: Scene, figure: EstimateEnvelope | undefined, n: number | null): string =>
  scene.m('skill.levels.base', { ...about(scene, figure, n), number: n ?? 0 });

function about(scene: Scene, figure: EstimateEnvelope | undefined, n: number | null) {
  const { m, words, language, unit } = scene;
  const day = figure?.snapshot ? formats(language).day(figure.snapshot.takenOn) : '';
  return {
    ...{ unit, place: homeWords(scene), wave: figure?.wave ?? '' },
    ...{ known: n === null ? 'no' : 'yes', n: words.count(n), dated: day === '' ? 'no' : 'yes', day },
    sample: m(`explore.sample.${figure?.sampleType ?? 'open'}`),
    weights: weightsOf(figure),
  };
}
