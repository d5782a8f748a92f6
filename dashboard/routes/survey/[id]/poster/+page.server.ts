import { inLanguage, inWords, respondentLanguageOf } from '../../../../lib/language.ts';
import { noticeParts } from '../../../../lib/survey/notice.ts';
import { words } from '../../../../lib/survey/first-question.ts';
import { qrCode } from '../../../../lib/qr.ts';
import type { PageServerLoad } from './$types.js';

/**
 * A poster that leads to the survey. `?c=` names one of the survey's channels: answers that come by it keep that code, and
 * with it the place. Without one the address in the code says that it hangs on a poster, and for which place; that is not
 * sent with the answers. A group of people stands on no poster.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const language = respondentLanguageOf(url.pathname);
  const { definition, notice, ...survey } = locals.services.survey.survey(params.id);
  const channel = await locals.services.invitations.channel(params.id, url.searchParams.get('c') ?? '');
  const code = channel?.territory?.split(':')[1] ?? url.searchParams.get('territory') ?? '';
  const place = locals.services.survey.territories(params.id).find((one) => one.code === code);
  const address = url.origin + inLanguage(`/survey/${params.id}`, language);
  const hung = { channel: 'poster', ...(place && { territory: place.code }) };
  const asked = new URLSearchParams(channel ? { c: channel.code } : hung);
  const { lines, promise } = noticeParts(inWords(notice.text, language));
  return {
    title: words(definition.title as string, language) || inWords(survey.title, language),
    place: place ? inWords(place.name, language) : null,
    lines,
    promise,
    code: qrCode(`${address}?${asked}`),
    address,
    closesOn: survey.closesOn,
    open: survey.state === 'open',
    survey: params.id,
  };
};
