import { error, redirect } from '@sveltejs/kit';
import { demand } from '../../../../../../access.ts';
import { attempt, textOf } from '../../../../../lib/attempt.ts';
import { inLanguage, languageOf } from '../../../../../lib/language.ts';
import { loadMessages } from '../../../../../lib/messages.ts';
import { skillsOf } from '../../../../../lib/programme/choices.ts';
import { skillChoices } from '../../../../../lib/laboratory/list.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One laboratory as it is now, with the skills that it may be said to serve. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services } = locals;
  demand(person, 'laboratory.edit', { programme: params.programme }, params.programme);
  const language = languageOf(url.pathname);
  const all = await services.laboratories.list(params.programme);
  const laboratory = all.find(({ key }) => key === params.key);
  if (!laboratory) {
    const m = await loadMessages(language);
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const asked = skillsOf(services.survey, params.programme, language);
  const known = new Map([...asked, ...skillChoices(all, language)].map((one) => [one.value, one]));
  const skills = [...known.values()].toSorted((a, b) => a.text.localeCompare(b.text, language));
  return { address: params.programme, laboratory, skills };
};

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    const done = await attempt(locals.language, form, async () => {
      const { laboratories } = locals.services;
      await laboratories.change(locals.person, params.programme, params.key, changeOf(form));
      return null;
    });
    if (done !== null) return done;
    redirect(303, inLanguage(`/laboratories/${params.programme}`, languageOf(url.pathname)));
  },
};

/** What was typed; the service says what is wrong with it. */
function changeOf(form: FormData) {
  const hours = (name: string) => (textOf(form, name) === '' ? null : Number(textOf(form, name).replace(',', '.')));
  const [it, en] = [textOf(form, 'accessIt'), textOf(form, 'accessEn')];
  return {
    revision: Number(textOf(form, 'revision')),
    title: { it: textOf(form, 'titleIt'), en: textOf(form, 'titleEn') },
    equipment: textOf(form, 'equipment')
      .split(/[;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
    skills: form.getAll('skills').map(String),
    ...{ open: hours('open'), taken: hours('taken') },
    access: it === '' && en === '' ? null : { it, en },
  };
}
