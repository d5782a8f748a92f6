import { languageOf } from '../lib/language.ts';
import { loadMessages } from '../lib/messages.ts';
import type { LayoutLoad } from './$types.js';

/** The language follows the address, in the browser as on the server. */
export const load: LayoutLoad = async ({ url, data }) => {
  const language = languageOf(url.pathname);
  await loadMessages(language);
  return { ...data, language };
};
