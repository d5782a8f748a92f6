/** The gap between places wanted and seats: published figures, the catalogue, and the take-up that the reader supposes. */
import type { ProgrammeReference } from '../../survey/programme/reference.ts';
import type { Registry, SurveyEntry } from '../../survey/registry/registry.ts';
import type { GapService, SupplyGap } from '../contract.ts';
import { choiceOf, readGap, tellingSurveys, type ReadGap } from './query.ts';
import { gapRows } from './rows.ts';
import { countedEditions, placeFinder, supplyOf, twelveMonths } from './seats.ts';
import { readWanted, type Published, type WantedTable } from './wanted.ts';

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

/** The same figures four times: of everybody, by place, by group, by both. */
export interface DemandTables {
  readonly whole: WantedTable;
  readonly byPlace: WantedTable;
  readonly byGroup: WantedTable | null;
  /** what the rows are about */
  readonly cells: WantedTable;
}

export function readTables(analytics: Published, query: ReadGap & { entry: SurveyEntry }, home: string): DemandTables {
  const { entry, level, group, skills } = query;
  const read = (territory: string, by: string, where = '') =>
    readWanted(analytics, entry.compiled, { territory, group: by, where, skills });
  const territory = level === '' ? '' : `territory:${level}`;
  const inside = read('', '', home);
  // where the people of the whole territory are not published as such, everybody who answered stands for them
  const where = inside.envelopes.demand.n === null ? '' : home;
  const whole = where === home ? inside : read('', '', where);
  const byPlace = territory === '' ? whole : read(territory, '');
  const byGroup = group === '' ? null : territory === '' ? read('', group, where) : read(territory, group);
  return { whole, byPlace, byGroup, cells: byGroup ?? byPlace };
}

/** The programme's only territory as a filter, when the survey knows it; else empty. */
export function homeOf(registry: GapOptions['registry'], programme: string, { compiled }: SurveyEntry): string {
  const { territory } = registry.programme(programme).programme;
  const code = 'code' in territory ? territory.code : '';
  return compiled.territories.some((one) => one.code === code) ? `territory:${code}` : '';
}

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
