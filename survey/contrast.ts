/** What WCAG 2.2 asks of words of ordinary size (1.4.3, level AA). */
export const leastContrast = 4.5;

/** Contrast of a colour `#rrggbb` with the white ground of the pages, 1 to 21 (WCAG 2.2). */
export const contrastOnPage = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (channel: number): number =>
  channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
