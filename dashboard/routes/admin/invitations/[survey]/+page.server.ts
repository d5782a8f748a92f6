import { InviteeField, InviteeState } from '../../../../../survey/contract.ts';
import { act, fileOf } from '../../../../lib/admin/act.ts';
import { textOf } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Who is invited to a survey, and what can be sent to them. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { invitations, survey } = locals.services;
  const held = await invitations.state(locals.person, params.survey, locals.language);
  const asked = url.searchParams;
  const state = InviteeState.options.find((one) => one === asked.get('state'));
  const query = { words: (asked.get('q') ?? '').slice(0, 80), page: Math.max(1, Number(asked.get('page')) || 1) };
  const people = await invitations.list(locals.person, params.survey, { ...query, ...(state && { state }) });
  const { title, state: life } = survey.survey(params.survey);
  const places = survey
    .territories(params.survey)
    .filter(({ level }) => level === 'municipality')
    .map(({ code, name }) => ({ value: `municipality:${code}`, name: name[locals.language] ?? name.it }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locals.language));
  return {
    ...{ address: params.survey, surveyTitle: title[locals.language] ?? title.it, isOpen: life === 'open' },
    ...{ held, people, filter: { state: state ?? '', words: query.words }, fields: InviteeField.options, places },
  };
};

export const actions: Actions = {
  upload: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const file = await fileOf(form);
      await locals.services.invitations.begin(locals.person, params.survey, file, locals.language);
      return 'checking';
    }),
  map: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const asked = form.getAll('field').map((one) => InviteeField.options.find((field) => field === one) ?? null);
      // of two columns that are said to hold the same the first does
      const fields = asked.map((field, at) => (asked.indexOf(field) === at ? field : null));
      await locals.services.invitations.map(locals.person, params.survey, { fields }, locals.language);
      return 'checking';
    }),
  forget: (event) =>
    act(event, async () => {
      event.locals.services.invitations.forget(event.locals.person, event.params.survey);
      return 'forgotten';
    }),
  store: (event) =>
    act(event, async () => {
      const { locals, params } = event;
      await locals.services.invitations.apply(locals.person, params.survey, locals.language);
      return 'stored';
    }),
  undo: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const batch = textOf(form, 'batch');
      await locals.services.invitations.undo(locals.person, params.survey, batch, locals.language);
      return 'undone';
    }),
  remove: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      await locals.services.invitations.remove(locals.person, params.survey, textOf(form, 'invitee'));
      return 'removed';
    }),
  send: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const kind = textOf(form, 'kind') === 'reminder' ? 'reminder' : 'invitation';
      const after = Math.min(60, Math.max(1, Math.trunc(Number(textOf(form, 'after'))) || 7));
      await locals.services.invitations.send(locals.person, params.survey, { kind, after }, locals.language);
      return 'sending';
    }),
  cancel: (event) =>
    act(event, async () => {
      event.locals.services.invitations.cancel(event.locals.person, event.params.survey);
      return 'stopped';
    }),
  channel: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const [code, name, territory] = ['code', 'name', 'territory'].map((field) => textOf(form, field));
      const channel = { code, name, territory: territory || null };
      await locals.services.invitations.addChannel(locals.person, params.survey, channel, locals.language);
      return 'added';
    }),
};
