/** Everything a comparison shows in words; the same on the server and in the browser. */
import type { Comparison, ComparedFigure, ComparedSide, Judgement } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import { missing, type Value } from '../chart/value.ts';
import { wordsOf } from '../explore/words.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';
import type { CompareOptions, ComparedSurvey } from './options.ts';
import type { CompareView } from './view.ts';

/** Draws for a width and the colours of the page. */
export type Draw = (width: number, palette: Palette) => Drawing;

export interface CompareScene {
  readonly options: CompareOptions;
  readonly view: CompareView;
  readonly comparison: Comparison;
  readonly language: Language;
  readonly m: Messages;
}

export const surveyOf = ({ options }: Pick<CompareScene, 'options'>, id: string): ComparedSurvey | undefined =>
  options.surveys.find((survey) => survey.id === id);

/** Whether any side has figures of no real person. */
export const isInvented = (scene: CompareScene): boolean =>
  scene.comparison.sides.some(({ survey }) => surveyOf(scene, survey)?.synthetic);

/** A skill by its name in the first survey that has it. */
export function skillName({ options, language }: Pick<CompareScene, 'options' | 'language'>, key: string): string {
  const found = options.surveys.flatMap(({ skills }) => skills).find(({ code }) => code === key);
  return found?.label[language] ?? key;
}

/** How a side is called: a territory, a group, a wave, or who was asked. */
export function sideName(scene: Omit<CompareScene, 'comparison'>, side: Pick<ComparedSide, 'code' | 'survey'>): string {
  const { view, language, m } = scene;
  const survey = surveyOf(scene, side.survey);
  if (!survey) return side.code;
  if (view.kind === 'voices') return inWords(survey.title, language);
  if (view.kind === 'waves') return m('compare.wave', { wave: survey.wave });
  if (view.kind === 'groups') return groupName(survey, side.code, language);
  return placeName(scene, survey, side.code);
}

export function placeName(
  { language, m }: Pick<CompareScene, 'language' | 'm'>,
  survey: ComparedSurvey,
  code: string,
): string {
  const place = survey.territories.find((one) => one.code === code);
  if (!place) return code;
  return place.level === 'province' ? m('explore.provinceOf', { name: place.name[language] }) : place.name[language];
}

export function groupName(
  { dimensions }: Pick<ComparedSurvey, 'dimensions'>,
  group: string,
  language: Language,
): string {
  const [name, code] = group.split(':', 2);
  const dimension = dimensions.find((one) => one.name === name);
  const label = dimension?.choices.find((one) => one.code === code)?.label[language];
  if (!dimension || label === undefined) return group;
  return dimension.named ? `${dimension.label[language]}: ${label}` : label;
}

/** The place and the group that both sides are narrowed to, in words; empty where they are not. */
export function narrowedTo(scene: CompareScene): string {
  const { view, comparison, language } = scene;
  const survey = surveyOf(scene, comparison.sides[0]?.survey ?? '');
  if (!survey) return '';
  const place = view.area === '' ? [] : [placeName(scene, survey, view.area)];
  const group = view.group === '' ? [] : [groupName(survey, view.group, language)];
  return [...place, ...group].join(', ');
}

/** A figure as charts and tables need it. */
export function valueOfFigure({ state, estimate, ciLow, ciHigh, se, n }: ComparedFigure): Value {
  if (state !== 'shown') return missing(state);
  return { state, estimate, low: ciLow, high: ciHigh, se, cv: null, n };
}

/** Figures of a side in words, with who is counted there. */
export const wordsFor = ({ language, m }: CompareScene, side: ComparedSide) => wordsOf(language, m, side.unit);

/** `tone` of a row: what differs is said louder. */
export const toneOf = ({ verdict, ranges }: Judgement): 'differ' | 'alike' | 'withheld' => {
  if (verdict === 'higher' || verdict === 'lower' || ranges === 'apart') return 'differ';
  return verdict === 'alike' || ranges === 'overlap' ? 'alike' : 'withheld';
};

/** Points, as a share is written: 0.123 → 12; what is more than nothing is never 0. */
export function points({ language }: Pick<CompareScene, 'language'>, share: number): string {
  const { number } = formats(language);
  const whole = Math.round(Math.abs(share) * 100);
  return whole === 0 && share !== 0 ? '<1' : number(whole, 0);
}

/** Whose figure is higher, by the sign; of volunteers by the ranges alone. */
export function higherSide({
  a,
  b,
  judgement,
}: {
  a: ComparedFigure;
  b: ComparedFigure;
  judgement: Judgement;
}): 0 | 1 | null {
  if (judgement.verdict === 'higher') return 0;
  if (judgement.verdict === 'lower') return 1;
  if (judgement.ranges !== 'apart') return null;
  return (a.estimate ?? 0) > (b.estimate ?? 0) ? 0 : 1;
}
