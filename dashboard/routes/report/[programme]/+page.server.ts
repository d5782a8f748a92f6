import { error } from '@sveltejs/kit';
import { inLanguage, languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { forDrawing, reportHtml } from '../../../lib/paper/render.ts';
import { reportAddress, reportOf } from '../../../lib/paper/report.ts';
import { readSource, runningOf } from '../../../lib/paper/source.ts';
import { paperStyle } from '../../../lib/paper/theme.ts';
import { qrCode } from '../../../lib/qr.ts';
import type { PageServerLoad } from './$types.js';

/** The whole report of a programme, from published figures alone. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const source = await readSource(services, params.programme, { language, m, origin: url.origin });
  if (!source) {
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const { programme, synthetic, surveys } = source;
  const running = runningOf(source);
  const sheets = await reportHtml(await reportOf(services, source), { running, language });
  const snapshots = surveys.map(({ summary, facts }) => ({
    title: summary.title,
    wave: summary.wave,
    snapshot: facts.snapshot,
  }));
  const about = await services.survey.about(programme.id);
  return {
    ...{ title: programme.title, owner: programme.owner, description: about.description, synthetic, snapshots },
    ...{ style: paperStyle(programme.colours), paper: forDrawing(sheets) },
    ...{ address: reportAddress(source), code: qrCode(reportAddress(source)) },
    pdf: inLanguage(`/brief/${programme.id}`, language),
  };
};
