import { redirect } from '@sveltejs/kit';
import { inLanguage } from '../../../lib/language.ts';
import type { RequestHandler } from './$types.js';

/** A link that somebody of the staff gave out: leads to its view, in the language of its own address. */
export const GET: RequestHandler = async ({ params, locals: { services, language } }) => {
  const address = await services.access.views.addressOf(params.code);
  redirect(303, language === 'it' ? address : inLanguage(address, language));
};
