/** Where a figure of the gap comes from, and how it can be taken away. */
import type { Origin } from '../explore/origin.ts';
import { formats } from '../format.ts';
import { inLanguage, inWords } from '../language.ts';
import type { GapAnswer } from './read.ts';
import type { GapScene } from './scene.ts';
import { writeGap } from './view.ts';

/** @param chart  its name on the page and in the name of a file */
export function gapOrigin(scene: GapScene, chart: string, { gap, query }: GapAnswer): Origin {
  const { m, language, told, view, words } = scene;
  const { snapshot, programme } = gap;
  const asked = new URLSearchParams({ ...query, from: gap.period.from });
  const api = `/api/programmes/${programme}/supply-gap?${asked}`;
  const page = inLanguage(`/gap/${programme}${writeGap(view)}`, language);
  return {
    source: m('supply.source', {
      ...{ survey: inWords(told.survey.title, language), wave: gap.wave, dated: snapshot ? 'yes' : 'no' },
      ...{ day: snapshot ? formats(language).day(snapshot.takenOn) : '', n: gap.editions },
      ...{ from: formats(language).day(gap.period.from), to: formats(language).day(gap.period.to) },
    }),
    method: '#how',
    figure: gap.figures.demand,
    away: {
      name: `${programme}-gap-${chart}`,
      files: [
        { format: 'csv', href: `${api}&format=csv` },
        { format: 'json', href: api },
      ],
      ...{ view: `${page}#${chart}`, embed: null, cited: null, chosen: null, words },
      licence: m('take.licence', { owner: inWords(told.survey.owner, language) }),
      ...{ exact: false, invented: told.survey.synthetic },
    },
    ...{ explained: null, thermometer: null },
  };
}
