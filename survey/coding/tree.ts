/** The tree of codes as it is drawn: who lies below whom, and how deep. Pure. */

/** A code and the one it lies below. */
export interface TreeNode {
  readonly id: string;
  readonly parent: string | null;
}

/** Levels of the tree; a code without a parent is on the first. */
export const deepest = 6;

export type Parents = ReadonlyMap<string, string | null>;

export const parentsOf = (nodes: readonly TreeNode[]): Parents => new Map(nodes.map(({ id, parent }) => [id, parent]));

/** A code and all that it lies below, the nearest first. */
export function pathOf(parents: Parents, id: string | null): string[] {
  const path: string[] = [];
  for (let at = id; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
  return path;
}

/** How many levels a code and what lies below it take. */
export function heightOf(parents: Parents, id: string): number {
  const heights = [...parents.keys()].map((one) => pathOf(parents, one).indexOf(id) + 1);
  return Math.max(1, ...heights);
}

/** Why a code cannot lie below another; null when it can. */
export function misplaced(parents: Parents, id: string, parent: string | null): 'cycle' | 'depth' | null {
  const path = pathOf(parents, parent);
  if (path.includes(id)) return 'cycle';
  return path.length + heightOf(parents, id) > deepest ? 'depth' : null;
}

/**
 * Why a code cannot be merged into another, under which its children then lie; null when it can.
 */
export function unmergeable(parents: Parents, id: string, into: string): 'cycle' | 'depth' | null {
  const path = pathOf(parents, into);
  if (path.includes(id)) return 'cycle';
  return path.length + heightOf(parents, id) - 1 > deepest ? 'depth' : null;
}
