import { randomUUID } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { attempt, type Sent } from '../../../lib/coding/attempt.ts';
import { lastPlace, placeAfterStep } from '../../../lib/coding/tree.ts';
import { inLanguage, languageNames } from '../../../lib/language.ts';
import type { Actions } from './$types.js';

type Event = RequestEvent<{ programme: string }, '/codes/[programme]'>;

/** Changes are asked of the services, which look at the right again; they need no JavaScript. */
export const actions: Actions = {
  add: (event) =>
    attempt(event, async (sent) => {
      const id = randomUUID();
      const { programme } = event.params;
      await event.locals.services.codings.addCode(event.locals.person, { id, programme, ...wordsIn(sent) });
      lead(event, id);
    }),
  change: (event) =>
    attempt(event, async (sent) => {
      const { services, person } = event.locals;
      const words = wordsIn(sent);
      const codes = await services.codings.codes(person, event.params.programme);
      const was = codes.find(({ id }) => id === sent('id'));
      const place = was?.parent === words.parent ? {} : { place: lastPlace(codes, words.parent) };
      await services.codings.changeCode(person, sent('id'), { revision: Number(sent('revision')), ...words, ...place });
      return { kept: true };
    }),
  step: (event) =>
    attempt(event, async (sent) => {
      const { services, person } = event.locals;
      const codes = await services.codings.codes(person, event.params.programme);
      const code = codes.find(({ id }) => id === sent('id'));
      const place = code ? placeAfterStep(codes, code, sent('step') === 'up' ? 'up' : 'down') : null;
      if (place === null) return;
      await services.codings.changeCode(person, sent('id'), { revision: Number(sent('revision')), place });
    }),
  state: (event) =>
    attempt(event, async (sent) => {
      const { services, person } = event.locals;
      const change = { revision: Number(sent('revision')), state: sent('state') };
      await services.codings.changeCode(person, sent('id'), change);
    }),
  merge: (event) =>
    attempt(event, async (sent) => {
      const { services, person } = event.locals;
      const into = sent('into');
      await services.codings.mergeCode(person, sent('id'), { revision: Number(sent('revision')), into });
      lead(event, into);
    }),
  split: (event) =>
    attempt(event, async (sent) => {
      const { services, person } = event.locals;
      const code = { id: randomUUID(), ...wordsIn(sent) };
      const body = { revision: Number(sent('revision')), code, codings: sent.all('codings') };
      await services.codings.splitCode(person, sent('id'), body);
      lead(event, code.id);
    }),
};

/** What a form says about a code. */
function wordsIn(sent: Sent) {
  const labels = Object.keys(languageNames).map((language) => [language, sent(`label-${language}`)] as const);
  return {
    labels: Object.fromEntries(labels.filter(([language, text]) => text !== '' || ['it', 'en'].includes(language))),
    description: sent('description'),
    skill: sent('skill') || null,
    // a browser writes colours in small letters, codes have them in capitals
    colour: sent('colour').toUpperCase(),
    parent: sent('parent') || null,
  };
}

/** To the page of a code. */
function lead({ params, locals }: Pick<Event, 'params' | 'locals'>, code: string): never {
  redirect(303, inLanguage(`/codes/${params.programme}?code=${code}#code`, locals.language));
}
