import { redirect } from '@sveltejs/kit';
import type { CatalogueCourse, CatalogueFrame, Language } from '../../../../survey/contract.ts';
import { choicesOf } from '../../../lib/catalogue/choose.ts';
import { listed } from '../../../lib/catalogue/listed.ts';
import { catalogueMap } from '../../../lib/catalogue/map.ts';
import { searchOf, viewOf } from '../../../lib/catalogue/view.ts';
import { widerOf } from '../../../lib/catalogue/widen.ts';
import { languageOf } from '../../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** A list no longer than somebody reads; the rest is a link away. */
const page = 30;

/** The courses of a programme that fit what the address asks for. */
export const load: PageServerLoad = async ({ locals: { services }, params: { programme }, url }) => {
  const language = languageOf(url.pathname);
  const frame = await services.catalogue.frame(programme);
  const view = viewOf(url.searchParams, frame);
  const search = searchOf(view);
  // a form sends what was left empty too: one view has one address
  if (`${url.searchParams}` !== search.slice(1)) redirect(303, url.pathname + search);
  const courses = await services.catalogue.courses(programme);
  const found = view.words === '' ? null : await services.catalogue.find(programme, view.words, language);
  const choices = choicesOf(view, { courses, frame, found });
  const told = services.survey.programmes().find(({ id }) => id === programme);
  return {
    ...{ id: programme, view, total: courses.length, n: choices.length, level: frame.level },
    ...{ online: choices.filter(({ course }) => course.mode === 'online').length, hasDemo: courses.some(isDemo) },
    courses: choices.slice(0, view.all ? undefined : page).map((choice) => listed(choice, frame.skills, language)),
    wider: choices.length > 0 ? [] : widerOf(view, { courses, frame, found }),
    taught: courses.some(({ skills }) => skills.includes(view.skill)),
    map: view.map && told ? await catalogueMap(services, told, choices, view, frame, language) : null,
    ...choosable(courses, frame, language),
  };
};

const isDemo = ({ demo }: CatalogueCourse) => demo;

/** What the fields offer: every place, and the skills that somebody teaches. */
function choosable(courses: readonly CatalogueCourse[], { places, skills }: CatalogueFrame, language: Language) {
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, language);
  const taught = skills.map(({ key, label }) => ({
    ...{ key, label: label[language], n: courses.filter((course) => course.skills.includes(key)).length },
  }));
  return {
    places: places.map(({ code, name }) => ({ code, label: name[language] })).sort(byLabel),
    skills: taught.sort(byLabel),
  };
}
