/** What the charts of evidence share: words of the base, codes by how many people they were heard from. */
import type { CodesByGroup, EvidenceBase, EvidenceCode } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import type { Value } from '../chart/value.ts';
import type { Origin } from '../explore/origin.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';

/** `chosen`: the id of a code; `at`: the address that chooses one. */
export interface Board {
  readonly m: Messages;
  readonly language: Language;
  readonly chosen: string;
  readonly at: (code: string) => string;
}

/** Codes that a chart has room for. */
export const mostRows = 15;
export const mostColumns = 10;

/** So many people of at least two sessions, before a title says that something comes first. */
const fewest = 5;
export const isTold = ({ participants, sessions }: EvidenceCode['heard']): boolean =>
  participants >= fewest && sessions >= 2;

export const codeName = ({ labels }: Pick<EvidenceCode, 'labels'>, { language }: Board): string =>
  inWords(labels, language);

/** Those that were heard, from most people first; the chosen one wherever it stands. */
export function topCodes(codes: readonly EvidenceCode[], most: number, chosen: string): EvidenceCode[] {
  return heardCodes(codes).filter((code, at) => at < most || code.id === chosen);
}

export const heardCodes = (codes: readonly EvidenceCode[]): EvidenceCode[] =>
  codes
    .filter(({ heard }) => heard.statements > 0)
    .sort((a, b) => b.heard.participants - a.heard.participants || b.heard.statements - a.heard.statements);

/** A share that was counted: it has no range, for nothing is inferred from it. */
export function counted(part: number, whole: number): Value {
  const estimate = whole === 0 ? 0 : part / whole;
  return { state: 'shown', estimate, low: null, high: null, se: null, cv: null, n: whole };
}

/** What the counts rest on, as the subtitle of each chart. */
export function baseWords(base: EvidenceBase, { m, language }: Board): string {
  const { sessions, participants, statements, uncoded, from, to } = base;
  const day = (date: string | null) => (date === null ? '' : formats(language).day(date));
  const span =
    from === to ? m('evidence.spanDay', { from: day(from) }) : m('evidence.span', { from: day(from), to: day(to) });
  return `${m('evidence.base', { sessions, participants, statements, uncoded, span })}.`;
}

export const groupName = ({ label }: CodesByGroup['groups'][number], { m, language }: Board, key = ''): string =>
  label ? inWords(label, language) : key || m('evidence.group.none');

/** Counts are of the page itself: they have no snapshot and no identifier. */
export const originOf = ({ m }: Board): Origin => ({
  ...{ source: m('evidence.source'), method: '#method', figure: null, away: null },
  ...{ explained: null, thermometer: null },
});
