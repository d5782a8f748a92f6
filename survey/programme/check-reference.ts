/** Whether organisations, courses, laboratories and figures speak of what the programme has. */
import { readCountries } from '../../data/country.ts';
import { readTerritories } from '../../data/territory.ts';
import { crossing, marginParts, together } from '../margin/category.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { credentialFaults } from './check-credential.ts';
import { programmeFault, type ProgrammeFault, type ProgrammeFaultCode } from './fault.ts';
import type { Programme } from './read.ts';
import type { LaboratoryRow } from './schema-reference.ts';
import { rowPath } from './read-file.ts';

type Variables = ReadonlyMap<string, ReadonlyMap<string, CompiledVariable>>;
type At = (column: string, code: ProgrammeFaultCode, value: string, known?: readonly string[]) => ProgrammeFault;

/** @param variables  of each instrument, by its name */
export function referenceFaults(programme: Programme, variables: Variables): ProgrammeFault[] {
  const check = checksOf(programme, variables);
  const rows = <T extends { readonly row: number }>(
    file: string,
    list: readonly T[],
    faults: (row: T, at: At) => ProgrammeFault[],
  ) =>
    list.flatMap((one) =>
      faults(one, (column, code, value, known = []) =>
        programmeFault(file, rowPath(one.row, column), code, value, known),
      ),
    );
  return [
    ...rows('organisations.csv', twice(programme.organisations), ({ key }, at) => [at('key', 'twice', key)]),
    ...rows('organisations.csv', programme.organisations, ({ territory, members_of: of }, at) => [
      ...check.place(territory, at),
      ...check.organisations('members_of', of, at),
    ]),
    ...rows('courses.csv', twice(programme.courses), ({ key }, at) => [at('key', 'twice', key)]),
    ...rows(
      'courses.csv',
      programme.courses,
      ({ provider, skills, level_from: from, level_to: to, target_groups: groups }, at) => [
        ...check.organisations('provider', provider === null ? [] : [provider], at),
        ...check.skills(skills, at),
        ...check.groups(groups, at),
        ...(from !== null && to !== null && from > to ? [at('level_from', 'order', String(from), [String(to)])] : []),
      ],
    ),
    ...rows(
      'editions.csv',
      twice(programme.editions, ({ course, key }) => `${course} ${key}`),
      ({ key }, at) => [at('key', 'twice', key)],
    ),
    ...rows(
      'editions.csv',
      programme.editions,
      ({ course, territory, starts_on: start, ends_on: end, seats, taken }, at) => [
        ...(programme.courses.some(({ key }) => key === course) ? [] : [at('course', 'no_course', course)]),
        ...check.place(territory, at),
        ...(start > end ? [at('starts_on', 'order', start, [end])] : []),
        ...(taken !== null && taken > seats ? [at('taken', 'more_than', String(taken), [String(seats)])] : []),
      ],
    ),
    ...rows('laboratories.csv', twice(programme.laboratories), ({ key }, at) => [at('key', 'twice', key)]),
    ...rows('laboratories.csv', programme.laboratories, ({ organisation, territory, skills, ...hours }, at) => [
      ...check.organisations('organisation', [organisation], at),
      ...check.place(territory, at),
      ...check.skills(skills, at),
      ...takenFaults(hours, at),
    ]),
    ...rows('margins.csv', programme.margins, ({ territory, variable, category }, at) => [
      ...check.place(territory, at),
      ...marginFaults(variable, category, check.category, at),
    ]),
    ...programme.benchmarks.flatMap(({ territory, variable, category }, index) => {
      const at: At = (member, code, value, known = []) =>
        programmeFault('benchmarks.json', `[${index}].${member}`, code, value, known);
      return [...check.place(territory, at), ...benchmarkFaults(variable, category, check.category, at)];
    }),
    ...guideFaults(programme),
    ...profileFaults(programme, variables),
    ...credentialFaults(programme),
  ];
}

/** A benchmark is about one variable, and may count some of its categories together. */
const benchmarkFaults: typeof marginFaults = (variable, category, check, at) =>
  category.split(together).flatMap((one) => check(variable, one, at));

/** Every category of every variable that a line of margins.csv crosses. */
function marginFaults(
  variable: string,
  category: string,
  check: (variable: string, category: string, at: At) => ProgrammeFault[],
  at: At,
): ProgrammeFault[] {
  const parts = marginParts(variable, category);
  if (parts === null) return [at('category', 'no_category', category, variable.split(crossing))];
  return parts.flatMap((part) => part.categories.flatMap((one) => check(part.variable, one, at)));
}

