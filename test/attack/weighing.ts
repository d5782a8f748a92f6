/** How a weighted figure was weighted: among all the ways that the attacker knows, the one that gives it. */
import { hasAnswer, hasCategory, isIn, type Figure, type Weighing } from './figure.ts';
import { countsAt, type Profile, type Version } from './population.ts';

/** The ways in which a figure can have been weighted, the likeliest first. */
export type Weighings = (figure: Figure) => readonly Weighing[];

const tolerance = 1e-9;

/**
 * Gives every weighted figure its weighing: the one that explains all figures of the same row. The attacker finds it by what
 * it says of those whose answers are known; this one asks everybody, which is no less. Nobody and everybody are the same
 * with any weights, and are counts.
 * @throws Error when no weighing that the attacker knows gives a row: an attack on it would find nothing
 */
export function weighed(versions: readonly Version[], figures: readonly Figure[], weighings: Weighings): Figure[] {
  const rows = Map.groupBy(figures.filter(isMixed), rowKey);
  const known = new Map([...rows].map(([key, row]) => [key, weighingOf(versions, row, weighings)]));
  return figures.map((figure) => {
    if (figure.weights === 'none') return figure;
    if (!isMixed(figure)) return { ...figure, count: figure.share! * figure.n };
    return { ...figure, weighing: known.get(rowKey(figure))! };
  });
}

const isMixed = ({ weights, share }: Figure) => weights !== 'none' && share !== 0 && share !== 1;
const rowKey = ({ moment, cells, variable }: Figure) => JSON.stringify([moment, cells, variable]);

function weighingOf(versions: readonly Version[], row: readonly Figure[], weighings: Weighings): Weighing {
  const found = weighings(row[0]!).find((one) =>
    row.every((figure) => isShare(sharesOf(versions, figure, one), figure.share)),
  );
  if (found) return found;
  throw new Error(`weights that the attacker does not know: ${JSON.stringify(row[0])}`);
}

const isShare = (expected: number, share: number | null) => share !== null && Math.abs(expected - share) < tolerance;

function sharesOf(versions: readonly Version[], figure: Figure, { of }: Weighing): number {
  const base = membersOf(versions, figure);
  const sum = (some: readonly Version[]) => some.reduce((total, one) => total + of(one), 0);
  return sum(base.filter((one) => hasCategory(one, figure.variable!, figure.category!))) / sum(base);
}

/** Who is in the base of a figure. */
export const membersOf = (versions: readonly Version[], { moment, cells, variable }: Figure): Version[] =>
  versions.filter(
    (one) => countsAt(one, moment) && hasAnswer(one, variable) && cells.some((cell) => isIn(one.profile, cell)),
  );

/** The weighting of a publication: classes by some dimensions, and what those in each weigh. */
export interface Weighting {
  readonly dimensions: readonly { readonly name: string; readonly levels: readonly (readonly string[])[] }[];
  readonly splits: readonly {
    readonly axes: readonly number[];
    readonly classes: readonly { readonly levels: readonly number[]; readonly mean: number }[];
  }[];
}

/** Each division into classes is a weighing. @param whose  of which publication, for the name */
export function splitWeighings({ dimensions, splits }: Weighting, whose: string): Weighing[] {
  return splits.map(({ axes, classes }) => {
    const own = axes.map((axis) => dimensions[axis]!);
    const weightOf = new Map(classes.map(({ levels, mean }) => [levels.join(), mean]));
    const classOf = (profile: Profile) =>
      own.map(({ name, levels }) => levels.findIndex((codes) => codes.includes(profile[name]?.[0] ?? ''))).join();
    return {
      name: `${whose} ${own.map(({ name }) => name).join('*')}`,
      of: ({ profile }) => weightOf.get(classOf(profile)) ?? Number.NaN,
    };
  });
}
