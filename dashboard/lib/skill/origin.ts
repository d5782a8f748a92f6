import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { explain } from '../explain/explain.ts';
import type { Origin } from '../explore/origin.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import type { Scene } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { inLanguage, inWords } from '../language.ts';
import { groupVariable } from './groups.ts';

/**
 * Where a figure of the article comes from.
 * @param name  of its file
 * @param path  the address of the article
 */
export function articleOrigin(
  scene: Scene,
  survey: ExploredSurvey,
  name: 'groups' | 'levels' | 'gaps',
  envelope: EstimateEnvelope,
  path: string,
): Origin {
  const { m, language, unit } = scene;
  const group = groupVariable(scene);
  const nameOf = (row: EstimateEnvelope['rows'][number]) =>
    group?.choices.find(({ code }) => code === row[group.variable])?.label[language] ??
    scene.frame.territories.find(({ code }) => code === row[scene.frame.territory])?.name[language] ??
    m('skill.levels.everybody', { unit });
  const day = envelope.snapshot ? formats(language).day(envelope.snapshot.takenOn) : '';
  return {
    source: m('explore.source', {
      ...{ survey: inWords(survey.title, language), wave: survey.wave, known: day ? 'yes' : 'no', day },
    }),
    method: inLanguage(`/survey/${survey.id}/method`, language),
    figure: envelope.figure,
    away: {
      name: `${survey.id}-${name}-${envelope.figure ?? envelope.view}`,
      files: (['csv', 'json'] as const).map((format) => ({ format, href: `${path}/${name}.${format}` })),
      view: `${path}#${name}`,
      embed: null,
      licence: m('take.licence', { owner: inWords(survey.owner, language) }),
      cited: null,
      ...{ chosen: null, exact: false, invented: survey.synthetic, words: scene.words },
    },
    explained: explain(envelope, { m, language, unit, nameOf }),
    thermometer: null,
  };
}
