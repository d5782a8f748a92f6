/** Which columns stand in which cells, with what they share stored once. */

/** A set of columns that a table would like to show; `columns` in ascending order, each once. */
export interface ColumnSet {
  /** cells of one table stand together; the name only groups them */
  readonly table: string;
  readonly columns: ArrayLike<number>;
}

/** Columns that stand in exactly the same cells are one class. */
export interface Membership {
  readonly cells: number;
  readonly classes: number;
  /** the class of each column */
  readonly classOf: Int32Array;
  /** the classes of a cell, ascending */
  readonly classesOf: (cell: number) => Int32Array;
  /** the cells of a class, ascending */
  readonly cellsOf: (one: number) => Int32Array;
  /** for each class, the sum of the values of its cells; the array is used again by the next call */
  readonly sums: (values: Float64Array) => Float64Array;
  /** the reverse: for each cell, the sum of the values of its classes; the array is used again by the next call */
  readonly totals: (values: Float64Array) => Float64Array;
}

/**
 * The cells of a class are a tree of pairs: whatever two classes have in common (all cells about women of 30, say) is one
 * node, summed once. Summing over all classes so takes some additions a class instead of one for each of its cells.
 */
export function membershipOf(size: number, cells: readonly ColumnSet[]): Membership {
  const pairs = new Pairs(cells.length);
  const roots = merged(tableNodes(size, cells, pairs), pairs, size);
  const { classOf, distinct } = numbered(roots);
  const lists = listsOf(distinct.length, classOf, cells);
  return {
    ...{ cells: cells.length, classes: distinct.length, classOf, ...lists },
    ...passes(pairs, distinct, cells.length),
  };
}

/** Nodes: 0 is empty, 1 + cell is a leaf, the others are pairs of earlier ones. */
class Pairs {
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly #known = new Map<number, number>();
  readonly first: number;

  constructor(cells: number) {
    this.first = cells + 1;
  }

  get size(): number {
    return this.first + this.left.length;
  }

  of(a: number, b: number): number {
    if (a === 0) return b;
    if (b === 0) return a;
    const key = a * 2 ** 26 + b;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.size;
    this.left.push(a);
    this.right.push(b);
    this.#known.set(key, made);
    return made;
  }
}

/** For each table, the node of each column: its cells in that table. */
function tableNodes(size: number, cells: readonly ColumnSet[], pairs: Pairs): Int32Array[] {
  const tables = new Map<string, Int32Array>();
  cells.forEach(({ table, columns }, cell) => {
    const nodes = tables.get(table) ?? new Int32Array(size);
    tables.set(table, nodes);
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place]!;
      nodes[column] = pairs.of(nodes[column]!, cell + 1);
    }
  });
  return [...tables.values()];
}

/** Joins the tables two by two, those with the fewest different nodes first. */
function merged(tables: Int32Array[], pairs: Pairs, size: number): Int32Array {
  const queue = tables.map((nodes) => ({ nodes, kinds: new Set(nodes).size }));
  while (queue.length > 1) {
    queue.sort((a, b) => b.kinds - a.kinds);
    const [a, b] = [queue.pop()!.nodes, queue.pop()!.nodes];
    const nodes = a.map((node, column) => pairs.of(node, b[column]!));
    queue.push({ nodes, kinds: new Set(nodes).size });
  }
  return queue[0]?.nodes ?? new Int32Array(size);
}

function numbered(roots: Int32Array): { classOf: Int32Array; distinct: Int32Array } {
  const places = new Map<number, number>();
  const classOf = roots.map((root) => {
    const place = places.get(root) ?? places.size;
    places.set(root, place);
    return place;
  });
  return { classOf, distinct: Int32Array.from(places.keys()) };
}

function passes(pairs: Pairs, roots: Int32Array, cells: number): Pick<Membership, 'sums' | 'totals'> {
  const [left, right] = [Int32Array.from(pairs.left), Int32Array.from(pairs.right)];
  const [nodes, result] = [new Float64Array(pairs.size), new Float64Array(roots.length)];
  const { first } = pairs;
  const sums = (values: Float64Array) => {
    nodes.set(values.subarray(0, cells), 1);
    for (let at = 0; at < left.length; at += 1) nodes[first + at] = nodes[left[at]!]! + nodes[right[at]!]!;
    for (let at = 0; at < roots.length; at += 1) result[at] = nodes[roots[at]!]!;
    return result;
  };
  const totals = (values: Float64Array) => {
    nodes.fill(0);
    for (let at = 0; at < roots.length; at += 1) nodes[roots[at]!]! += values[at]!;
    for (let at = left.length - 1; at >= 0; at -= 1) {
      const value = nodes[first + at]!;
      nodes[left[at]!]! += value;
      nodes[right[at]!]! += value;
    }
    nodes[0] = 0;
    return nodes.subarray(1, first);
  };
  return { sums, totals };
}

function listsOf(classes: number, classOf: Int32Array, cells: readonly ColumnSet[]) {
  const byCell = cells.map(({ columns }) =>
    Int32Array.from(new Set(Int32Array.from(columns, (column) => classOf[column]!))).sort(),
  );
  const starts = new Int32Array(classes + 1);
  for (const members of byCell) for (const one of members) starts[one + 1]! += 1;
  for (let one = 0; one < classes; one += 1) starts[one + 1]! += starts[one]!;
  const [list, next] = [new Int32Array(starts[classes]!), starts.slice()];
  byCell.forEach((members, cell) => members.forEach((one) => (list[next[one]!++] = cell)));
  return {
    classesOf: (cell: number) => byCell[cell]!,
    cellsOf: (one: number) => list.subarray(starts[one]!, starts[one + 1]!),
  };
}
