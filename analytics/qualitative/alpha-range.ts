/** How far Krippendorff's alpha would move with other statements. */
import { streams, type Random } from '../../survey/random.ts';
import type { AgreementColumns } from '../../survey/contract.ts';
import type { AlphaRange } from '../contract.ts';
import { alphaOfTable } from '../index.ts';

/** Fixed, so that the same readings give the same range. */
const seed = 'alpha';
const draws = 1000;
/** Draws of which so great a share tells nothing make no range. */
const mostUntold = 0.05;

/** both, the first alone, the second alone, neither */
type Counts = readonly [number, number, number, number];

/**
 * The middle 95 % of alpha over statements drawn again with replacement (Hayes & Krippendorff 2007; the plain bootstrap,
 * as Zapf et al. 2016 recommend). Whole statements are drawn: what is given to the same words hangs together.
 * @returns null where a range cannot be told: fewer than two statements, or codes that hardly vary
 */
export function alphaRangeOf(columns: AgreementColumns): AlphaRange | null {
  const statements = countsByStatement(columns);
  if (statements.length < 2) return null;
  const random = streams(seed)(0);
  const values = Array.from({ length: draws }, () => alphaOf(drawn(statements, random)));
  const told = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (told.length < draws * (1 - mostUntold)) return null;
  const at = (share: number) => told[Math.min(told.length - 1, Math.floor(share * told.length))]!;
  return { low: at(0.025), high: at(0.975), draws, seed };
}

function countsByStatement({ statement, first, second }: AgreementColumns): Counts[] {
  const rows = statement.map((id, at) => ({ id, place: (first[at] ? 0 : 2) + (second[at] ? 0 : 1) }));
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => {
    const of = (place: number) => own.filter((row) => row.place === place).length;
    return [of(0), of(1), of(2), of(3)];
  });
}

/** As many statements as there are, each one as often as it comes. */
function drawn(statements: readonly Counts[], random: Random): Counts {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let turn = 0; turn < statements.length; turn += 1) {
    const [both, first, second, neither] = statements[Math.floor(random.next() * statements.length)]!;
    sums[0] += both;
    sums[1] += first;
    sums[2] += second;
    sums[3] += neither;
  }
  return sums;
}

const alphaOf = ([both, first, second, neither]: Counts): number | null =>
  alphaOfTable([
    [both, first],
    [second, neither],
  ]).value;
