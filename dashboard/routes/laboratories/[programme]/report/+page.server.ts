import { gapLines } from '../../../../lib/laboratory/gap.ts';
import { beforeAfter, dimensionsOf } from '../../../../lib/laboratory/readiness.ts';
import { labReport } from '../../../../lib/laboratory/report.ts';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { paperStyle } from '../../../../lib/paper/theme.ts';
import type { PageServerLoad } from './$types.js';

/** So many skills fill a sheet. */
const most = 30;

/** The open-lab report: published figures, and levels of the organisations whose consent stands today. */
export const load: PageServerLoad = async ({ locals: { services }, params, url, setHeaders }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  // a consent may end at any moment: nothing that bears a name is kept anywhere
  setHeaders({ 'cache-control': 'no-store' });
  const { gap, readiness, ...report } = await labReport(services, params.programme, language);
  const programme = services.survey.programmes().find(({ id }) => id === params.programme)!;
  const { rows: _, ...told } = gap;
  const lines = gapLines(gap, language, m, (code) => code);
  const wave = readiness.waves.at(-1);
  return {
    ...{ address: params.programme, title: programme.title, owner: programme.owner, ...report },
    style: paperStyle(programme.colours),
    gap: { ...told, lines: lines.slice(0, most), left: Math.max(0, lines.length - most) },
    profile: readiness.profile,
    wave: wave && { wave: wave.wave, title: wave.title },
    synthetic: readiness.waves.some((one) => one.synthetic) || report.laboratories.some(({ demo }) => demo),
    organisations: (wave?.organisations ?? []).map((one) => ({
      ...{ key: one.organisation, name: one.name, state: one.state },
      dimensions: one.state === 'told' ? dimensionsOf(readiness.profile, one, language) : [],
    })),
    change: beforeAfter(readiness, language),
  };
};
