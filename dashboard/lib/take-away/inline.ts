/** Copies of drawn SVG that need no style sheet: every look that the page gave them is written into them. */
import { paintOf } from './colour.ts';

export const svgSpace = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

/** An element of a picture. */
export function make(name: string, attributes: Attributes = {}, children: readonly Node[] = []): SVGElement {
  const element = document.createElementNS(svgSpace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

export const round = (pixels: number): number => Math.round(pixels * 100) / 100;

/** Where things are; every other attribute is the page's own: names for readers, keys, classes. */
const kept = [
  ...['d', 'points', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'width', 'height'],
  ...['transform', 'patternUnits', 'patternTransform', 'id'],
];
const groups = new Set(['g', 'defs', 'pattern', 'clipPath', 'marker', 'svg']);
const left = new Set(['title', 'desc', 'style', 'script']);

/** @returns null for what is not seen */
export function inlined(element: Element): SVGElement | null {
  const name = element.tagName;
  const style = getComputedStyle(element);
  if (left.has(name) || style.display === 'none') return null;
  const children = [...element.childNodes].flatMap((child): Node[] => {
    if (child instanceof Element) return [inlined(child)].filter((one) => one !== null);
    return child.nodeType === Node.TEXT_NODE && isWords(name) ? [document.createTextNode(plain(child))] : [];
  });
  const looks = groups.has(name) ? opacityOf(style) : { ...opacityOf(style), ...looksOf(style, name) };
  return make(name === 'svg' ? 'g' : name, { ...placeOf(element), ...looks, ...lengthOf(element) }, children);
}

const isWords = (name: string) => name === 'text' || name === 'tspan';

/** Letters that no XML may hold are left out. */
export const plain = (node: Node | string): string =>
  // eslint-disable-next-line no-control-regex -- these are what is meant
  (typeof node === 'string' ? node : (node.textContent ?? '')).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

function placeOf(element: Element): Attributes {
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

const opacityOf = ({ opacity }: CSSStyleDeclaration): Attributes => (opacity === '1' ? {} : { opacity });

function looksOf(style: CSSStyleDeclaration, name: string): Attributes {
  return {
    ...painted('fill', style.fill, style.fillOpacity),
    ...strokeOf(style),
    ...(isWords(name) && wordsOf(style)),
  };
}

function strokeOf(style: CSSStyleDeclaration): Attributes {
  if (style.stroke === 'none') return {};
  const { strokeWidth, strokeLinecap, strokeLinejoin, strokeDasharray, paintOrder } = style;
  return {
    ...painted('stroke', style.stroke, style.strokeOpacity),
    'stroke-width': Number.parseFloat(strokeWidth),
    ...(strokeLinecap === 'butt' ? {} : { 'stroke-linecap': strokeLinecap }),
    ...(strokeLinejoin === 'miter' ? {} : { 'stroke-linejoin': strokeLinejoin }),
    ...(strokeDasharray === 'none' ? {} : { 'stroke-dasharray': strokeDasharray.replaceAll('px', '') }),
    ...(paintOrder === 'normal' ? {} : { 'paint-order': paintOrder }),
  };
}

function painted(what: 'fill' | 'stroke', computed: string, strength: string): Attributes {
  const { colour, opacity } = paintOf(computed);
  const all = round(opacity * Number.parseFloat(strength));
  return { [what]: colour, ...(all === 1 || colour === 'none' ? {} : { [`${what}-opacity`]: all }) };
}

export function wordsOf({ fontSize, fontWeight, textAnchor }: CSSStyleDeclaration): Attributes {
  return {
    'font-size': Number.parseFloat(fontSize),
    ...(fontWeight === '400' ? {} : { 'font-weight': fontWeight }),
    ...(textAnchor === 'start' ? {} : { 'text-anchor': textAnchor }),
  };
}

/** How long the words are here: with another font they are made to fit, so that nothing is cut or runs over. */
function lengthOf(element: Element): Attributes {
  const holdsWords = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && plain(child).trim());
  if (!isWords(element.tagName) || !holdsWords || element.querySelector('tspan')) return {};
  const length = (element as SVGTextContentElement).getComputedTextLength();
  return length > 0 ? fitted(length) : {};
}

export const fitted = (length: number): Attributes => ({
  textLength: round(length),
  lengthAdjust: 'spacingAndGlyphs',
});
