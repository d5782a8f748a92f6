import { act } from '../../../../../lib/admin/act.ts';
import { textOf } from '../../../../../lib/attempt.ts';
import { qrCode } from '../../../../../lib/qr.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One sheet a person. Reading marks nobody: that is done when the sheets are printed. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'Cache-Control': 'no-store' });
  const kind = url.searchParams.get('kind') === 'reminder' ? 'reminder' : 'invitation';
  const query = { kind, after: 7 } as const;
  const found = await locals.services.invitations.letters(locals.person, params.survey, query, url.origin);
  const { title } = locals.services.survey.survey(params.survey);
  const letters = found.map((letter) => ({ ...letter, picture: qrCode(letter.link) }));
  return { address: params.survey, surveyTitle: title[locals.language] ?? title.it, kind, letters };
};

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const kind = textOf(form, 'kind') === 'reminder' ? 'reminder' : 'invitation';
      const ids = textOf(form, 'ids').split(',');
      await locals.services.invitations.sentLetters(locals.person, params.survey, { kind, ids });
      return 'marked';
    }),
};
