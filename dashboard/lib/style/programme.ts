import type { Colours } from '../../../survey/contract.ts';

type Hsl = readonly [hue: number, saturation: number, lightness: number];

/** The lightest ground that words stand on in the dark theme (`--tint`). */
const darkGround = '#1c2d39';
const night = '#0f1b24';

/**
 * The colours of a programme as custom properties, for the `style` of what `tokens.css` calls `.programme`. The programme
 * gives them for white paper; those of the dark theme are made from them: as light as they must be to be read.
 */
export function programmeStyle({ primary, selection }: Colours): string {
  const light = lightened(primary, 7, 0.5);
  return Object.entries({
    primary,
    selection,
    'primary-dark': light,
    'selection-dark': lightened(selection, 5.5, 0.8),
    'on-primary-dark': mix(primary, '#000000', 0.45),
    'band-dark': mix(primary, night, 0.5),
  })
    .map(([name, colour]) => `--programme-${name}:${colour}`)
    .join(';');
}

/** The same hue, so light that it has at least this contrast with the dark ground; vivid colours are calmed. */
export function lightened(colour: string, least: number, mostSaturation: number): string {
  const [hue, saturation, from] = hslOf(colour);
  const calm = Math.min(saturation, mostSaturation);
  const steps = Array.from({ length: 101 }, (_, step) => from + ((1 - from) * step) / 100);
  const made = steps.map((lightness) => fromHsl([hue, calm, lightness]));
  return made.find((one) => contrast(one, darkGround) >= least) ?? '#ffffff';
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
const hex = (shares: readonly number[]): string =>
  `#${shares
    .map((share) =>
      Math.round(share * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const linear = (share: number): number => (share <= 0.04 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(colour: string, other: string, share: number): string {
  const others = channels(other);
  return hex(channels(colour).map((one, at) => one * share + (others[at] ?? 0) * (1 - share)));
}

function hslOf(colour: string): Hsl {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [spread, lightness] = [most - least, (most + least) / 2];
  if (spread === 0) return [0, 0, lightness];
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return [(sixth * 60 + 360) % 360, spread / (1 - Math.abs(2 * lightness - 1)), lightness];
}

/** CSS Color 4, section 7.1 (HSL to RGB). */
function fromHsl([hue, saturation, lightness]: Hsl): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const place = (n + hue / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  return hex([channel(0), channel(8), channel(4)]);
}
