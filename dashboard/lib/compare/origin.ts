/** Where a comparison comes from, and how it can be taken away. */
import type { Localized } from '../../../survey/contract.ts';
import type { Origin } from '../explore/origin.ts';
import { quoted } from '../explore/scene.ts';
import { wordsOf } from '../explore/words.ts';
import { formats } from '../format.ts';
import { inLanguage, inWords } from '../language.ts';
import { lazily } from '../lazy.ts';
import type { Away } from '../take-away/away.ts';
import { citedComparison } from './cite.ts';
import { isInvented, surveyOf, type CompareScene } from './scene.ts';

/**
 * @param search  the address of the view
 * @param owner  of the programme
 */
export function compareOrigin(scene: CompareScene, search: string, owner: Localized | null): Origin {
  const { m, language, comparison } = scene;
  const surveys = [...new Set(comparison.sides.map(({ survey }) => survey))];
  const titles = surveys.map((id) =>
    quoted(scene, inWords(surveyOf(scene, id)?.title ?? { it: id, en: id }, language)),
  );
  return {
    source: m('compare.source', { surveys: formats(language).list(titles) }),
    method: '#sides',
    away: awayOf(scene, search, owner),
    ...{ figure: null, explained: null, thermometer: null },
  };
}

function awayOf(scene: CompareScene, search: string, owner: Localized | null): Away {
  const { m, language, comparison, options } = scene;
  const { programme } = options;
  const api = `/api/programmes/${programme}/comparison${search}`;
  const page = inLanguage(`/compare/${programme}${search}`, language);
  const cited = lazily(() => citedComparison(scene, page));
  return {
    name: `${programme}-${comparison.kind}`,
    files: [
      { format: 'csv', href: `${api}&format=csv` },
      { format: 'json', href: api },
    ],
    view: `${page}#${comparison.kind === 'voices' ? 'voices' : 'pair'}`,
    embed: inLanguage(`/embed/compare/${programme}${search}`, language),
    licence: owner ? m('take.licence', { owner: inWords(owner, language) }) : '',
    get cited() {
      return cited();
    },
    // the skill that the title is about
    ...{ chosen: comparison.rows[0]?.skill ?? null, exact: false, invented: isInvented(scene) },
    words: wordsOf(language, m, comparison.sides[0]?.unit ?? 'person'),
  };
}
