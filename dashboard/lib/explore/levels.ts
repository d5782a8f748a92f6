/** Levels now and wanted, in rows: their middle, and how many are at each step. */
import type { LevelPair } from './offer.ts';
import { shownPairs } from './offer.ts';
import type { FigureName } from './queries.ts';
import { isShown, valueOf, type Value } from '../chart/value.ts';
import { formats } from '../format.ts';
import { quoted, type Scene } from './scene.ts';

/** A skill; its values stand in the unit of the scale. `gap`: wanted less now; null where the survey has no such measure. */
export interface LevelRow {
  readonly key: string;
  readonly label: string;
  readonly now: Value;
  readonly wanted: Value;
  readonly gap: Value | null;
  readonly words: string;
  readonly chosen: boolean;
  /** the address that makes it the measure; null where it is none of the needs */
  readonly href: string | null;
}

/** How many stand at a step of the scale. */
export interface StepPart {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  readonly words: string;
}

/** A skill as it is now, or as it is wanted. */
export interface StepRow {
  readonly key: string;
  readonly figure: FigureName;
  readonly label: string;
  readonly n: number | null;
  readonly state: Value['state'];
  readonly parts: readonly StepPart[];
}

/** The widest distance between now and wanted first; what has no figure comes last. */
export function levelsOf(scene: Scene): LevelRow[] {
  const [means] = shownPairs(scene.frame.pairs, scene.view.skill);
  return means.map((pair) => levelOf(scene, pair)).toSorted((a, b) => distanceOf(b) - distanceOf(a));
}

const distanceOf = ({ now, wanted }: LevelRow): number =>
  isShown(now) && isShown(wanted) ? wanted.estimate - now.estimate : -Infinity;

function levelOf(scene: Scene, { skill, label: name }: LevelPair): LevelRow {
  const { m, figures, language, view, frame, words, at } = scene;
  const measured = figures[`gap:${skill}`];
  const gap = measured ? valueOf(measured.rows[0]) : null;
  const [now, wanted] = (['now', 'wanted'] as const).map((end) => valueOf(figures[`${end}:${skill}`]?.rows[0]));
  if (!now || !wanted) throw new Error('a pair has two ends');
  const label = name[language];
  const isNeed = frame.skills.some(({ code }) => code === skill);
  const told = (value: Value) => levelWords(scene, value);
  return {
    ...{ key: skill, label, now, wanted, gap, chosen: skill === view.skill, href: isNeed ? at({ skill }) : null },
    words: m('explore.levels.words', {
      ...{ label, now: told(now), wanted: told(wanted), count: words.count(now.n) },
      ...{ known: gap && isShown(gap) ? 'yes' : 'no', gap: gap ? gapWords(scene, gap) : '' },
    }),
  };
}

/** "2,12 (2,09–2,15)", or why there is no figure. */
export function levelWords(scene: Scene, value: Value): string {
  if (!isShown(value)) return scene.words.short(value);
  const range = levelRange(scene, value);
  return range === '–' ? exactly(scene, value.estimate) : `${exactly(scene, value.estimate)} (${range})`;
}

/** "+1,20 (+1,15 a +1,25)": a gap may be downwards. */
export function gapWords(scene: Scene, value: Value): string {
  if (!isShown(value)) return scene.words.short(value);
  const range = gapRange(scene, value);
  return range === '–' ? signed(scene, value.estimate) : `${signed(scene, value.estimate)} (${range})`;
}

/** "da +1,15 a +1,25"; a dash where there is no range. */
export const gapRange = (scene: Scene, { low, high }: Value): string =>
  low === null || high === null
    ? '–'
    : scene.m('skill.levels.range', { low: signed(scene, low), high: signed(scene, high) });

/** "+1,20". */
export const signed = ({ language }: Scene, value: number, digits = 2): string => {
  const told = formats(language).fixed(Math.abs(value), digits);
  return Number(Math.abs(value).toFixed(digits)) === 0 ? told : `${value > 0 ? '+' : '−'}${told}`;
};

/** "2,1": for a title or a mark. */
export const levelNumber = ({ language }: Scene, value: number): string => formats(language).fixed(value, 1);

/** "2,12": beside its range, which is often narrower than one decimal could show. */
export const exactly = ({ language }: Scene, value: number): string => formats(language).fixed(value, 2);

/** "2,09–2,15"; a dash where there is no range. */
export const levelRange = (scene: Scene, { low, high }: Value): string =>
  low === null || high === null ? '–' : `${exactly(scene, low)}–${exactly(scene, high)}`;

/** The steps of the scale, as numbers from the lowest. */
export function stepsOf({ frame: { pairs }, view }: Scene): number[] {
  const [[first]] = shownPairs(pairs, view.skill);
  const codes = (first?.steps ?? []).map(({ code }) => Number(code));
  return codes.every(Number.isFinite) ? codes : codes.map((_, at) => at + 1);
}

/** The chosen skill and another one: a bar for now and one for wanted. */
export function stepRowsOf(scene: Scene): StepRow[] {
  const [, shares] = shownPairs(scene.frame.pairs, scene.view.skill);
  return shares.flatMap((pair) => [stepRowOf(scene, pair, 'nowShares'), stepRowOf(scene, pair, 'wantedShares')]);
}

function stepRowOf(scene: Scene, pair: LevelPair, end: 'nowShares' | 'wantedShares'): StepRow {
  const { m, figures, language, words } = scene;
  const figure: FigureName = `${end}:${pair.skill}`;
  const rows = figures[figure]?.rows ?? [];
  const label = m(`explore.steps.${end}`, { label: pair.label[language] });
  const parts = pair.steps.map(({ code, label: name }) => {
    const value = valueOf(rows.find(({ category }) => category === code));
    const step = name[language];
    return {
      key: `${figure} ${code}`,
      label: step,
      value,
      words: `${label}, ${quoted(scene, step)}: ${words.full(value)}`,
    };
  });
  const state = parts.find(({ value }) => !isShown(value))?.value.state ?? 'shown';
  return { key: figure, figure, label, n: rows[0]?.n ?? null, state, parts };
}
