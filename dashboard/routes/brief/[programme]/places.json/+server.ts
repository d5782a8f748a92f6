import { json } from '@sveltejs/kit';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { placesOf } from '../../../../lib/paper/places.ts';
import type { RequestHandler } from './$types.js';

/** The territories of a programme that have a brief, for whoever prints them all. */
export const GET: RequestHandler = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  return json(placesOf(services, params.programme, language, await loadMessages(language)));
};
