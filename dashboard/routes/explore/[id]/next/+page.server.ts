import { namesOf, vocabularyOf } from '../../../../lib/explore/frame.ts';
import { readFigures, readSurvey } from '../../../../lib/explore/read.ts';
import { placeWords, sceneOf, skillLabel, whoWords } from '../../../../lib/explore/scene.ts';
import { queriesOf } from '../../../../lib/explore/queries.ts';
import { filterKeys, parseView, writeView } from '../../../../lib/filter.ts';
import { inLanguage, languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { nextTables } from '../../../../lib/next/told.ts';
import type { PageServerLoad } from './$types.js';

/** The answers that would still tell neighbours apart, for the view of the address. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const { survey, frame } = readSurvey(services, params.id);
  if (!frame) return { asked: survey, told: null, synthetic: survey.synthetic };
  const { view } = parseView(url.searchParams, vocabularyOf(frame));
  const needed = queriesOf(view, namesOf(frame)).filter(([name]) => name === 'map' || name === 'heat');
  const figures = readFigures(services, survey.id, needed);
  const scene = sceneOf({ frame, view, figures, waves: {}, language, m, unit: survey.unit });
  const group = frame.filters.find(({ key }) => key === 'group')?.variable;
  const sharing = group ? services.comparisons.sharing(survey.programme, survey.id, group) : [];
  const poster = (code: string) => inLanguage(`/survey/${survey.id}/poster?territory=${code}`, language);
  return {
    asked: survey,
    synthetic: survey.synthetic,
    told: {
      skill: skillLabel(scene),
      place: placeWords(scene),
      who: whoWords(scene) ?? '',
      level: scene.level,
      levels: frame.levels.map((level) => ({ level, href: scene.at({ level }), chosen: level === scene.level })),
      skills: frame.skills.map(({ code, label }) => ({ code, label: label[language], chosen: code === view.skill })),
      kept: filterKeys.flatMap((key) => (view[key] === '' ? [] : { key, value: view[key] })),
      back: writeView(view),
      published: (figures.map?.snapshot ?? null) !== null,
      interval: figures.map?.interval ?? 'none',
      tables: nextTables(scene, poster, sharing),
    },
  };
};
