/** A skill of a comparison as the sentence of a resolution: what each side says, what is sure, and where it is from. */
import type { ComparedSide } from '../../../analytics/contract.ts';
import { isShown, missing, type Value } from '../chart/value.ts';
import { inSentence, quoted } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { ToldFigure, ToldRow } from '../take-away/resolution.ts';
import { pairLines } from './pair.ts';
import { isInvented, narrowedTo, sideName, surveyOf, valueOfFigure, type CompareScene } from './scene.ts';
import { voiceLines } from './voices.ts';

/** @param page  the way to the comparison on this site */
export function citedComparison(scene: CompareScene, page: string): ToldFigure {
  const { comparison } = scene;
  const rows =
    comparison.kind === 'voices' ? citedVoices({ ...scene, comparison }) : citedPair({ ...scene, comparison });
  const { compare } = new Intl.Collator(scene.language);
  return { kind: 'told', page, rows: rows.toSorted((a, b) => compare(a.name, b.name)) };
}

function citedVoices(scene: Parameters<typeof voiceLines>[0]): ToldRow[] {
  const lines = voiceLines(scene);
  return lines.map(({ skill, label, places, told, middle }) => {
    const values = places.map(({ figure, place }) =>
      place === null ? missing('not_published') : valueOfFigure(figure),
    );
    const said = { all: lines.length, told: told.join('; '), verdict: middle };
    return rowOf(scene, 'voices', { skill, label, values, said });
  });
}

const citedPair = (scene: Parameters<typeof pairLines>[0]): ToldRow[] =>
  pairLines(scene).map(({ skill, label, values, told, verdict }) =>
    rowOf(scene, 'pair', { skill, label, values, said: { told: told.join('; '), verdict: midway(scene, verdict) } }),
  );

/** A verdict in the middle of a sentence, unless it begins with the name of a side. */
function midway(scene: CompareScene, verdict: string): string {
  const isNamed = scene.comparison.sides.some((side) => verdict.startsWith(sideName(scene, side)));
  return isNamed ? verdict : inSentence(verdict);
}

interface Line {
  readonly skill: string;
  readonly label: string;
  readonly values: readonly Value[];
  readonly said: Readonly<Record<string, string | number>>;
}

function rowOf(scene: CompareScene, kind: 'voices' | 'pair', { skill, label, values, said }: Line): ToldRow {
  const { m } = scene;
  const name = quoted(scene, label);
  const about = { ...said, ...sourcesOf(scene), skill: name, invented: isInvented(scene) ? 'yes' : 'no' };
  return {
    ...{ key: skill, name, within: null, value: values.find(isShown) ?? values[0] ?? missing('not_published') },
    tell: (address) => m(`compare.cite.${kind}`, { ...about, address }),
  };
}

/** Each survey once, with the figures of its sides; how people came to answer is told once where it is the same of all. */
function sourcesOf(scene: CompareScene) {
  const { comparison, language } = scene;
  const surveys = [...new Set(comparison.sides.map(({ survey }) => survey))];
  const all = surveys.map((id) => comparison.sides.filter(({ survey }) => survey === id));
  const [how = '', ...others] = [...new Set(all.map(([first]) => (first ? howOf(scene, first) : '')))];
  const isShared = others.length === 0;
  const sources = formats(language).list(all.map((sides) => sourceOf(scene, sides, isShared)));
  return { sources, surveys: surveys.length, how: isShared ? how : '', shared: isShared ? 'yes' : 'no' };
}

/** "risposte volontarie, ondata 2026, dati al 14 marzo 2026, intervalli indicativi" */
function howOf(scene: CompareScene, { sampleType: sample, interval, wave, snapshot }: ComparedSide): string {
  const base = narrowedTo(scene);
  return scene.m('compare.cite.how', {
    ...{ sample, interval, wave, dated: snapshot ? 'yes' : 'no', narrowed: base === '' ? 'no' : 'yes', base },
    day: snapshot ? formats(scene.language).day(snapshot.takenOn) : '',
  });
}

/** "«Imprese» (373 imprese; figura …)"; of two parts each figure has a base of its own beside it. */
function sourceOf(scene: CompareScene, sides: readonly ComparedSide[], isShared: boolean): string {
  const { m, language, comparison } = scene;
  const { count, list } = formats(language);
  const [first] = sides;
  const title = inWords(surveyOf(scene, first?.survey ?? '')?.title ?? { it: '', en: '' }, language);
  const figures = sides.flatMap(({ figure }) => figure ?? []);
  const n = comparison.kind === 'voices' ? (first?.n ?? null) : null;
  const parts = [
    ...(n === null ? [] : [m('compare.cite.base', { n, count: count(n), unit: first?.unit ?? 'person' })]),
    ...(isShared || !first ? [] : [howOf(scene, first)]),
    ...(figures.length === 0 ? [] : [m('compare.cite.figures', { n: figures.length, figures: list(figures) })]),
  ];
  return m('compare.cite.source', { survey: title, any: parts.length > 0 ? 'yes' : 'no', parts: parts.join('; ') });
}
