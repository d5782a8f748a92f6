/** The gap between places wanted and seats: published figures, the catalogue, and the take-up that the reader supposes. */
import type { ProgrammeReference } from '../../survey/programme/reference.ts';
import type { Registry } from '../../survey/registry/registry.ts';
import type { GapService, SupplyGap } from '../contract.ts';
import { choiceOf, readGap, tellingSurveys, type ReadGap } from './query.ts';
import { gapRows } from './rows.ts';
import { countedEditions, placeFinder, supplyOf, twelveMonths } from './seats.ts';
import { homeOf, readTables } from './tables.ts';
import type { Published, WantedTable } from './wanted.ts';

export interface GapOptions {
  readonly analytics: Published;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
  readonly reference: Pick<ProgrammeReference, 'courses'>;
  readonly today: () => string;
}

export function createGap({ analytics, registry, reference, today }: GapOptions): GapService {
  return {
    choices: (programme) => tellingSurveys(registry, programme).map(choiceOf),
    async gap(programme, input) {
      const query = readGap(tellingSurveys(registry, programme), input);
      const tables = readTables(analytics, query, homeOf(registry, programme, query.entry));
      const period = twelveMonths(query.from || today());
      const { level, place, member } = query;
      const find = finderOf(query);
      const supply = supplyOf(await reference.courses(programme), period, find, level !== '');
      const { lots, editions, all, online, unplaced } = supply;
      return {
        ...{ programme, ...told(query, tables.cells), period, editions, seats: { all, online, unplaced } },
        rows: gapRows(tables, lots, query.takeUp).filter(
          (row) => (place === '' || row.territory === place) && (member === '' || row.group === member),
        ),
      };
    },
    async editions(programme, input) {
      const query = readGap(tellingSurveys(registry, programme), input);
      const courses = await reference.courses(programme);
      return countedEditions(courses, twelveMonths(query.from || today()), query.skills, finderOf(query), query.place);
    },
  };
}

/** The code of the level that a place lies in. */
const finderOf = ({ level, entry }: ReturnType<typeof readGap>): ((territory: string | null) => string | null) =>
  level === '' ? () => null : placeFinder(entry.compiled.territories, level);

type Told = Omit<SupplyGap, 'programme' | 'period' | 'editions' | 'seats' | 'rows'>;

function told({ survey, level, group, takeUp }: ReadGap, { basis, envelopes }: WantedTable): Told {
  const { wave, sampleType, interval, snapshot, k } = envelopes.demand;
  return {
    ...{ survey, wave, sampleType, interval, basis, level, group, takeUp: takeUp * 100, snapshot, k },
    figures: {
      demand: envelopes.demand.figure,
      demandInPerson: envelopes.demandInPerson.figure,
      demandOnline: envelopes.demandOnline.figure,
      demandEither: envelopes.demandEither.figure,
    },
  };
}
