import type { Palette } from './palette.ts';
import type { Markish } from './plot.ts';

/** The hatching of what is not published, as a mark that draws nothing by itself. */
export function hatching(id: string, palette: Palette): Markish {
  return (_index, _scales, _values, _dimensions, { document }) => {
    const make = (name: string, attributes: Readonly<Record<string, string>>, children: readonly SVGElement[] = []) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.append(...children);
      return element;
    };
    const ground = make('rect', { width: '6', height: '6', fill: palette.ground });
    const stripe = make('path', { d: 'M0,0V6', stroke: palette.muted, 'stroke-width': '2.5' });
    const place = { width: '6', height: '6', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
    return make('defs', {}, [make('pattern', { id, ...place }, [ground, stripe])]);
  };
}
