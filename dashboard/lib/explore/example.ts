/** What a row of a view is about, in words. */
import type { EstimateRow } from '../../../analytics/contract.ts';
import type { Topic } from './offer.ts';
import { inSentence, labelOf, quoted, skillLabel, territoryWords, type Scene } from './scene.ts';

/** "«Inglese», provincia di Matera"; "«Inglese», giovani"; the skill alone where nothing divides. */
export function exampleName(scene: Scene): (row: EstimateRow) => string {
  const { frame } = scene;
  const group = frame.filters.find(({ key }) => key === 'group');
  return (row) => {
    const place = frame.territories.find(({ code }) => code === row[frame.territory]);
    const member = group && row[group.variable];
    const parts = [
      quoted(scene, skillLabel(scene, row.category ?? '')),
      ...(place ? [territoryWords(scene, place)] : []),
      ...(group && typeof member === 'string' ? [inSentence(labelOf(scene, group.choices, member))] : []),
    ];
    return parts.join(', ');
  };
}

/** A level of a skill: "Inglese, oggi". */
export const pairName =
  (...parts: readonly string[]): ((row: EstimateRow) => string) =>
  () =>
    parts.join(', ');

/** An answer to a question about courses. */
export const answerName =
  (scene: Scene, { choices }: Topic): ((row: EstimateRow) => string) =>
  ({ category }) =>
    quoted(scene, labelOf(scene, choices, category ?? ''));
