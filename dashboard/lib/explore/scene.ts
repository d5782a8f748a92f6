/** Everything a view shows, made from its figures; the same on the server and in the browser. */
import type { EstimateEnvelope, EstimateRow, TerritoryLevel } from '../../../analytics/contract.ts';
import type { Category, Language } from '../../../survey/contract.ts';
import { change, writeView, type FigureName, type FilterKey, type View } from '../filter.ts';
import type { Messages } from '../messages.ts';
import type { Frame } from './frame.ts';
import { wordsOf, type Words } from './words.ts';

export type Figures = Readonly<Partial<Record<FigureName, EstimateEnvelope>>>;

/**
 * - `at`: the address of the same view with something chosen anew
 * - `unit`: who is counted
 */
export interface Scene {
  readonly frame: Frame;
  readonly view: View;
  readonly figures: Figures;
  readonly language: Language;
  readonly m: Messages;
  readonly words: Words;
  readonly unit: 'person' | 'firm';
  /** of the map */
  readonly level: TerritoryLevel;
  readonly at: (choice: Partial<View>) => string;
}

export function sceneOf(parts: Omit<Scene, 'words' | 'level' | 'at'>): Scene {
  const { frame, language, m, unit, view } = parts;
  const level = frame.levels.find((one) => one === view.level) ?? frame.start.level;
  return { ...parts, level, words: wordsOf(language, m, unit), at: (choice) => writeView(change(view, choice)) };
}

/** The label of a category in the language of the scene; a code that nobody knows stands for itself. */
export function labelOf({ language }: Scene, choices: readonly Category[], code: string): string {
  return choices.find((one) => one.code === code)?.label[language] ?? code;
}

export const skillLabel = (scene: Scene, code = scene.view.skill): string => labelOf(scene, scene.frame.skills, code);

/** A label in the middle of a sentence: Italian begins it small, unless it is an abbreviation. */
export const inSentence = ({ language }: Pick<Scene, 'language'>, label: string): string =>
  language === 'it' && /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** A skill's label in the middle of a sentence. */
export const quoted = ({ language }: Pick<Scene, 'language'>, label: string): string =>
  language === 'it' ? `«${label}»` : `“${label}”`;

/**
 * The chosen filters in words, "donne, 18–29"; null when there is none. The territory is not among them.
 * @param divided  a filter that does not hold because the figure is divided by it
 */
export function whoWords(scene: Scene, divided?: FilterKey): string | null {
  const words = scene.frame.filters.flatMap(({ key, choices }) =>
    scene.view[key] === '' || key === divided ? [] : inSentence(scene, labelOf(scene, choices, scene.view[key])),
  );
  return words.length === 0 ? null : words.join(', ');
}

/** The chosen territory, or the whole programme's. */
export function placeWords({ frame, view }: Scene): string {
  const chosen = view.area === '' ? frame.within.code : view.area;
  return frame.territories.find((one) => one.code === chosen)?.name ?? frame.within.name;
}

/** The rows of a figure by the codes of one of their columns. */
export function rowsBy(figure: EstimateEnvelope | undefined, column: string): ReadonlyMap<string, EstimateRow> {
  return new Map((figure?.rows ?? []).map((row) => [String(row[column] ?? ''), row]));
}
