import { error } from '@sveltejs/kit';
import { inLanguage, languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { briefOf, isAsking } from '../../../../lib/paper/brief.ts';
import { briefPlaces } from '../../../../lib/paper/place.ts';
import { readSource, runningOf } from '../../../../lib/paper/source.ts';
import { briefHtml, forDrawing } from '../../../../lib/paper/render.ts';
import { paperStyle } from '../../../../lib/paper/theme.ts';
import type { PageServerLoad } from './$types.js';

/** The two pages of a territory, or with `all` those of every territory of the programme, one after the other. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const source = await readSource(services, params.programme, { language, m, origin: url.origin });
  const places = source
    ? briefPlaces(
        source.surveys.filter(isAsking).map(({ frame }) => frame),
        language,
      )
    : [];
  const wanted = places.filter(({ code }) => params.territory === 'all' || code === params.territory);
  const briefs = [];
  for (const place of source ? wanted : []) briefs.push(source && (await briefOf(services, source, place)));
  const told = briefs.filter((brief) => brief !== null);
  if (!source || told.length === 0) {
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const { programme, synthetic } = source;
  return {
    ...{
      paper: forDrawing(await briefHtml(told, { running: runningOf(source), language }, told.length > 1)),
      title: programme.title,
      style: paperStyle(programme.colours),
      synthetic,
    },
    place: params.territory === 'all' ? null : (told[0]?.place ?? null),
    pdf: inLanguage(`/brief/${programme.id}`, language),
  };
};
