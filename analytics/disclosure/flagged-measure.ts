/** On which released cells a sensitive question is shown. */
import { factor, lengthOf, sameLength, type CategoryColumn } from '../estimate/column.ts';
import { auditAnswers } from './answers.ts';
import { auditColumns, candidateCells, cellKey, pastCells, releaseColumns, sensitiveK } from './candidate.ts';
import { rowsOf } from './measure.ts';
import type { CellName, Release, ReleasePlan } from './release.ts';

export interface FlaggedMeasure {
  /** the category that each row gave; null is outside the base */
  readonly answers: CategoryColumn;
  /** those that exist, also where nobody gave them; by default those that occur */
  readonly categories?: readonly string[];
  /** where each earlier publication showed the question; by default wherever it released a cell */
  readonly past?: readonly (readonly CellName[])[];
}

/**
 * The released cells on which a sensitive question (disability, health, citizenship) is shown: no combination of its
 * figures is about fewer than 10 people, no cell that follows from the shown ones has fewer than 10 people who gave, or
 * did not give, any of its answers, and nobody's answer can be ruled out from the figures and plain bounds.
 * @param plan  the one that gave the release
 * @example await auditFlaggedMeasure(plan, auditRelease(plan), { answers: disability })
 * @returns one verdict a cell of the release
 * @throws Problem columns_differ; value_not_allowed; audit_inexact; bounds_not_found
 */
export async function auditFlaggedMeasure(
  plan: ReleasePlan,
  release: Release,
  { answers, categories, past }: FlaggedMeasure,
): Promise<boolean[]> {
  sameLength('answers', lengthOf(answers), rowsOf(plan));
  const k = Math.max(release.k, sensitiveK);
  const own = { ...plan, k, candidates: release.cells, ...(past && { past }) };
  const { levels, codes } = factor(answers, categories);
  const counted = levels.map((_, level) => releaseColumns(own, (row) => codes[row] === level).counts);
  const columns = releaseColumns(own, (row) => codes[row]! >= 0);
  const cells = [...pastCells(columns, own), ...candidatesOf(candidateCells(columns, own), release)];
  const shown = await auditAnswers({ ...auditColumns(columns, own), answers: counted }, cells, k);
  const keys = new Set(cells.filter((cell, place) => shown[place] && cell.role !== 'past').map(cellKey));
  return release.cells.map((cell) => keys.has(cellKey(cell)));
}

/** Cells that are not released are watched: nothing about them may follow. */
function candidatesOf<T extends CellName>(cells: readonly T[], release: Release): (T & { role?: 'watched' })[] {
  const released = new Set(release.cells.filter((cell) => cell.released).map(cellKey));
  return cells.map((cell) => (released.has(cellKey(cell)) ? cell : { ...cell, role: 'watched' }));
}
