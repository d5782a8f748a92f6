/** Whom a figure of the gap is about, when, how sure, and on which assumption: the same under every title. */
import type { SupplyGap } from '../../../analytics/contract.ts';
import { atStart } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { areaName, whoName, type GapScene } from './scene.ts';

/** What is counted. */
export const unitWords = ({ m, told }: GapScene): string => m('supply.unit', { basis: told.bars.gap.basis });

/** "Tutti, Basilicata, 5.726 persone. Ondata 2026, risposte volontarie, dati al …" */
export function aboutWords(scene: GapScene, gap: SupplyGap, n: number | null, place = areaName(scene)): string {
  const { m, words, language } = scene;
  const { snapshot, wave, sampleType, interval, period } = gap;
  const { day } = formats(language);
  return m('supply.about', {
    ...{ who: atStart(whoName(scene)), place, wave, sample: m(`explore.sample.${sampleType}`), interval },
    ...{ known: n === null ? 'no' : 'yes', n: n ?? 0, count: words.count(n) },
    ...{ dated: snapshot ? 'yes' : 'no', day: snapshot ? day(snapshot.takenOn) : '' },
    ...{ from: day(period.from), to: day(period.to) },
  });
}

/** What the numbers suppose of who says that they would attend. */
export const assumption = ({ m, view }: GapScene): string => m('supply.assumption', { n: Number(view.takeUp) });
