/** The weights of a method note: which version, what it agrees with, what it costs; and the ranges, which follow from it. */
import type { MethodWeights } from '../../../analytics/contract.ts';
import { dimensionName, type NoteItems, type Told } from './told.ts';

/** How the weights are made, and how many of them were cut. */
export function weightLines({ parts: { facts }, m, format: { day, number } }: Told): string[] {
  const { weights } = facts;
  if (weights === null) return [m('method.weights.none')];
  const { kind, version, method, madeOn, trim, trimmed } = weights;
  const [upper, lower] = [trim?.upper ?? null, trim?.lower ?? null].map((bound) => bound && number(bound, 2));
  return [
    m('method.weights.version', { version, day: day(madeOn) }),
    m(`method.weights.${kind}`, { method }),
    m('method.weights.trim', {
      bounds: upper ? (lower ? 'both' : 'upper') : lower ? 'lower' : 'none',
      ...{ upper: upper ?? '', lower: lower ?? '', trimmed },
    }),
  ];
}

/** Each margin with its source and year, then what unequal weights cost. */
export function weightItems(told: Told): NoteItems {
  const { weights } = told.parts.facts;
  return weights === null
    ? []
    : [...weights.margins.map((margin) => marginItem(told, margin)), ...effects(told, weights)];
}

function marginItem(told: Told, { dimensions, sources }: MethodWeights['margins'][number]) {
  const names = dimensions.map((name) => dimensionName(told, name)).join(' × ');
  const known = sources.map(({ source, year }) => `${source}, ${year}`).join('; ');
  return { term: told.m('method.weights.margin', { names }), text: known };
}

function effects({ m, format: { fixed, number } }: Told, { deff, deffResidual }: MethodWeights): NoteItems {
  const kish = { deff: fixed(deff, 2), same: number(100 / deff, 0) };
  const effect = { term: m('method.weights.deff'), text: m('method.weights.deffText', kish) };
  if (deffResidual === null) return [effect];
  const residual = { deff: fixed(deffResidual, 2), less: deffResidual < deff ? 'yes' : 'no' };
  return [effect, { term: m('method.weights.residual'), text: m('method.weights.residualText', residual) }];
}

/** What the ranges mean, and how they are computed with and without weights. */
export function rangeLines({ parts: { survey, facts }, m, format: { fixed } }: Told): string[] {
  const { sampleType } = survey;
  const meaning = m(`method.range.${sampleType}`);
  if (sampleType === 'census') return [meaning];
  const { weights } = facts;
  const deff = fixed(weights?.deff ?? 1, 2);
  return [meaning, m('method.range.shares', { weighted: weights ? 'yes' : 'no', deff }), m('method.range.others')];
}
