/** Everything a view shows, made from its figures; the same on the server and in the browser. */
import type { EstimateEnvelope, EstimateRow, TerritoryLevel } from '../../../analytics/contract.ts';
import type { Category, Language, Territory, Unit } from '../../../survey/contract.ts';
import { change, heldBy, writeView, type FilterKey, type View } from '../filter.ts';
import type { Messages } from '../messages.ts';
import type { FilterRole, Frame } from './frame.ts';
import type { FigureName } from './queries.ts';
import { wordsOf, type Words } from './words.ts';

export type Figures = Readonly<Partial<Record<FigureName, EstimateEnvelope>>>;
export type WaveFigures = Readonly<Record<string, EstimateEnvelope>>;

/**
 * - `view`: what is chosen; `held`: what of it filters, nothing where the reader only wants it marked
 * - `waves`: the figure of the chosen skill in other waves, by their survey
 * - `at`: the address of the same view with something chosen anew
 * - `unit`: who is counted
 */
export interface Scene {
  readonly frame: Frame;
  readonly view: View;
  readonly held: View;
  readonly figures: Figures;
  readonly waves: WaveFigures;
  readonly language: Language;
  readonly m: Messages;
  readonly words: Words;
  readonly unit: Unit;
  /** of the map */
  readonly level: TerritoryLevel;
  readonly at: (choice: Partial<View>) => string;
  /** its figures are exact, and so are those of the addresses it leads to */
  readonly exact?: boolean;
}

export function sceneOf(parts: Omit<Scene, 'words' | 'level' | 'held' | 'at'>): Scene {
  const { frame, language, m, unit, view } = parts;
  const level = frame.levels.find((one) => one === view.level) ?? frame.start.level;
  const at = (choice: Partial<View>) => searchOf({ ...parts, view: change(view, choice) });
  return { ...parts, level, words: wordsOf(language, m, unit), held: heldBy(view), at };
}

/** The query of the address of a view, whatever page it is looked at on. */
export const searchOf = ({ view, exact = false }: Pick<Scene, 'view' | 'exact'>): string =>
  `${writeView(view)}${exact ? '&view=exact' : ''}`;

/** The label of a category in the language of the scene; a code that nobody knows stands for itself. */
export function labelOf({ language }: Scene, choices: readonly Category[], code: string): string {
  return choices.find((one) => one.code === code)?.label[language] ?? code;
}

export const skillLabel = (scene: Scene, code = scene.view.skill): string => labelOf(scene, scene.frame.skills, code);

/** A label in the middle of a sentence begins small, unless it is an abbreviation. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Words at the beginning of a sentence. */
export const atStart = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A choice of a filter as the sentence says it: "donne", "da 16 a 24 anni", "adulti occupati". */
export function choiceWords({ m, language }: Scene, role: FilterRole, { code, label }: Category): string {
  const words = label[language];
  if (role === 'sex' && (code === 'f' || code === 'm')) return m(`explore.sex.${code}`);
  const [, from, to] = role === 'ageClass' ? (/^(\d+)(?:[–-](\d+)| .+)$/.exec(words) ?? []) : [];
  if (!from) return inSentence(words);
  return to ? m('explore.age', { from, to }) : m('explore.ageFrom', { from });
}

/** A skill's label in the middle of a sentence. */
export const quoted = ({ language }: Pick<Scene, 'language'>, label: string): string =>
  language === 'it' ? `«${label}»` : `“${label}”`;

/**
 * The chosen filters in words, "donne, 18–29"; null when there is none. The territory is not among them.
 * @param divided  a filter that does not hold because the figure is divided by it
 */
export function whoWords(scene: Scene, divided?: FilterKey): string | null {
  const words = scene.frame.filters.flatMap(({ key, role, choices }) => {
    const chosen = key === divided ? undefined : choices.find((one) => one.code === scene.held[key]);
    return chosen ? [choiceWords(scene, role, chosen)] : [];
  });
  return words.length === 0 ? null : words.join(', ');
}

/** The chosen territory, or where everybody is. */
export function placeWords(scene: Scene): string {
  const { frame, held } = scene;
  const chosen = frame.territories.find((one) => one.code === held.area);
  return chosen ? territoryWords(scene, chosen) : homeWords(scene);
}

/** A territory in a sentence: a province is told from the town that it is named after. */
export function territoryWords({ m, language }: Pick<Scene, 'm' | 'language'>, { level, name }: Territory): string {
  return level === 'province' ? m('explore.provinceOf', { name: name[language] }) : name[language];
}

/** The programme's territory; where its people are not published as such, the words for anywhere. */
export function homeWords({ frame, language, m }: Scene): string {
  if (frame.countries.length > 0) return m('explore.everyCountry');
  return frame.home === '' ? m('explore.anywhere') : frame.within.name[language];
}

/** The rows of a figure by the codes of one of their columns. */
export function rowsBy(figure: EstimateEnvelope | undefined, column: string): ReadonlyMap<string, EstimateRow> {
  return new Map((figure?.rows ?? []).map((row) => [String(row[column] ?? ''), row]));
}
