/** Positions in code points, as the standard counts them: "è" is one, an emoji is one. */

/** The code points of a text, by which it can be cut. */
export const pointsOf = (text: string): readonly string[] => Array.from(text);

export const cut = (points: readonly string[], start: number, stop: number): string =>
  points.slice(start, stop).join('');
