import { redirect, type RequestEvent } from '@sveltejs/kit';
import { CatalogueField } from '../../../../../../survey/contract.ts';
import { act } from '../../../../../lib/admin/act.ts';
import { textOf } from '../../../../../lib/attempt.ts';
import { inLanguage } from '../../../../../lib/language.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The address of a course that is not there yet. */
const fresh = '-';

/** A course with its editions, and what its form may name. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { catalogue } = locals.services;
  const choices = await catalogue.choices(locals.person, params.programme);
  const course = params.course === fresh ? null : await catalogue.course(params.programme, params.course);
  return { address: params.programme, course, choices };
};

/** The cells of a form; of a list that takes several all that were chosen. */
function cellsOf(form: FormData) {
  const given = CatalogueField.options.filter((field) => form.has(field));
  const told = given.map((field) => [field, form.getAll(field).filter(Boolean).join(';')] as const);
  return Object.fromEntries(told) as Partial<Record<CatalogueField, string>>;
}
const revisionOf = (form: FormData) => textOf(form, 'revision') || null;
const keyOf = (form: FormData, name: string) => textOf(form, name).toLowerCase();

export const actions: Actions = {
  save: async (event) => {
    const { locals, params } = event;
    let key = params.course;
    const outcome = await act(event, async (form) => {
      if (key === fresh) key = keyOf(form, 'course') || fresh;
      const { course: _, ...cells } = cellsOf(form);
      const edit = { revision: revisionOf(form), cells };
      await locals.services.catalogue.saveCourse(locals.person, params.programme, key, edit);
      return 'saved';
    });
    const isDone = 'done' in outcome;
    if (isDone && key !== params.course)
      redirect(303, inLanguage(`/admin/catalogue/${params.programme}/${key}`, locals.language));
    return outcome;
  },
  edition: (event: RequestEvent) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const [programme = '', course = ''] = [params.programme, params.course];
      const { edition: _, course: __, ...cells } = cellsOf(form);
      const edit = { revision: revisionOf(form), cells };
      await locals.services.catalogue.saveEdition(locals.person, programme, course, keyOf(form, 'edition'), edit);
      return 'saved';
    }),
  remove: (event: RequestEvent) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const [programme = '', course = ''] = [params.programme, params.course];
      const [key, revision] = [textOf(form, 'edition'), textOf(form, 'revision')];
      await locals.services.catalogue.removeEdition(locals.person, programme, course, key, revision);
      return 'removed';
    }),
};
