/** What somebody looks at on the page of the gap: from the address, and to it. */
import type { TerritoryLevel } from '../../../analytics/contract.ts';
import type { GroupDimension } from '../compare/options.ts';
import { groupsIn } from '../compare/view.ts';
import type { Frame } from '../explore/frame.ts';

/** In the order of the address. */
export const gapKeys = ['survey', 'skill', 'group', 'area', 'level', 'takeUp', 'from'] as const;
export type GapKey = (typeof gapKeys)[number];

/**
 * `group`: `dimension:code`, empty for everybody; `area`: a territory, empty for the whole; `level`: of the map; `from`: the
 * first day of the twelve months whose editions count, empty for today.
 */
export type GapView = Readonly<Record<GapKey, string>>;

/** A value of the address that does not exist. */
export interface UnknownGap {
  readonly key: GapKey;
  readonly value: string;
}

/** What a survey offers to look at. */
export interface GapOffer {
  readonly survey: string;
  readonly frame: Pick<Frame, 'skills' | 'levels' | 'territories' | 'within' | 'start'>;
  readonly dimensions: readonly GroupDimension[];
}

/** Percent, offered for a gap and for a plan: those of the contract, whose schemas no page need load. */
export const takeUps = [10, 20, 40] as const;

/** The take-up that a page begins with, in percent. */
export const usual = String(takeUps[1]);

/** Rows of the heat map; and where the places are more than some hundred, skills that are asked for at once. */
export const mostHeat = { rows: 15, amongMany: 12 } as const;

/** Reads the view; what the address leaves open, or names and is not there, is what the page begins with. */
export function parseGap(address: URLSearchParams, offer: GapOffer): { view: GapView; unknown: readonly UnknownGap[] } {
  const { survey, frame } = offer;
  const given = (key: GapKey) => address.get(key) ?? '';
  const among = (key: GapKey, codes: readonly string[], usually = '') =>
    codes.includes(given(key)) ? given(key) : usually;
  const view: GapView = {
    survey,
    skill: among('skill', codesOf(frame.skills)),
    group: among('group', groupsIn(offer)),
    area: among('area', codesOf(areasOf(frame))),
    level: among('level', frame.levels, frame.start.level),
    takeUp: isTakeUp(given('takeUp')) ? given('takeUp') : usual,
    from: isDay(given('from')) ? given('from') : '',
  };
  const isLost = (key: GapKey) => given(key) !== '' && given(key) !== view[key];
  return { view, unknown: gapKeys.filter(isLost).map((key) => ({ key, value: given(key) })) };
}

/** A whole percent from 1 to 100. */
export const isTakeUp = (text: string) => /^(?:100|[1-9]\d?)$/.test(text);

/** A day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const codesOf = (all: readonly { readonly code: string }[]) => all.map(({ code }) => code);

/** The places that may be chosen: those of the maps. */
export const areasOf = ({ territories, levels, within }: GapOffer['frame']) =>
  territories.filter(({ level, code }) => levels.includes(level) && code !== within.code);

/** The level of the chosen place; empty where none is chosen. */
export const areaLevel = ({ area }: GapView, { territories }: Pick<Frame, 'territories'>): TerritoryLevel | '' =>
  territories.find(({ code }) => code === area)?.level ?? '';

/** Always in the same order; what filters nothing is left out. */
export function writeGap(view: GapView): string {
  const kept = gapKeys.filter((key) => view[key] !== '').map((key) => [key, view[key]]);
  return `?${new URLSearchParams(kept as [string, string][])}`;
}

/** Another survey begins anew: its skills, groups and places are other ones. */
export function changeGap(view: GapView, choice: Partial<GapView>): GapView {
  if (choice.survey === undefined || choice.survey === view.survey) return { ...view, ...choice };
  return { survey: choice.survey, skill: '', group: '', area: '', level: '', takeUp: view.takeUp, from: view.from };
}
