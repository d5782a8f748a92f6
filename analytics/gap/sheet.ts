/** The gap as CSV: the same numbers as in JSON; what is not told is empty. */
import { formatCsv } from '../../data/csv.ts';
import type { GapRow, SupplyGap } from '../contract.ts';

const columns = [
  ...(['skill', 'territory', 'group', 'state', 'n', 'wanted', 'wantedLow', 'wantedHigh'] as const),
  ...(['needed', 'neededLow', 'neededHigh', 'seatsInPerson', 'seatsBlended', 'seatsOnline'] as const),
  ...(['reservedSeats', 'reservedTaken'] as const),
  ...(['takenInPerson', 'takenBlended', 'takenOnline', 'leftInPerson', 'leftOnline', 'leftEither'] as const),
  ...([
    'leftNeither',
    'gap',
    'gapLow',
    'gapHigh',
    'covered',
    'coveredLow',
    'coveredHigh',
    'spare',
    'belowShare',
  ] as const),
] as const;

/** A row a skill, place and group. */
export const gapSheet = ({ rows }: SupplyGap): string => formatCsv(columns, rows.map(cellsOf));

type Cells = Readonly<Record<(typeof columns)[number], string | number | null>>;

function cellsOf({ wanted, needed, seats, taken, left, gap, ...row }: GapRow): Cells {
  return {
    ...{ skill: row.skill, territory: row.territory, group: row.group, state: row.state, n: row.n },
    ...{ wanted: wanted?.estimate ?? null, wantedLow: wanted?.low ?? null, wantedHigh: wanted?.high ?? null },
    ...{ needed: needed?.estimate ?? null, neededLow: needed?.low ?? null, neededHigh: needed?.high ?? null },
    ...{ seatsInPerson: seats.inPerson, seatsBlended: seats.blended, seatsOnline: seats.online },
    ...{ reservedSeats: row.reserved?.seats ?? null, reservedTaken: row.reserved?.taken ?? null },
    ...{
      takenInPerson: taken?.inPerson ?? null,
      takenBlended: taken?.blended ?? null,
      takenOnline: taken?.online ?? null,
    },
    ...{ leftInPerson: left?.inPerson ?? null, leftOnline: left?.online ?? null, leftEither: left?.either ?? null },
    ...{ leftNeither: left?.neither ?? null, gap: gap?.estimate ?? null, gapLow: gap?.low ?? null },
    ...{
      gapHigh: gap?.high ?? null,
      ...{ covered: row.covered?.estimate ?? null, coveredLow: row.covered?.low ?? null },
      coveredHigh: row.covered?.high ?? null,
      spare: row.spare,
      belowShare: row.belowShare === null ? null : Number(row.belowShare),
    },
  };
}
