/** Who belongs to a sensitive group is a sensitive answer: its cells tell how many of the people around them gave it. */
import { expectedOf, type Cell, type Figure } from './figure.ts';
import type { Version } from './population.ts';

/** The same publication, seen by somebody who knows everybody's dimensions but not who is in the group. */
export interface Membership {
  readonly versions: readonly Version[];
  readonly figures: readonly Figure[];
}

const dimension = 'targetGroup';

/** `women, disabled: 12` becomes `of the women, 12 said yes to disabled`. */
export function membershipIn(group: string, versions: readonly Version[], figures: readonly Figure[]): Membership {
  const unknowing = versions.map((one) => withoutGroup(one, group));
  const isWhole = ({ cells }: Figure) => cells.every((cell) => !cell.some((one) => isGroup(one, group)));
  const told = figures.flatMap((figure) => {
    // weighted, the group is a category of the dimension
    if (figure.weighing && figure.variable === dimension && figure.category === group && isWhole(figure))
      return [{ ...figure, cells: figure.cells.map((cell) => outside(cell, group)), variable: group, category: 'yes' }];
    const cells = figure.variable === null ? figure.cells.map((cell) => around(cell, group)) : [null];
    if (cells.length === 0 || !cells.every((cell) => cell !== null)) return [];
    const asked = { ...figure, cells, variable: group, category: 'yes', count: figure.n };
    return [{ ...asked, n: expectedOf(unknowing, asked).n }];
  });
  return { versions: unknowing, figures: told };
}

function withoutGroup({ profile, answers, ...rest }: Version, group: string): Version {
  const groups = profile[dimension] ?? [];
  return {
    ...rest,
    profile: { ...profile, [dimension]: groups.filter((one) => one !== group) },
    answers: { ...answers, [group]: groups.includes(group) ? 'yes' : 'no' },
  };
}

/** The cell without the group; null when it is not a cell of the group. */
function around(cell: Cell, group: string): Cell | null {
  return cell.some((one) => isGroup(one, group)) ? outside(cell, group) : null;
}

const isGroup = ({ dimension: name, codes }: Cell[number], group: string) =>
  name === dimension && codes.join() === group;

/** Whoever is in the group fulfils a union with it. */
const outside = (cell: Cell, group: string): Cell =>
  cell.filter(({ dimension: name, codes }) => name !== dimension || !codes.includes(group));
