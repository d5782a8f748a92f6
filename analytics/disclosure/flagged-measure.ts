/** On which released cells a sensitive question is shown. */
import { factor, sameLength, type CategoryColumn } from '../estimate/column.ts';
import { auditAnswers } from './answers.ts';
import { auditColumns, candidateCells, cellKey, planProfiles, profileColumns, sensitiveK } from './candidate.ts';
import { frequenciesIn } from './measure.ts';
import type { Profiles } from './profile.ts';
import type { Release, ReleasePlan } from './release.ts';

/**
 * The released cells on which a sensitive question (disability, health, citizenship) is shown: no combination of its
 * figures is about fewer than 10 people, no cell that follows from the shown ones has fewer than 10 people of any
 * category, and no answer of anybody can be ruled out from the figures and plain bounds.
 * @param plan  the one that gave the release
 * @param answers  the category each row gave; null is outside the base
 * @example await auditFlaggedMeasure(plan, auditRelease(plan), disability)
 * @returns one verdict a cell of the release
 * @throws Problem columns_differ
 */
export async function auditFlaggedMeasure(
  plan: ReleasePlan,
  release: Release,
  answers: CategoryColumn,
): Promise<boolean[]> {
  const base = Array.from(answers, (answer) => answer !== null);
  const k = Math.max(release.k, sensitiveK);
  const restricted = { ...plan, k, frequencies: frequenciesIn(plan, { base }), candidates: release.cells };
  const profiles = planProfiles(restricted);
  const columns = profileColumns(profiles, restricted);
  const released = new Set(release.cells.filter((cell) => cell.released).map(cellKey));
  const cells = candidateCells(profiles, columns, restricted).map((cell) =>
    released.has(cellKey(cell)) ? cell : { ...cell, role: 'watched' as const },
  );
  const counted = answerCounts(profiles, restricted.frequencies, answers);
  const shown = await auditAnswers({ ...auditColumns(profiles, columns, restricted), answers: counted }, cells, k);
  const keys = new Set(cells.filter((_, place) => shown[place]).map(cellKey));
  return release.cells.map((cell) => keys.has(cellKey(cell)));
}

/** Respondents by category and profile. */
function answerCounts(profiles: Profiles, frequencies: ArrayLike<number | null>, column: CategoryColumn) {
  sameLength('answers', column, profiles.of.length);
  const { levels, codes } = factor(column);
  const counts = levels.map(() => new Float64Array(profiles.count));
  profiles.of.forEach((profile, row) => {
    const own = counts[codes[row]!];
    if (own) own[profile]! += frequencies[row] ?? 1;
  });
  return counts;
}
