import { interfaceLanguage, respondentLanguageOf } from '../lib/language.ts';
import { partsOf } from '../lib/message-parts.ts';
import { loadMessages } from '../lib/messages.ts';
import type { LayoutLoad } from './$types.js';

/**
 * The language follows the address, in the browser as on the server: `spoken` is the one of respondents' pages and of
 * the frame, `language` the one of pages that exist in Italian and English only.
 */
export const load: LayoutLoad = async ({ url, route, data }) => {
  const spoken = respondentLanguageOf(url.pathname);
  await loadMessages(spoken, [...partsOf(route.id), ...(data.person ? (['staff'] as const) : [])]);
  return { ...data, spoken, language: interfaceLanguage(spoken) };
};
