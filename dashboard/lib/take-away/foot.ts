/** What a picture says of itself under the chart. */
import type { Origin } from '../explore/origin.ts';
import type { Messages } from '../messages.ts';

/** @param site  the address of the service, so that whoever finds the picture finds the figure */
export function footOf(m: Messages, { source, away, figure, explained }: Origin, site: string): string[] {
  const link = explained?.figure?.href;
  const known = figure === null ? [] : [`${m('chart.figure')} ${figure}${link ? `: ${new URL(link, site).href}` : ''}`];
  const licence = away ? [away.licence] : [];
  const exact = away?.exact ? [m('take.exact')] : [];
  const invented = away?.invented ? [m('shell.synthetic')] : [];
  return [`${source}.`, ...licence, ...known, ...exact, ...invented];
}
