import { interfaceLanguage } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import type { PageLoad } from './$types.js';

/** The sheet speaks the language of the session: Italian, or English where there are no words in that one. */
export const load: PageLoad = async ({ data, parent }) => {
  const { session } = await parent();
  const sheet = interfaceLanguage(session.language);
  await loadMessages(sheet, ['staff']);
  return { ...data, sheet };
};
