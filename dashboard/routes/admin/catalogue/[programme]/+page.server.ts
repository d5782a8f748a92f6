import { CatalogueField } from '../../../../../survey/contract.ts';
import { act, fileOf } from '../../../../lib/admin/act.ts';
import { textOf } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** So many courses are listed at once. */
const most = 50;

/** The files of a catalogue, the one that this person is checking, and the courses that are there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { catalogue } = locals.services;
  const state = await catalogue.state(locals.person, params.programme, locals.language);
  const words = url.searchParams.get('q')?.trim().toLowerCase() ?? '';
  const courses = await catalogue.courses(params.programme);
  const found = courses.filter(({ key, title }) => `${key} ${title.it} ${title.en}`.toLowerCase().includes(words));
  const rows = found.slice(0, most).map(({ key, title, mode, demo, editions }) => ({
    ...{ key, title: title[locals.language], mode, demo, editions: editions.length },
    seats: editions.reduce((sum, { seats }) => sum + seats, 0),
    free: editions.reduce((sum, { free }) => sum + (free ?? 0), 0),
  }));
  const fields = CatalogueField.options;
  return { address: params.programme, state, fields, rows, found: found.length, words };
};

export const actions: Actions = {
  upload: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const file = await fileOf(form);
      await locals.services.catalogue.begin(locals.person, params.programme, locals.language, file);
      return 'checking';
    }),
  map: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const fields = form.getAll('field').map((one) => CatalogueField.options.find((field) => field === one) ?? null);
      const mapping = { fields, replace: form.has('replace') };
      await locals.services.catalogue.map(locals.person, params.programme, locals.language, mapping);
      return 'checking';
    }),
  confirm: (event) =>
    act(event, async () => {
      const { locals, params } = event;
      await locals.services.catalogue.apply(locals.person, params.programme, locals.language);
      return 'stored';
    }),
  forget: (event) =>
    act(event, async () => {
      event.locals.services.catalogue.cancel(event.locals.person, event.params.programme);
      return 'forgotten';
    }),
  undo: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const number = Number(textOf(form, 'number')) || 0;
      await locals.services.catalogue.undo(locals.person, params.programme, locals.language, number);
      return 'undone';
    }),
};
