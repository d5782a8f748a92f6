/** Who answered, by the background variables: the bars where one chooses whom to look at. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { FilterKey } from '../filter.ts';
import type { FilterVariable } from './frame.ts';
import { rowsBy, type Scene } from './scene.ts';

/** A value of a background variable; `count` is null where it is not published. */
export interface AnsweredPart {
  readonly code: string;
  readonly label: string;
  readonly count: number | null;
  /** of all whom the other filters leave; null where its own number, or theirs, is not published */
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
    const whole = wholeOf(figure, counts);
    const parts = choices.map(({ code, label: name }, at): AnsweredPart => {
      const count = counts[at] ?? null;
      const share = count === null || !whole ? null : count / whole;
      return { code, label: name[language], count, share, chosen: scene.view[key] === code };
    });
    return [{ key, role, label: label[language], parts, known: counts.some((count) => count !== null) }];
  });
}

/** Where some numbers are withheld, the others alone would make each look larger than it is. */
function wholeOf({ n }: Pick<EstimateEnvelope, 'n'>, counts: readonly (number | null)[]): number | null {
  if (counts.some((count) => count === null)) return n;
  return counts.reduce<number>((all, count) => all + (count ?? 0), 0);
}
