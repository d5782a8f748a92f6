/** Charts as files that any browser opens, in two looks, and their tables as lines. */
import { expect } from 'vitest';
import type { Scene } from '../../dashboard/lib/explore/scene.ts';
import type { Drawing } from '../../dashboard/lib/chart/draw.ts';
import type { Palette } from '../../dashboard/lib/chart/palette.ts';
import type { Language } from '../../survey/contract.ts';
import { asFile, drawn, palette } from './sample.ts';

const looks = [
  ['wide', 960, 'light', 'it'],
  ['narrow-dark-english', 328, 'dark', 'en'],
] as const;

/** The chart as a file to look at, in both looks. */
export async function pictured(
  name: string,
  view: (language: Language) => Promise<Scene>,
  drawing: (made: Scene) => (width: number, palette: Palette) => Drawing,
): Promise<Element> {
  const [first] = await Promise.all(
    looks.map(async ([look, width, theme, language]) => {
      const chart = drawn(drawing(await view(language))(width, palette(theme)));
      await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/${name}-${look}.svg`);
      return chart;
    }),
  );
  if (!first) throw new Error('no chart');
  return first;
}
export const cellsOf = (table: { readonly rows: readonly { readonly cells: readonly string[] }[] }) =>
  table.rows.map(({ cells }) => cells.join(' | '));
