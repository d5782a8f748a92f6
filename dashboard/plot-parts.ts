import type { Plugin } from 'vite';

/**
 * What none of our charts has: Plot's named colour schemes, diverging scales, legends, tips and pointers. Plot imports
 * them, drawn or not: 16 of its 93 kB. Each throws, by name, when a chart comes to ask for it.
 */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  'scales/schemes': [
    ...['isCategoricalScheme', 'isDivergingScheme', 'ordinalScheme', 'ordinalRange'],
    ...['maybeBooleanRange', 'quantitativeScheme'],
  ],
  'scales/diverging': [
    ...['createScaleDiverging', 'createScaleDivergingSqrt', 'createScaleDivergingPow'],
    ...['createScaleDivergingLog', 'createScaleDivergingSymlog'],
  ],
  legends: ['legend'],
  'marks/tip': ['Tip', 'tip'],
  'interactions/pointer': ['pointer', 'pointerX', 'pointerY'],
};

/** Every plot asks for its legends: there are none, unless a scale wants one. */
const noLegends = `
export const createLegends = (scales, context, options) =>
  Object.values(options).some((one) => one?.legend) ? legend() : [];
export const exposeLegends = () => legend;`;

/** Leaves those parts out of the pages. */
export const plotParts = (): Plugin => ({
  name: 'plot-parts',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: {
      id: /@observablehq\/plot\/src\/(?:scales\/(?:schemes|diverging)|legends|marks\/tip|interactions\/pointer)\.js$/,
    },
    handler: (id) => {
      const [, part = ''] = /plot\/src\/(.+)\.js$/.exec(id) ?? [];
      const names = leftOut[part] ?? [];
      const missing = names.map(
        (name) => `export function ${name}() { throw new Error('left out of Plot: ${name}'); }`,
      );
      return [...missing, part === 'legends' ? noLegends : ''].join('\n');
    },
  },
});
