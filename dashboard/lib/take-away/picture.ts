/** A figure as one picture that stands alone, made from what the page shows of it. */
import type { PlotProps } from '../chart/plotted.svelte.ts';
import { fitted, inlined, make, plain, round, svgSpace, wordsOf } from './inline.ts';
import { lightPalette, lightTokensAt } from './light.ts';
import { linesOf } from './lines.ts';
import { paintOf } from './colour.ts';

/** What is written into a picture: over the chart, under it, and for a reader that cannot see it. */
export interface PictureText {
  readonly title: string;
  readonly subtitle: string;
  readonly summary: string;
  readonly foot: readonly string[];
}

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Named with fallbacks; letters of another font are made to fit. */
const family = "'Titillium Web', 'Segoe UI', Arial, Helvetica, sans-serif";
const margin = 24;

/**
 * Lays the figure out anew in light colours, where nobody sees it, and writes what the browser made of it as SVG.
 * @param shown  the part of the page with the legend, the chart and its keys
 */
export async function pictureOf(shown: HTMLElement, text: PictureText, plot: PlotProps): Promise<Picture> {
  const [{ draw }] = await Promise.all([import('../chart/draw.ts'), document.fonts.ready]);
  const tokens = lightTokensAt(shown);
  const sheet = sheetOf(shown, text, tokens);
  const place = sheet.querySelector<HTMLElement>('.plot');
  shown.after(sheet);
  try {
    const drawing = plot.drawing(shown.querySelector('.plot')?.clientWidth ?? 0, lightPalette(tokens));
    if (drawing) place?.replaceChildren(draw(drawing));
    return written(sheet, text);
  } finally {
    sheet.remove();
  }
}

/** What can be pressed, or is only heard, is no part of a picture. */
const unseen = 'button, select, input, details, .no-print, .room, .visually-hidden';

function sheetOf(shown: HTMLElement, text: PictureText, tokens: Readonly<Record<string, string>>): HTMLElement {
  const copy = shown.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll(unseen)) one.remove();
  const sheet = document.createElement('div');
  const colours = Object.entries(tokens).map(([name, value]) => `--${name}:${value}`);
  const width = shown.clientWidth + 2 * margin;
  const place = `position:fixed;top:0;left:-9999px;box-sizing:border-box;width:${width}px;padding:${margin}px`;
  sheet.style.cssText = `${place};color:var(--ink);font-size:16px;line-height:1.5;text-align:start;${colours.join(';')}`;
  sheet.inert = true;
  const words = (content: string, style: string) => {
    const line = document.createElement('div');
    line.style.cssText = style;
    line.textContent = content;
    return line;
  };
  sheet.append(
    words(text.title, 'font-size:20px;font-weight:600;line-height:1.3;margin-bottom:4px'),
    words(text.subtitle, 'color:var(--muted);line-height:1.4;margin-bottom:12px'),
    copy,
    words('', 'height:12px'),
    ...text.foot.map((line) => words(line, 'font-size:14px;color:var(--muted);overflow-wrap:anywhere')),
  );
  return sheet;
}

function written(sheet: HTMLElement, text: PictureText): Picture {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const [wide, high] = [Math.ceil(width), Math.ceil(height)];
  const parts = partsOf(sheet, { left, top });
  const svg = make(
    'svg',
    {
      ...{ viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: 'img' },
      'font-family': family,
      lang: document.documentElement.lang,
    },
    [words('title', text.title), words('desc', [text.subtitle, text.summary, ...text.foot].join(' '))],
  );
  svg.append(
    make('rect', {
      width: wide,
      height: high,
      fill: paintOf(getComputedStyle(sheet).getPropertyValue('--ground')).colour,
    }),
    ...parts,
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${asText(svg)}\n`, width: wide, height: high };
}

/** Namespaces stand once, at the top. */
function asText(svg: SVGElement): string {
  svg.setAttributeNS('http://www.w3.org/2000/xmlns/', 'xmlns', svgSpace);
  return new XMLSerializer().serializeToString(svg);
}

const words = (name: 'title' | 'desc', content: string) => make(name, {}, [document.createTextNode(plain(content))]);

interface Point {
  readonly left: number;
  readonly top: number;
}

/** Words as lines, drawings as groups, each where it lies on the sheet. */
function partsOf(node: Node, from: Point): SVGElement[] {
  if (node instanceof Text) return textsOf(node, from);
  if (node instanceof SVGSVGElement) return [placed(node, from)].filter((one) => one !== null);
  if (!(node instanceof HTMLElement) || getComputedStyle(node).display === 'none') return [];
  return [...node.childNodes].flatMap((child) => partsOf(child, from));
}

function textsOf(text: Text, { left, top }: Point): SVGElement[] {
  const style = getComputedStyle(text.parentElement!);
  const { colour } = paintOf(style.color);
  return linesOf(text).map((line) => {
    const y = round(line.top - top + ascentOf(style, line.bottom - line.top));
    const looks = { ...wordsOf(style), fill: colour, ...fitted(line.right - line.left) };
    return make('text', { x: round(line.left - left), y, ...looks }, [document.createTextNode(plain(line.words))]);
  });
}

/** From the top of a line to what its letters stand on. */
function ascentOf({ font }: CSSStyleDeclaration, height: number): number {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return height * 0.75;
  canvas.font = font;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = canvas.measureText('x');
  return (height * up) / (up + down);
}

function placed(svg: SVGSVGElement, { left, top }: Point): SVGElement | null {
  const copy = inlined(svg);
  const box = svg.getBoundingClientRect();
  const view = svg.viewBox.baseVal;
  const scale = view.width > 0 ? box.width / view.width : 1;
  const [x, y] = [round(box.left - left - view.x * scale), round(box.top - top - view.y * scale)];
  for (const name of ['x', 'y', 'width', 'height']) copy?.removeAttribute(name);
  copy?.setAttribute('transform', `translate(${x},${y})${scale === 1 ? '' : ` scale(${round(scale)})`}`);
  return copy;
}