/** Hours that are taken are some of those open to others. */
function takenFaults({ outside_hours: open, occupied_hours: taken }: TakenHours, at: At): ProgrammeFault[] {
  return (taken ?? 0) > (open ?? 0) ? [at('occupied_hours', 'more_than', String(taken), [String(open ?? 0)])] : [];
}

type TakenHours = Pick<LaboratoryRow, 'outside_hours' | 'occupied_hours'>;

interface PlaceName {
  readonly territoryLevel: string;
  readonly territoryCode: string;
}

function checksOf({ areas, organisations, skills, targetGroups }: Programme, variables: Variables) {
  const places = new Set([
    ...readCountries().map(({ code }) => `country:${code}`),
    ...readTerritories().map(({ level, code }) => `${level}:${code}`),
    ...areas.map(({ code }) => `area:${code}`),
  ]);
  const keys = {
    organisation: new Set(organisations.map(({ key }) => key)),
    skill: new Set(skills.skills.map(({ key }) => key)),
    group: new Set(targetGroups.map(({ key }) => key)),
  };
  const each = (
    column: string,
    names: readonly string[],
    among: ReadonlySet<string>,
    code: ProgrammeFaultCode,
    at: At,
  ) => names.filter((name) => !among.has(name)).map((name) => at(column, code, name));
  const categories = categoriesOf(variables, [...keys.group]);
  return {
    place: (place: PlaceName | null, at: At) => {
      const name = place && `${place.territoryLevel}:${place.territoryCode}`;
      return name === null || places.has(name) ? [] : [at('territory', 'no_territory', name)];
    },
    organisations: (column: string, names: readonly string[], at: At) =>
      each(column, names, keys.organisation, 'no_organisation', at),
    skills: (names: readonly string[], at: At) => each('skills', names, keys.skill, 'no_skill', at),
    groups: (names: readonly string[], at: At) => each('target_groups', names, keys.group, 'no_target_group', at),
    category: (variable: string, category: string, at: At) => {
      const codes = categories.get(variable);
      if (!codes) return [at('variable', 'no_variable', variable)];
      return codes.includes(category) ? [] : [at('category', 'no_category', category, codes)];
    },
  };
}

/** The codes of every variable of the programme; `total` is everybody. */
function categoriesOf(variables: Variables, groups: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>([
    ['total', ['total']],
    ['targetGroup', groups],
    ['mainGroup', groups],
  ]);
  for (const { name, categories } of [...variables.values()].flatMap((one) => [...one.values()]))
    found.set(name, [...(found.get(name) ?? []), ...categories.map(({ code }) => code)]);
  return found;
}

function twice<T extends { readonly key: string }>(rows: readonly T[], nameOf = ({ key }: T) => key): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => seen.has(nameOf(row)) || !seen.add(nameOf(row)));
}

/** Topics are talked about, not ticked. */
function guideFaults({ guide }: Programme): ProgrammeFault[] {
  return (guide?.pages ?? []).flatMap(({ elements }, page) =>
    elements.flatMap(({ type }, index) =>
      type === 'comment' ? [] : [programmeFault('guide.json', `pages[${page}].elements[${index}]`, 'guide_topic')],
    ),
  );
}

function profileFaults({ targetProfile }: Programme, variables: Variables): ProgrammeFault[] {
  if (targetProfile === null) return [];
  const at: At = (path, code, value, names = []) => programmeFault('target-profile.json', path, code, value, names);
  const { instrument, dimensions, items, lowest, highest } = targetProfile;
  const known = variables.get(instrument);
  if (!known) return [at('instrument', 'no_instrument', instrument, [...variables.keys()])];
  const names = dimensions.map(({ key }) => key);
  return items.flatMap(({ dimension, now, wanted, target }, index) => [
    ...(names.includes(dimension) ? [] : [at(`items[${index}].dimension`, 'no_area', dimension, names)]),
    ...[now, wanted].flatMap((name) => (known.has(name) ? [] : [at(`items[${index}]`, 'no_variable', name)])),
    ...(target >= lowest && target <= highest
      ? []
      : [at(`items[${index}].target`, 'more_than', String(target), [`${lowest} … ${highest}`])]),
  ]);
}
