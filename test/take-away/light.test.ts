import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { paintOf } from '../../dashboard/lib/take-away/colour.ts';
import { lightTokens } from '../../dashboard/lib/take-away/light.ts';

it('pictures have the light colours of the page', () => {
  const css = readFileSync('dashboard/lib/style/tokens.css', 'utf8');
  const light = css.slice(0, css.indexOf('}'));
  for (const [name, value] of Object.entries(lightTokens)) expect(light).toContain(`--${name}: ${value};`);
});

it.each([
  ['rgb(23, 50, 77)', '#17324d', 1],
  ['rgba(23, 50, 77, 0.5)', '#17324d', 0.5],
  ['rgba(0, 0, 0, 0)', 'none', 1],
  ['none', 'none', 1],
  ['url("#hatch-map")', 'url(#hatch-map)', 1],
])('a colour of the browser is one that every viewer reads: %s', (computed, colour, opacity) => {
  expect(paintOf(computed)).toEqual({ colour, opacity });
});
