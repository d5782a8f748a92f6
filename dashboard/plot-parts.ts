import type { Plugin } from 'vite';

/**
 * What none of our charts has: Plot's named colour schemes, diverging scales, legends, tips and pointers, dates and their intervals, and
 * all projections but one. Plot imports them, drawn or not: a fifth of its 93 kB. Each throws, by name, when a chart comes to ask for it.
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
  'scales/temporal': ['createScaleTime', 'createScaleUtc'],
  time: ['parseTimeInterval', 'timeInterval', 'utcInterval', 'generalizeTimeInterval', 'inferTimeFormat'],
  legends: ['legend'],
  'marks/tip': ['Tip', 'tip'],
  'interactions/pointer': ['pointer', 'pointerX', 'pointerY'],
  'd3-time-format': [
    ...['timeFormat', 'timeFormatDefaultLocale', 'timeFormatLocale', 'timeParse'],
    ...['utcFormat', 'utcParse', 'isoFormat', 'isoParse'],
  ],
};

const projections = [
  ...['geoAlbers', 'geoAlbersUsa', 'geoAzimuthalEqualArea', 'geoAzimuthalEquidistant', 'geoConicConformal'],
  ...['geoConicEqualArea', 'geoConicEquidistant', 'geoEqualEarth', 'geoEquirectangular', 'geoGnomonic'],
  ...['geoOrthographic', 'geoStereographic', 'geoTransverseMercator'],
];

const missing = (name: string, exported: boolean) =>
  `${exported ? 'export ' : ''}function ${name}() { throw new Error('left out of Plot: ${name}'); }`;

/** What Plot knows its own intervals of time by: nothing has it. */
const noIntervals = `
export const intervalDuration = Symbol('intervalDuration');
export const intervalType = Symbol('intervalType');`;

/** Every plot asks for its legends: there are none, unless a scale wants one. */
const noLegends = `
export const createLegends = (scales, context, options) =>
  Object.values(options).some((one) => one?.legend) ? legend() : [];
export const exposeLegends = () => legend;`;

const besides: Readonly<Record<string, string>> = { legends: noLegends, time: noIntervals };

/** @throws Error where this version of Plot asks for its projections otherwise: then nothing would be left out */
function withoutProjections(code: string): string {
  const [asked] = /^import \{[^}]*\} from "d3";/.exec(code) ?? [];
  if (!asked) throw new Error('Plot imports its projections in another way');
  const kept = asked.replace(/geo\w+,?/g, (name) => (projections.includes(name.replace(',', '')) ? '' : name));
  return [kept, ...projections.map((name) => missing(name, false)), code.slice(asked.length)].join('\n');
}

/** Leaves those parts out of the pages. */
export const plotParts = (): Plugin => ({
  name: 'plot-parts',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: {
      id: /@observablehq\/plot\/src\/(?:scales\/(?:schemes|diverging|temporal)|legends|time|marks\/tip|interactions\/pointer)\.js$|d3-time-format\/dist\/d3-time-format\.mjs$/,
    },
    handler: (id) => {
      const part = /plot\/src\/(.+)\.js$/.exec(id)?.[1] ?? 'd3-time-format';
      const names = (leftOut[part] ?? []).map((name) => missing(name, true));
      return [...names, besides[part] ?? ''].join('\n');
    },
  },
  transform: { filter: { id: /@observablehq\/plot\/src\/projection\.js$/ }, handler: withoutProjections },
});
