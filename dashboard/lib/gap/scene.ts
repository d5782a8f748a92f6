/** Everything the page of the gap shows in words; the same on the server and in the browser. */
import type { GapRow } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import { groupName } from '../compare/scene.ts';
import { territoryWords } from '../explore/scene.ts';
import { wordsOf, type Words } from '../explore/words.ts';
import type { Messages } from '../messages.ts';
import { places, rangeOf } from './number.ts';
import type { ToldGap } from './read.ts';
import { changeGap, writeGap, type GapView } from './view.ts';

export { places, rangeOf };

/** Draws for a width and the colours of the page. */
export type Draw = (width: number, palette: Palette) => Drawing;

/** `at`: the address of the same view with something chosen anew. */
export interface GapScene {
  readonly told: ToldGap;
  readonly view: GapView;
  readonly language: Language;
  readonly m: Messages;
  readonly words: Words;
  readonly at: (choice: Partial<GapView>) => string;
}

export function gapScene(told: ToldGap, language: Language, m: Messages): GapScene {
  const { view, survey } = told;
  const at = (choice: Partial<GapView>) => writeGap(changeGap(view, choice));
  return { told, view, language, m, words: wordsOf(language, m, survey.unit), at };
}

export function skillName({ told, language }: GapScene, code: string): string {
  return told.frame.skills.find((one) => one.code === code)?.label[language] ?? code;
}

/** The chosen place, or the whole territory. */
export function areaName(scene: GapScene, code = scene.view.area): string {
  const { frame } = scene.told;
  const place = frame.territories.find((one) => one.code === code);
  if (place) return territoryWords(scene, place);
  if (frame.countries.length > 0) return scene.m('explore.everyCountry');
  return frame.home === '' ? scene.m('explore.anywhere') : frame.within.name[scene.language];
}

/** The chosen group in words, or that it is everybody. */
export const whoName = ({ told, view, language, m }: GapScene): string =>
  view.group === '' ? m('supply.everybody') : groupName(told, view.group, language);

/** Why a row tells nothing of demand. */
export const stateWords = ({ m }: Pick<GapScene, 'm'>, { state }: Pick<GapRow, 'state'>): string =>
  m(`explore.state.${state === 'not_asked' ? 'not_asked' : 'not_published'}`);

/** A row in words, without its name: who is left, of how many, and what is spare. */
export function rowWords(scene: GapScene, row: GapRow): string {
  const { m, words } = scene;
  const { gap, needed, spare, n, seats } = row;
  const all = seats.inPerson + seats.blended + seats.online;
  if (gap === null || needed === null)
    return m('supply.words.hidden', {
      why: stateWords(scene, row),
      seats: places(scene, all),
      some: all > 0 ? 'yes' : 'no',
    });
  return m('supply.words.row', {
    ...{ gap: places(scene, gap.estimate), needed: places(scene, needed.estimate), n: words.count(n) },
    ...{ range: rangeOf(scene, gap), ranged: gap.low === null ? 'no' : 'yes' },
    ...{ spare: places(scene, spare ?? 0), some: (spare ?? 0) > 0 ? 'yes' : 'no', people: n ?? 0 },
  });
}
