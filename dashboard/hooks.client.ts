import type { HandleClientError } from '@sveltejs/kit/hooks';
import { respondentLanguageOf } from './lib/language.ts';
import { loadMessages } from './lib/messages.ts';

/** What failed in the browser, in the reader's language; the details go to the console. */
export const handleError: HandleClientError = async ({ kind, error }) => {
  if (kind === 'app') return;
  const m = await loadMessages(respondentLanguageOf(location.pathname));
  if (kind === 'framework' && error.status === 404) {
    return { code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') };
  }
  console.error(error);
  return { code: 'internal', title: m('error.internal'), message: m('error.internalDetail') };
};
