/** Who answered, by the background variables: the bars where one chooses whom to look at. */
import type { FilterKey } from '../filter.ts';
import type { FilterVariable } from './frame.ts';
import { rowsBy, type Scene } from './scene.ts';

/** A value of a background variable; `count` is null where it is not published. */
export interface AnsweredPart {
  readonly code: string;
  readonly label: string;
  readonly count: number | null;
  /** of those whose number is published; null where its own is not */
  readonly share: number | null;
  readonly chosen: boolean;
}

/** `known` is false where no number is published: there is nothing to choose by. */
export interface Answered {
  readonly key: Exclude<FilterKey, 'area'>;
  readonly role: FilterVariable['role'];
  readonly label: string;
  readonly parts: readonly AnsweredPart[];
  readonly known: boolean;
}

/** Each background variable among those whom the other filters leave. */
export function answeredOf(scene: Scene): Answered[] {
  const { frame, figures, language } = scene;
  return frame.filters.flatMap(({ key, role, label, choices }): Answered[] => {
    const figure = figures[`who:${key}`];
    if (!figure) return [];
    const rows = rowsBy(figure, 'category');
    const counts = choices.map(({ code }) => rows.get(code)?.estimate ?? null);
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    const parts = choices.map(({ code, label: name }, at): AnsweredPart => {
      const count = counts[at] ?? null;
      const share = count === null || sum === 0 ? null : count / sum;
      return { code, label: name[language], count, share, chosen: scene.view[key] === code };
    });
    return [{ key, role, label: label[language], parts, known: counts.some((count) => count !== null) }];
  });
}
