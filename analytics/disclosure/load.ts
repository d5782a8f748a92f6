/** How much of each person's limit is used. */
import type { AuditColumns } from './audit.ts';
import type { Membership } from './membership.ts';
import type { Residual, RowSpace } from './row-space.ts';

export interface Loads {
  /**
   * Whether every person's limit holds with the cell; a person whom the cell does not touch is not asked.
   * @param part  of the limits that may be used; 1 is all
   */
  readonly bear: (space: RowSpace, residual: Residual, part: number) => boolean;
  readonly largest: (space: RowSpace) => { leverage: number; strain: number };
}

/** A leverage below implies p % = 10, (1, 75 %) and (2, 85 %) for every combination of magnitudes. */
export const dominance = 0.18;

/** Limits are missed by this share, more than rounding amounts to. */
const margin = 1e-7;
/** A leverage that grows by less does not grow. */
const rounding = 1e-15;

/** One person of several columns: the class, the squared magnitude and the inverse limit of each. */
interface Person {
  readonly classes: readonly number[];
  readonly squares: readonly number[];
  readonly factors: readonly number[];
}

/** The load of a person is Σ leverage × (k − 1) over its columns; it must stay below 1. */
export function loadsOf(columns: AuditColumns, { classOf, classes }: Membership): Loads {
  const { single, several } = personsOf(columns, classOf);
  const [steepest, squares] = [new Float64Array(classes), new Float64Array(classes)];
  for (const column of single) {
    const one = classOf[column]!;
    steepest[one] = Math.max(steepest[one]!, factorOf(columns, column));
    squares[one] = Math.max(squares[one]!, squareOf(columns, column));
  }
  const bear = ({ leverages }: RowSpace, { z, s }: Residual, part: number) => {
    const most = part - margin;
    const rise = (one: number) => z[one]! ** 2 / s;
    for (let one = 0; one < classes; one += 1) {
      const more = rise(one);
      if (more > rounding && (leverages[one]! + more) * steepest[one]! >= most) return false;
    }
    return several.every((person) => {
      if (sum(person, person.factors, rise) <= rounding) return true;
      return sum(person, person.factors, (one) => leverages[one]! + rise(one)) < most;
    });
  };
  const largest = ({ leverages }: RowSpace) => ({
    leverage: heaviest(leverages, squares, several, 'squares'),
    strain: heaviest(leverages, steepest, several, 'factors'),
  });
  return { bear, largest };
}

function heaviest(leverages: Float64Array, by: Float64Array, several: readonly Person[], name: 'squares' | 'factors') {
  const alone = leverages.reduce((so, value, one) => Math.max(so, value * by[one]!), 0);
  return several.reduce(
    (so, person) =>
      Math.max(
        so,
        sum(person, person[name], (one) => leverages[one]!),
      ),
    alone,
  );
}

const sum = ({ classes }: Person, factors: readonly number[], value: (one: number) => number): number =>
  classes.reduce((total, one, place) => total + factors[place]! * value(one), 0);

const squareOf = ({ magnitudes }: AuditColumns, column: number) => (magnitudes?.[column] ?? 1) ** 2;

function factorOf(columns: AuditColumns, column: number): number {
  const steepness = columns.k[column]! - 1;
  return squareOf(columns, column) * (columns.magnitudes ? Math.max(steepness, 1 / dominance) : steepness);
}

function personsOf(columns: AuditColumns, classOf: Int32Array): { single: number[]; several: Person[] } {
  const present = [...classOf.keys()].filter((column) => columns.counts[column]! > 0);
  const { persons } = columns;
  if (persons === undefined) return { single: present, several: [] };
  const groups = [...Map.groupBy(present, (column) => persons[column]!).values()];
  return {
    single: groups.filter((group) => group.length === 1).flat(),
    several: groups
      .filter((group) => group.length > 1)
      .map((group) => ({
        classes: group.map((column) => classOf[column]!),
        squares: group.map((column) => squareOf(columns, column)),
        factors: group.map((column) => factorOf(columns, column)),
      })),
  };
}
