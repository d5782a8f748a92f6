import type { NamedKey } from '../../../../../survey/contract.ts';
import { asData, structuredCourse } from '../../../../lib/catalogue/structured.ts';
import { inLanguage, languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** One course: what it teaches and how, where and when, for whom. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const { catalogue } = services;
  const course = await catalogue.course(params.programme, params.course);
  const { today, skills, groups } = await catalogue.frame(params.programme);
  const labelled = (keys: readonly string[], among: readonly NamedKey[]) =>
    among.filter(({ key }) => keys.includes(key)).map(({ key, label }) => ({ key, label: label[language] }));
  const [taught, audience] = [labelled(course.skills, skills), labelled(course.targetGroups, groups)];
  const list = new Intl.ListFormat(language).format(taught.map(({ label }) => label));
  const coming = course.editions.filter(({ startsOn }) => startsOn > today);
  const told = course.description?.[language] ?? m('catalogue.teaches', { skills: list });
  const description = course.demo ? `${told} ${m('catalogue.demoNote')}` : told;
  return {
    ...{ id: params.programme, course, coming, taught, audience, description: told },
    structured: asData(
      structuredCourse({ ...course, editions: coming }, language, {
        url: url.origin + inLanguage(url.pathname, language),
        ...{ description, skills: taught.map(({ label }) => label), audience: audience.map(({ label }) => label) },
      }),
    ),
  };
};
