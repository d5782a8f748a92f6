/** Whether a programme's places exist, and its territory questions ask for them. */
import { countriesOf, readCountries } from '../../data/country.ts';
import { readTerritories, territoriesWithin, levelOfCode, type TerritoryRow } from '../../data/territory.ts';
import { describedQuestions, type CompiledCodebook } from '../codebook/codebook.ts';
import { questionCategories } from '../codebook/category.ts';
import { TerritoryLevel } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import { isTerritory, placesAt } from '../typed/column.ts';
import { faultsFrom, programmeFault, type ProgrammeFault } from './fault.ts';
import type { Programme } from './read.ts';

/** The programme's territories with its areas. @throws Problem invalid_programme */
export function territoriesOf({ programme, areas }: Pick<Programme, 'programme' | 'areas'>): TerritoryRow[] {
  const { territory } = programme;
  return 'codes' in territory ? countriesOf(territory.codes) : territoriesWithin(territory.code, areas);
}

/** What of a programme tells its levels. */
export interface Levelled {
  readonly programme: { readonly territory: { readonly level: TerritoryLevel } };
  readonly areas: readonly unknown[];
}

/** The levels at which the answers to an instrument can be told apart. */
export function levelsOf(programme: Levelled, codebook: CompiledCodebook): { level: TerritoryLevel }[] {
  const all = TerritoryLevel.options;
  const asked = placesAt(codebook.variables.find(isTerritory));
  const first = all.indexOf(programme.programme.territory.level);
  const levels = all.slice(first, all.indexOf(asked) + 1);
  return levels.filter((level) => level !== 'area' || programme.areas.length > 0).map((level) => ({ level }));
}

export function territoryFaults(programme: Programme): ProgrammeFault[] {
  const missing = placeFaults(programme);
  if (missing.length > 0) return missing;
  const areas = areaFaults(programme);
  if (areas.length > 0) return areas;
  const known = new Set(territoriesOf(programme).map(({ code }) => code));
  return [
    ...levelFaults(programme),
    ...[...programme.instruments].flatMap(([name, definition]) => questionFaults(name, definition, known)),
  ];
}

function placeFaults({ programme: { territory } }: Programme): ProgrammeFault[] {
  if ('codes' in territory) {
    const known = readCountries().map(({ code }) => code);
    return territory.codes.flatMap((code, index) =>
      known.includes(code)
        ? []
        : [programmeFault('programme.json', `territory.codes[${index}]`, 'no_country', code, known)],
    );
  }
  const { level, code } = territory;
  if (readTerritories().some((place) => place.level === level && place.code === code)) return [];
  return [programmeFault('programme.json', 'territory', 'no_territory', `${level}:${code}`)];
}

function areaFaults(programme: Programme): ProgrammeFault[] {
  const { territory } = programme.programme;
  if ('codes' in territory && programme.areas.length > 0)
    return programme.areas.map(({ code }, index) => programmeFault('areas.json', `[${index}]`, 'no_territory', code));
  try {
    territoriesOf(programme);
    return [];
  } catch (error) {
    return faultsFrom('areas.json', error);
  }
}

function levelFaults({ programme, areas }: Programme): ProgrammeFault[] {
  const all = TerritoryLevel.options;
  const inside = all
    .slice(all.indexOf(programme.territory.level))
    .filter(
      (level) =>
        (level !== 'area' || areas.length > 0) && (programme.territory.level !== 'country' || level === 'country'),
    );
  return programme.mapLevels.flatMap((level, index) =>
    inside.includes(level) ? [] : [programmeFault('programme.json', `mapLevels[${index}]`, 'map_level', level, inside)],
  );
}

/** Codes of places that lie elsewhere would be answers that no map shows. */
function questionFaults(name: string, definition: Definition, known: ReadonlySet<string>): ProgrammeFault[] {
  const file = `instruments/${name}.json`;
  return describedQuestions(definition)
    .filter(({ entry }) => entry.role === 'territory')
    .flatMap(({ question, path }) => {
      const codes = questionCategories(question, new Map()).map(({ code }) => code);
      const places = codes.filter((code) => levelOfCode(code) !== undefined);
      const levels = [...new Set(places.map(levelOfCode))];
      const at = path.replace(/codebook$/, 'choices');
      if (levels.length > 1) return [programmeFault(file, at, 'places_mixed', '', levels.map(String))];
      return places
        .filter((code) => !known.has(code))
        .map((code) => programmeFault(file, `${at}[${codes.indexOf(code)}]`, 'no_territory', code));
    });
}
