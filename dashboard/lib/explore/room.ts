/** How much room a drawing will take, told before it can be drawn. */
import { heatHeight, leastHeat, rankingHeight } from '../chart/layout.ts';

/** Heights in pixels where the chart is narrower than 560 pixels, narrower than 840, and wider. */
export interface Room {
  readonly narrow: number;
  readonly middle: number;
  readonly wide: number;
}

export const rankingRoom = (rows: number): Room => ({
  narrow: rankingHeight(rows, 559),
  middle: rankingHeight(rows, 560),
  wide: rankingHeight(rows, 840),
});

/** The heat map where it has room, else the list of its columns. */
export function heatRoom(rows: number, columns: number): Room {
  const list = rankingRoom(columns);
  return columns > leastHeat.columns ? list : { ...list, wide: heatHeight(rows) };
}

/** The outlines are not there yet: as high as the widest of them lets the map be. */
export const mapRoom: Room = { narrow: 330, middle: 600, wide: 640 };
