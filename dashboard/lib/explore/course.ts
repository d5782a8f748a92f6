/** The chosen skill over the waves of the survey. */
import { missing, valueOf, type Value } from '../chart/value.ts';
import { filterKeys, type View } from '../filter.ts';
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
    const value = asked ? valueOf(scene.waves[wave.survey]?.rows[0]) : missing('not_asked');
    return pointOf(scene, wave.wave, value, comparison);
  });
  return [...others, pointOf(scene, own, now, 'same')].toSorted((a, b) => a.label.localeCompare(b.label));
}

function pointOf({ m, words }: Scene, label: string, value: Value, comparison: Comparison): WavePoint {
  const why = comparison === 'same' ? '' : ` (${m(`explore.course.${comparison}`)})`;
  return { key: label, label, value, comparison, words: `${label}: ${words.full(value)}${why}` };
}

/** The highest and the lowest wave where their ranges bear it, in the order of time. */
function findingOf(points: readonly WavePoint[]) {
  const joined = points.filter(({ comparison }) => comparison === 'same');
  const found = extremesOf(joined);
  return found && [found.high, found.low].toSorted((a, b) => a.label.localeCompare(b.label));
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
        : m('explore.course.question', { skill, n: points.length }),
    subtitle: subtitle(scene, figures.ranking, n, placeWords(scene)),
    summary: m('explore.course.summary', { n: points.length, told, sample: figures.ranking?.sampleType ?? 'open' }),
  };
}

export function courseTable({ m, words }: Scene, points: readonly WavePoint[]): Table {
  return {
    columns: (['wave', 'rate', 'range', 'n', 'comparison'] as const).map((key) => m(`explore.column.${key}`)),
    names: 1,
    rows: points.map(({ key, label, value, comparison }) => ({
      ...{ key, href: null, chosen: false },
      cells: [
        ...[label, words.short(value), words.range(value), words.count(value.n)],
        m(`explore.course.${comparison}`),
      ],
    })),
  };
}
