/** Ranked shares as rows of a table: places, share and range in words, and where its dot stands. */
import type { RankedShare, RankedShares } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { writtenPlaces } from '../chart/order.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface ShareRow {
  readonly code: string;
  readonly label: string;
  readonly area: string;
  readonly places: string;
  readonly rate: string;
  readonly range: string;
  /** percent of the axis; null where nothing is published */
  readonly dot: { readonly low: number; readonly at: number; readonly high: number } | null;
}

/** @param end  the share at the end of the axis, so that tables set side by side have one scale */
export function shareRows({ rows }: RankedShares, end: number, language: Language, m: Messages): ShareRow[] {
  return rows.map((row) => ({
    ...{ code: row.code, label: row.label[language], area: row.area?.[language] ?? '' },
    ...{ places: writtenPlaces(row.places), ...wordsOf(row, language, m), dot: dotOf(row, end) },
  }));
}

function wordsOf({ estimate, low, high }: RankedShare, language: Language, m: Messages) {
  const { percent, number } = formats(language);
  if (estimate === null) return { rate: m('credential.hidden'), range: '–' };
  const range = low === null || high === null ? '–' : `${number(Math.round(low * 100))}–${percent(high)}`;
  return { rate: percent(estimate), range };
}

function dotOf({ estimate, low, high }: RankedShare, end: number) {
  if (estimate === null) return null;
  const at = (share: number) => Math.round(Math.min(1, share / end) * 1000) / 10;
  return { low: at(low ?? estimate), at: at(estimate), high: at(high ?? estimate) };
}

/** The end of an axis that holds all ranges: a multiple of ten percent. */
export function axisEnd(all: readonly RankedShares[]): number {
  const highest = Math.max(0.1, ...all.flatMap(({ rows }) => rows.map(({ high, estimate }) => high ?? estimate ?? 0)));
  return Math.min(1, Math.ceil(highest * 10) / 10);
}

/** Rows that may be the first: the first of several that cannot be put in an order. */
export const firstsOf = ({ rows }: RankedShares): readonly RankedShare[] =>
  rows.filter((row) => row.places?.from === 1);
