/** The light look of a picture, whatever the theme of the page that it is taken from. A test holds it against tokens.css. */
import { paletteFrom, type Palette } from '../chart/palette.ts';

export const lightTokens: Readonly<Record<string, string>> = {
  ...{ primary: '#0b5563', selection: '#c2502e', 'on-primary': '#fff', ink: '#17324d', muted: '#5a6772' },
  ...{ edge: '#a3adb5', line: '#dde3e8', tint: '#f5f7f9', ground: '#fff', surface: '#fff' },
  ...{ 'sequential-1': '#e3f1ec', 'sequential-2': '#a9d8c9', 'sequential-3': '#62b3a8' },
  ...{ 'sequential-4': '#2a7f88', 'sequential-5': '#0e4a5b' },
  ...{ 'diverging-1': '#b35806', 'diverging-2': '#f1a340', 'diverging-3': '#f7f7f7' },
  ...{ 'diverging-4': '#998ec3', 'diverging-5': '#542788' },
  ...{ 'category-1': '#0072b2', 'category-2': '#e69f00', 'category-3': '#009e73', 'category-4': '#cc79a7' },
  ...{ 'category-5': '#56b4e9', 'category-6': '#d55e00', 'category-7': '#f0e442', 'category-8': '#000' },
};

/** The light tokens in the colours of the programme that an element stands in. */
export function lightTokensAt(element: Element): Readonly<Record<string, string>> {
  const style = getComputedStyle(element);
  const own = (name: string) => style.getPropertyValue(`--programme-${name}`).trim() || lightTokens[name]!;
  return { ...lightTokens, primary: own('primary'), selection: own('selection') };
}

export const lightPalette = (tokens: Readonly<Record<string, string>>): Palette =>
  paletteFrom((name) => tokens[name] ?? '');
