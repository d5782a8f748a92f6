import type { Certainty } from './scale.ts';

/** The colours of a chart. They are the page's tokens; a programme may have changed some. */
export interface Palette {
  /** five classes, lowest first */
  readonly sequential: readonly string[];
  /** five classes around a middle: from too few to more than enough */
  readonly diverging: readonly string[];
  readonly primary: string;
  readonly selection: string;
  readonly ink: string;
  readonly muted: string;
  readonly edge: string;
  readonly line: string;
  readonly tint: string;
  readonly ground: string;
}

const names = ['primary', 'selection', 'ink', 'muted', 'edge', 'line', 'tint', 'ground'] as const;

/**
 * Makes a palette from the page's custom properties.
 * @param token  gives the value of `--name`
 */
export function paletteFrom(token: (name: string) => string): Palette {
  const plain = Object.fromEntries(names.map((name) => [name, token(name)])) as Record<(typeof names)[number], string>;
  const classes = (name: string) => [1, 2, 3, 4, 5].map((place) => token(`${name}-${place}`));
  return { ...plain, sequential: classes('sequential'), diverging: classes('diverging') };
}

const known = new Map<string, Palette>();

/** The palette that holds for an element of the page now; read once for each theme of each programme. */
export function paletteOf(element: Element): Palette {
  const setting = settingOf(element);
  const palette = known.get(setting) ?? readFrom(getComputedStyle(element));
  known.set(setting, palette);
  return palette;
}

/** What the page's tokens depend on; asking for the tokens themselves would lay the page out each time. */
function settingOf(element: Element): string {
  const theme = document.documentElement.dataset['theme'];
  const own = element.closest('.programme')?.getAttribute('style');
  const media = ['(prefers-color-scheme: dark)', 'screen'].map((query) => matchMedia(query).matches);
  return JSON.stringify([theme, own, media]);
}

const readFrom = (style: CSSStyleDeclaration): Palette =>
  paletteFrom((name) => style.getPropertyValue(`--${name}`).trim());

const strength = [1, 0.72, 0.45] as const;

/** The colour of a class, the nearer to the ground the less sure the figure is. */
export function classColour(palette: Palette, place: number, certainty: Certainty): string {
  return mix(palette.sequential[place] ?? palette.edge, palette.tint, strength[certainty]);
}

/** The class of a step of a scale, 0 to 4: fewer steps than five are spread over all classes. */
export const stepPlace = (step: number, steps: number): number =>
  steps <= 1 ? 0 : Math.round((step * 4) / (steps - 1));

/** Black or white, whichever reads better on a colour. */
export function inkOn(colour: string): string {
  const light = luminance(colour);
  return (light + 0.05) / 0.0605 >= 1.05 / (light + 0.05) ? '#0f1b24' : '#ffffff';
}

/** `share` of the first colour with the rest of the second; a colour that is not #rgb or #rrggbb stays as it is. */
function mix(colour: string, other: string, share: number): string {
  const [a, b] = [channels(colour), channels(other)];
  if (a === null || b === null || share === 1) return colour;
  return `#${a.map((one, place) => hex(one * share + (b[place] ?? 0) * (1 - share))).join('')}`;
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(colour: string): number {
  const [red, green, blue] = (channels(colour) ?? [255, 255, 255]).map(linear);
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

const linear = (channel: number) => (channel <= 10.3 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
const hex = (channel: number) => Math.round(channel).toString(16).padStart(2, '0');

function channels(colour: string): number[] | null {
  const digits = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(colour);
  if (digits === null) return null;
  const long = digits[2] ?? [...(digits[1] ?? '')].map((digit) => digit + digit).join('');
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
}
