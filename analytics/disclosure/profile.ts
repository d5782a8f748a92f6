/** Respondents grouped by the values of their dimensions, and the cells that tables make of them. */
import { Problem } from '../../problem.ts';
import { factor, sameLength, type CategoryColumn, type NumberColumn } from '../estimate/column.ts';

/** Memberships that overlap: bit i of a row says whether it belongs to `names[i]` (at most 31); null is none. */
export interface Bitmask {
  readonly names: readonly string[];
  readonly bits: ArrayLike<number | null>;
}

/** One value a row; null is no cell of the dimension. Memberships that overlap come as lists or as a bitmask. */
export type DimensionColumn = CategoryColumn | NumberColumn | ArrayLike<readonly string[]> | Bitmask;
export type Dimensions = Readonly<Record<string, DimensionColumn>>;

/** A dimension by row: `members[kinds[row]]` are the places in `codes` of what the row belongs to. */
interface Coded {
  readonly codes: readonly string[];
  readonly kinds: Int32Array;
  readonly members: readonly (readonly number[])[];
}

/** Rows that are alike in every dimension are one profile. */
export interface Profiles {
  readonly count: number;
  /** the profile of each row */
  readonly of: Int32Array;
  /** a row of each profile */
  readonly rows: Int32Array;
  readonly dimensions: ReadonlyMap<string, Coded>;
}

/** Sensitive values: all of a dimension, or some of its codes. */
export type Flagged = Readonly<Record<string, true | readonly string[]>>;

/** A cell of a table: `members` are profiles, ascending. */
export interface ProfileCell {
  /** names of the dimensions, sorted, joined by `*`; the total is '' */
  readonly table: string;
  /** one a dimension, in the order of the table's name */
  readonly codes: readonly string[];
  readonly flagged: boolean;
  readonly members: readonly number[];
}

/**
 * Groups rows.
 * @param apart  further columns: rows that differ in them are never one profile
 * @throws Problem columns_differ
 */
export function profilesOf(dimensions: Dimensions, apart: Dimensions = {}): Profiles {
  const coded = new Map(Object.entries(dimensions).map(([name, column]) => [name, codedOf(column)]));
  const size = [...coded.values()][0]?.kinds.length ?? 0;
  let of: Int32Array = new Int32Array(size);
  let rows: Int32Array = Int32Array.of(...(size > 0 ? [0] : []));
  const others = Object.entries(apart).map(([name, column]) => [name, codedOf(column)] as const);
  for (const [name, { kinds, members }] of [...coded, ...others]) {
    sameLength(name, kinds.length, size);
    ({ of, rows } = split(of, kinds, members.length));
  }
  return { count: rows.length, of, rows, dimensions: coded };
}

/** Whether a profile carries a sensitive value. */
export function flaggedProfiles(profiles: Profiles, flagged: Flagged): Uint8Array {
  return Uint8Array.from(profiles.rows, (row) =>
    Number(
      [...profiles.dimensions].some(([name, { codes, kinds, members }]) =>
        members[kinds[row]!]!.some((place) => isFlagged(flagged, name, codes[place]!)),
      ),
    ),
  );
}

/**
 * The cells of a table that hold anybody.
 * @throws Problem not_a_dimension
 */
export function cellsOf(profiles: Profiles, table: readonly string[], flagged: Flagged): ProfileCell[] {
  const names = table.toSorted();
  const dimensions = names.map((name) => dimensionOf(profiles, name));
  const found = new Map<number, number[]>();
  profiles.rows.forEach((row, profile) => {
    for (const key of keysOf(dimensions, row)) {
      const members = found.get(key);
      if (members) members.push(profile);
      else found.set(key, [profile]);
    }
  });
  return [...found].map(([key, members]) => {
    const codes = codesOf(dimensions, key);
    const sensitive = names.some((name, place) => isFlagged(flagged, name, codes[place]!));
    return { table: names.join('*'), codes, flagged: sensitive, members };
  });
}

function split(of: Int32Array, kinds: Int32Array, width: number): { of: Int32Array; rows: Int32Array } {
  const places = new Map<number, number>();
  const rows: number[] = [];
  const next = of.map((profile, row) => {
    const key = profile * width + kinds[row]!;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, rows.length);
    rows.push(row);
    return rows.length - 1;
  });
  return { of: next, rows: Int32Array.from(rows) };
}

const isFlagged = (flagged: Flagged, name: string, code: string): boolean =>
  flagged[name] === true || (Array.isArray(flagged[name]) && flagged[name].includes(code));

function dimensionOf({ dimensions }: Profiles, name: string): Coded {
  const found = dimensions.get(name);
  if (found) return found;
  throw new Problem('not_a_dimension', { value: name, known: [...dimensions.keys()].join(', ') });
}

/** Every combination of the row's values, as one number; the last dimension runs fastest. */
function keysOf(dimensions: readonly Coded[], row: number): readonly number[] {
  return dimensions.reduce<readonly number[]>(
    (keys, { codes, kinds, members }) =>
      keys.flatMap((key) => members[kinds[row]!]!.map((place) => key * codes.length + place)),
    [0],
  );
}

function codesOf(dimensions: readonly Coded[], key: number): string[] {
  return dimensions.reduceRight<{ rest: number; codes: string[] }>(
    ({ rest, codes }, one) => ({
      rest: Math.floor(rest / one.codes.length),
      codes: [one.codes[rest % one.codes.length]!, ...codes],
    }),
    { rest: key, codes: [] },
  ).codes;
}

function codedOf(column: DimensionColumn): Coded {
  if ('bits' in column) return maskedOf(column);
  if (isLists(column)) return listedOf(column);
  const { levels, codes } = factor(column);
  return {
    codes: levels,
    kinds: codes.map((code) => (code < 0 ? levels.length : code)),
    members: [...levels.map((_, place) => [place]), []],
  };
}

function maskedOf({ names, bits }: Bitmask): Coded {
  const { levels, codes } = factor(Array.from(bits, (mask) => mask ?? 0));
  const members = levels.map((mask) => [...names.keys()].filter((place) => (Number(mask) >>> place) & 1));
  return { codes: names, kinds: codes, members };
}

function listedOf(column: ArrayLike<readonly string[]>): Coded {
  const lists = Array.from(column, (list) => [...new Set(list)].toSorted());
  const codes = [...new Set(lists.flat())].toSorted();
  const { levels, codes: kinds } = factor(lists.map((list) => JSON.stringify(list.map((code) => codes.indexOf(code)))));
  return { codes, kinds, members: levels.map((list) => JSON.parse(list) as number[]) };
}

const isLists = (column: Exclude<DimensionColumn, Bitmask>): column is ArrayLike<readonly string[]> =>
  !('codes' in column) && Array.isArray(column[0]);

/** How many rows a column has. */
export function rowsIn(column: DimensionColumn): number {
  if ('bits' in column) return column.bits.length;
  return 'codes' in column ? column.codes.length : column.length;
}
