/** How much room a drawing will take, told before it can be drawn. */
import type { Bounds } from '../../../survey/contract.ts';
import {
  aspectOf,
  dumbbellHeight,
  gapHeight,
  heatHeight,
  leastHeat,
  multiplesLayout,
  rankingHeight,
  stackHeight,
} from '../chart/layout.ts';

/** Heights in pixels where the chart is narrower than 560 pixels, narrower than 840, and wider. */
export interface Heights {
  readonly narrow: number;
  readonly middle: number;
  readonly wide: number;
}

/** Heights, or how high the drawing is for its width. */
export type Room = Heights | { readonly aspect: number };

const roomOf = (heightAt: (width: number) => number): Heights => ({
  narrow: heightAt(559),
  middle: heightAt(560),
  wide: heightAt(840),
});

export const rankingRoom = (rows: number): Heights => roomOf((width) => rankingHeight(rows, width));
export const dumbbellRoom = (rows: number): Heights => roomOf((width) => dumbbellHeight(rows, width));
export const gapRoom = (rows: number): Heights => roomOf((width) => gapHeight(rows, width));
export const stackRoom = (rows: number): Heights => roomOf((width) => stackHeight(rows, width));
export const panelRoom = (panels: number, rows: number): Heights =>
  roomOf((width) => multiplesLayout(panels, rows, width).height);

/** The heat map where it has room, else the list of its columns. */
export function heatRoom(rows: number, columns: number): Room {
  const list = rankingRoom(columns);
  return columns > leastHeat.columns ? list : { ...list, wide: heatHeight(rows) };
}

/** The outlines are not there yet, but how far they reach is known; null where it is not. */
export const mapRoom = (bounds: Bounds | null): Room | null => bounds && { aspect: aspectOf(bounds) };
