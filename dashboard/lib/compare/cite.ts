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
  const about = { ...said, skill: name, sources: sourcesOf(scene), invented: isInvented(scene) ? 'yes' : 'no' };
  return {
    ...{ key: skill, name, within: null, value: values.find(isShown) ?? values[0] ?? missing('not_published') },
    tell: (address) => m(`compare.cite.${kind}`, { ...about, address }),
  };
}

/** Each survey once, with how people came to answer, of whom it is, and the figure of each of its sides. */
function sourcesOf(scene: CompareScene): string {
  const { comparison, language } = scene;
  const surveys = [...new Set(comparison.sides.map(({ survey }) => survey))];
  const ofSurvey = (id: string) => comparison.sides.filter(({ survey }) => survey === id);
  return formats(language).list(surveys.map((id) => sourceOf(scene, id, ofSurvey(id))));
}

function sourceOf(scene: CompareScene, id: string, sides: readonly ComparedSide[]): string {
  const { m, language } = scene;
  const survey = surveyOf(scene, id);
  const [first] = sides;
  const { count, day, list } = formats(language);
  const figures = sides.flatMap(({ figure }) => figure ?? []);
  const base = narrowedTo(scene);
  // of two parts each figure has a base of its own beside it
  const counted = scene.comparison.kind === 'voices' && first?.n != null;
  return m('compare.cite.source', {
    ...{ survey: survey ? inWords(survey.title, language) : id, wave: first?.wave ?? '' },
    ...{ sample: first?.sampleType ?? 'open', interval: first?.interval ?? 'none' },
    ...{ dated: first?.snapshot ? 'yes' : 'no', day: first?.snapshot ? day(first.snapshot.takenOn) : '' },
    ...{
      counted: counted ? 'yes' : 'no',
      n: first?.n ?? 0,
      count: count(first?.n ?? 0),
      unit: first?.unit ?? 'person',
    },
    ...{ narrowed: base === '' ? 'no' : 'yes', base, figures: list(figures), identified: figures.length },
  });
}
