/** A comparison as CSV: the same numbers as in JSON; what is not told is empty. */
import { formatCsv } from '../../data/csv.ts';
import type { Comparison, PairRow, VoiceComparison } from '../contract.ts';

const figure = ['state', 'n', 'nEff', 'estimate', 'se', 'ciLow', 'ciHigh', 'weights'] as const;
const judged = ['verdict', 'reasons', 'difference', 'se', 'ciLow', 'ciHigh', 'p', 'pAdjusted', 'ranges'] as const;

const pairColumns = [
  'skill',
  ...judged,
  ...figure.map((name) => `a_${name}` as const),
  ...figure.map((name) => `b_${name}` as const),
] as const;
const voiceColumns = ['skill', 'survey', ...figure, 'place', 'from', 'to', 'disagreement'] as const;

/** A row a skill; of several voices a row a skill and voice. */
export function comparisonSheet(comparison: Comparison): string {
  if (comparison.kind === 'voices') return formatCsv(voiceColumns, voiceRows(comparison));
  return formatCsv(pairColumns, comparison.rows.map(pairCells));
}

type Cells<Column extends string> = Readonly<Record<Column, string | number | null>>;

function pairCells({ skill, a, b, judgement }: PairRow): Cells<(typeof pairColumns)[number]> {
  const named = (side: 'a' | 'b', from: PairRow['a']) =>
    Object.fromEntries(figure.map((name) => [`${side}_${name}`, from[name]]));
  const cells = { skill, ...judgement, reasons: judgement.reasons.join(';'), ...named('a', a), ...named('b', b) };
  return cells as Cells<(typeof pairColumns)[number]>;
}

function voiceRows({ sides, rows }: VoiceComparison): Cells<(typeof voiceColumns)[number]>[] {
  return rows.flatMap(({ skill, places, disagreement }) =>
    places.map(({ figure: own, place, from, to }, at) => {
      return { skill, survey: sides[at]!.survey, ...own, place, from, to, disagreement };
    }),
  );
}
