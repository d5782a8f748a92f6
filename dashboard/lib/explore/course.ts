/** The chosen skill over the waves of the survey. */
import { isAlike } from '../chart/order.ts';
import { isShown, missing, valueOf, type Value } from '../chart/value.ts';
import { filterKeys, type View } from '../filter.ts';
import { inLanguage } from '../language.ts';
import { extremesOf } from './finding.ts';
import type { Wave } from './offer.ts';
import { placeWords, skillLabel, type Scene } from './scene.ts';
import type { Table } from './table.ts';
import { subtitle, type FigureText } from './text.ts';

/** Why a wave is no part of the line; `same` where it is. */
export type Comparison = 'same' | 'words' | 'sample' | 'filter' | 'not_asked';

export interface WavePoint {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  /** identifier of the figure that it is a row of; null where there is none */
  readonly figure: string | null;
  readonly words: string;
  readonly comparison: Comparison;
}

/** How a wave stands to the shown one for a view. */
export function comparisonOf({ need, sample, filters, changed, missing: unasked }: Wave, view: View): Comparison {
  if (!need || unasked.includes(view.skill)) return 'not_asked';
  if (filterKeys.some((key) => view[key] !== '' && !filters.includes(key))) return 'filter';
  if (changed.includes(view.skill)) return 'words';
  return sample ? 'same' : 'sample';
}

/** The waves that have an answer to the view. */
export const askedWaves = (waves: readonly Wave[], view: View): Wave[] =>
  waves.filter((wave) => !['filter', 'not_asked'].includes(comparisonOf(wave, view)));

/** Every wave, its own among them, oldest first. */
export function courseOf(scene: Scene, own: string): WavePoint[] {
  const { frame, figures, view, held } = scene;
  const now = valueOf(figures.ranking?.rows.find(({ category }) => category === view.skill));
  const others = frame.waves.map((wave) => {
    const comparison = comparisonOf(wave, held);
    const asked = comparison !== 'filter' && comparison !== 'not_asked';
    const found = scene.waves[wave.survey];
    const value = asked ? valueOf(found?.rows[0]) : missing('not_asked');
    return pointOf(scene, wave.wave, value, comparison, asked ? (found?.figure ?? null) : null);
  });
  const shown = pointOf(scene, own, now, 'same', figures.ranking?.figure ?? null);
  return [...others, shown].toSorted((a, b) => a.label.localeCompare(b.label));
}

function pointOf(
  { m, words }: Scene,
  label: string,
  value: Value,
  comparison: Comparison,
  figure: string | null,
): WavePoint {
  const why = comparison === 'same' ? '' : ` (${m(`explore.course.${comparison}`)})`;
  return { key: label, label, value, figure, comparison, words: `${label}: ${words.full(value)}${why}` };
}

/** Waves with a figure that can be compared. */
const joinedOf = (points: readonly WavePoint[]) =>
  points.filter(({ comparison, value }) => comparison === 'same' && isShown(value));

/** The highest and the lowest wave where their ranges bear it, in the order of time. */
function findingOf(points: readonly WavePoint[]) {
  const found = extremesOf(joinedOf(points));
  return found && [found.high, found.low].toSorted((a, b) => a.label.localeCompare(b.label));
}

/** No two waves can be told apart. */
function isLevel(points: readonly WavePoint[]): boolean {
  const joined = joinedOf(points);
  return joined.length > 1 && joined.every((one) => joined.every((other) => isAlike(one.value, other.value)));
}

export function courseText(scene: Scene, points: readonly WavePoint[]): FigureText {
  const { m, words, figures } = scene;
  const skill = skillLabel(scene);
  const found = findingOf(points);
  const [from, to] = found ?? [];
  const n = figures.ranking?.rows.find(({ category }) => category === scene.view.skill)?.n ?? null;
  const told = points.map((point) => point.words).join('; ');
  return {
    title:
      from && to
        ? m('explore.course.finding', {
            ...{ skill, from: words.short(from.value), fromWave: from.label },
            ...{ to: words.short(to.value), toWave: to.label },
          })
        : m('explore.course.question', { skill, n: points.length, level: isLevel(points) ? 'yes' : 'no' }),
    subtitle: subtitle(scene, figures.ranking, n, placeWords(scene)),
    summary: m('explore.course.summary', { n: points.length, told, sample: figures.ranking?.sampleType ?? 'open' }),
  };
}

/** Each row leads to the figure of its wave. */
export function courseTable({ m, words, language }: Scene, points: readonly WavePoint[]): Table {
  return {
    columns: (['wave', 'rate', 'range', 'n', 'comparison', 'figure'] as const).map((key) => m(`explore.column.${key}`)),
    names: 1,
    rows: points.map(({ key, label, value, comparison, figure }) => ({
      ...{ key, href: figure && inLanguage(`/figure/${figure}`, language), chosen: false },
      cells: [
        ...[label, words.short(value), words.range(value), words.count(value.n)],
        m(`explore.course.${comparison}`),
        figure ?? '–',
      ],
    })),
  };
}
