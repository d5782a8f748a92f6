/** Where the marks and words of a picture stand. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Placed {
  readonly what: string;
  readonly isText: boolean;
  readonly x: number;
  readonly y: number;
}

/** Marks and words of a drawing, each with its place in the drawing's own points. */
const placesIn = (svg: Element): Placed[] => {
  const from = svg.getBoundingClientRect();
  const seen = [...svg.querySelectorAll('text, circle, rect, path')].filter((one) => !one.closest('defs'));
  return seen.map((one) => {
    const box = one.getBoundingClientRect();
    const isText = one.tagName === 'text';
    return { what: `${one.tagName} ${one.textContent.trim()}`, isText, x: box.left - from.left, y: box.top - from.top };
  });
};

/** What of a drawing another one lacks, when the first may lie anywhere in it as a whole. Letters may be of another font. */
function lacking(drawing: readonly Placed[], picture: readonly Placed[]): string[] {
  const anchor = drawing.find(({ isText }) => isText)!;
  const found = picture.filter(({ what }) => what === anchor.what);
  const lacks = found.map(({ x, y }) => {
    const by = { x: x - anchor.x, y: y - anchor.y };
    const isAt = (one: Placed, other: Placed) =>
      other.what === one.what &&
      Math.abs(other.x - by.x - one.x) <= 2 &&
      Math.abs(other.y - by.y - one.y) <= (one.isText ? 8 : 4);
    return drawing.filter((one) => !picture.some((other) => isAt(one, other))).map(({ what }) => what);
  });
  return lacks.toSorted((a, b) => a.length - b.length)[0] ?? [anchor.what];
}

/** The picture, alone on a blank page and as an image, shows the drawing of the page at the same places. */
export async function sameAlone(page: Page, chart: string, svg: string): Promise<void> {
  const onSite = await page.locator(`#${chart} .plot > svg`).evaluate(placesIn);
  const other = await page.context().newPage();
  await other.setContent(`<body style="margin:0">${svg.replace(/^<\?xml.*?\?>/, '')}</body>`);
  const alone = await other.locator('svg').first().evaluate(placesIn);
  expect(onSite.length).toBeGreaterThan(20);
  expect(lacking(onSite, alone)).toEqual([]);
  const size = await other.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, svg);
  expect(size).toEqual(/viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number));
  await other.close();
}
