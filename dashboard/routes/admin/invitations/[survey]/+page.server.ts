import { InviteeField, InviteeState, NewChannel } from '../../../../../survey/contract.ts';
import { attempt, textIn } from './act.ts';
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
    attempt(event, async (form) => {
      const { locals, params } = event;
      const file = form.get('file');
      const given =
        file instanceof File ? { name: file.name, bytes: await file.bytes() } : { name: '', bytes: new Uint8Array() };
      await locals.services.invitations.begin(locals.person, params.survey, given, locals.language);
      return 'checking';
    }),
  map: (event) =>
    attempt(event, async (form) => {
      const { locals, params } = event;
      const asked = form.getAll('field').map((one) => InviteeField.options.find((field) => field === one) ?? null);
      // of two columns that are said to hold the same the first does
      const fields = asked.map((field, at) => (asked.indexOf(field) === at ? field : null));
      await locals.services.invitations.map(locals.person, params.survey, { fields }, locals.language);
      return 'checking';
    }),
  forget: (event) =>
    attempt(event, async () => {
      event.locals.services.invitations.forget(event.locals.person, event.params.survey);
      return 'forgotten';
    }),
  store: (event) =>
    attempt(event, async () => {
      const { locals, params } = event;
      await locals.services.invitations.apply(locals.person, params.survey, locals.language);
      return 'stored';
    }),
  undo: (event) =>
    attempt(event, async (form) => {
      const { locals, params } = event;
      const batch = textIn(form, 'batch');
      await locals.services.invitations.undo(locals.person, params.survey, batch, locals.language);
      return 'undone';
    }),
  remove: (event) =>
    attempt(event, async (form) => {
      const { locals, params } = event;
      await locals.services.invitations.remove(locals.person, params.survey, textIn(form, 'invitee'));
      return 'removed';
    }),
  send: (event) =>
    attempt(event, async (form) => {
      const { locals, params } = event;
      const kind = textIn(form, 'kind') === 'reminder' ? 'reminder' : 'invitation';
      const after = Math.min(60, Math.max(1, Math.trunc(Number(textIn(form, 'after'))) || 7));
      await locals.services.invitations.send(locals.person, params.survey, { kind, after }, locals.language);
      return 'sending';
    }),
  cancel: (event) =>
    attempt(event, async () => {
      event.locals.services.invitations.cancel(event.locals.person, event.params.survey);
      return 'stopped';
    }),
  channel: (event) =>
    attempt(event, async (form) => {
      const { locals, params } = event;
      const given = {
        code: textIn(form, 'code'),
        name: textIn(form, 'name'),
        territory: textIn(form, 'territory') || null,
      };
      const channel = NewChannel.parse(given);
      await locals.services.invitations.addChannel(locals.person, params.survey, channel, locals.language);
      return 'added';
    }),
};
