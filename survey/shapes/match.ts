/** Holds the codes of a layer against the list of territories. */
import type { TerritoryRow } from '../../data/territory.ts';
import { Problem } from '../../problem.ts';
import type { LevelReport, NamedCode } from '../contract.ts';
import { codeOf, nameOf, propertyOf, valueOf } from './code.ts';
import type { Layer, ShapesWanted } from './layer.ts';
import { polygonsOf, type Polygons, type Tally } from './polygon.ts';

/** A territory of the list, as far as outlines are concerned. */
export type Listed = Pick<TerritoryRow, 'level' | 'code' | 'name' | 'province' | 'region' | 'point'>;

/** The outline of one code; all records of a code are one. */
export interface Outline {
  readonly code: string;
  readonly name: string;
  readonly polygons: Polygons;
  /** '' for a country */
  readonly region: string;
  readonly province: string | null;
  readonly listed: boolean;
}

export interface Matched {
  readonly outlines: readonly Outline[];
  readonly report: Omit<LevelReport, 'detail' | 'pieces'>;
}

/**
 * @param places  of the layer's level
 * @throws Problem shapes_need_property, shapes_no_match, shapes_elsewhere, shapes_geometry, shapes_too_large
 */
export function matchLayer(layer: Layer, list: readonly Listed[], wanted: Pick<ShapesWanted, 'property'>): Matched {
  const places = new Map(list.filter(({ level }) => level === layer.level).map((place) => [place.code, place]));
  const property = propertyOf(layer, new Set(places.keys()), wanted.property);
  const tally: Tally = { positions: 0, closed: 0, dropped: 0 };
  const found = gather(layer, property, tally);
  const full = [...found].filter(([, { polygons }]) => polygons.length > 0);
  const outlines = full.flatMap(([code, { name, polygons }]) => {
    const place = places.get(code) ?? neighbourOf(code, layer, list);
    return place ? [{ code, name, polygons, listed: places.has(code), ...insideOf(place) }] : [];
  });
  const drawn = outlines.filter(({ listed }) => listed);
  if (drawn.length === 0) throw noMatch(layer, property, [...found.keys()]);
  const elsewhere = drawn.filter((one) => isElsewhere(one, places.get(one.code)?.point ?? null));
  if (elsewhere.length * 2 > drawn.length) throw misplaced(layer, elsewhere, drawn.length);
  return {
    outlines,
    report: {
      ...{ level: layer.level, layer: layer.file, property, records: layer.records.length, matched: drawn.length },
      notInList: full.filter(([code]) => !places.has(code)).map(([code, { name }]) => ({ code, name })),
      notOnMap: lacking(places, found, drawn),
      empty: [...found].filter(([, { polygons }]) => polygons.length === 0).map(([code, { name }]) => ({ code, name })),
      elsewhere: elsewhere.map(({ code, name }) => ({ code, name })),
      ...{ positions: tally.positions, closedRings: tally.closed, droppedRings: tally.dropped },
      withoutCode: layer.records.filter((record) => codeOf(valueOf(record, property), layer.level) === null).length,
    },
  };
}

interface Found {
  readonly name: string;
  readonly polygons: Polygons;
}

function gather(layer: Layer, property: string, tally: Tally): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const record of layer.records) {
    const polygons = polygonsOf(layer, record, tally);
    const code = codeOf(valueOf(record, property), layer.level);
    if (code === null) continue;
    const before = found.get(code);
    found.set(code, { name: before?.name ?? nameOf(record), polygons: [...(before?.polygons ?? []), ...polygons] });
  }
  return found;
}

type Home = Pick<Outline, 'region' | 'province'>;

const insideOf = ({ level, code, province, region }: Pick<Listed, 'level' | 'code' | 'province' | 'region'>): Home =>
  level === 'country' ? { region: '', province: null } : { region: region ?? code, province };

/** Where a municipality lies that the list does not have: its code begins with that of its province. */
function neighbourOf(code: string, { level }: Layer, list: readonly Listed[]) {
  if (level !== 'municipality') return undefined;
  const province = list.find((one) => one.level === 'province' && one.code === code.slice(0, 3));
  return province && { ...province, level, province: province.code };
}

/** Territories of the list without an outline, in the regions that the file is about. */
function lacking(places: ReadonlyMap<string, Listed>, found: ReadonlyMap<string, Found>, drawn: readonly Outline[]) {
  const regions = new Set(drawn.map(({ region }) => region));
  const isAbout = ({ level, region, code }: Listed) =>
    level === 'region' || level === 'country' ? drawn.length > 1 : regions.has(region ?? code);
  const has = (code: string) => (found.get(code)?.polygons.length ?? 0) > 0;
  return [...places.values()]
    .filter((place) => isAbout(place) && !has(place.code))
    .map(({ code, name }): NamedCode => ({ code, name }));
}

/** How far, in degrees, a known point may lie from the frame of its outline: some 30 km. */
const far = 0.3;

function isElsewhere({ polygons }: Outline, point: Listed['point']): boolean {
  if (point === null) return false;
  const positions = polygons.flatMap(([outer = []]) => outer);
  return ([0, 1] as const).some((axis) => {
    const values = positions.map((one) => one[axis]);
    return values.every((one) => one > point[axis] + far) || values.every((one) => one < point[axis] - far);
  });
}

const noMatch = ({ file, level }: Layer, property: string, codes: readonly string[]) =>
  new Problem('shapes_no_match', { file, level, property, example: codes.slice(0, 3).join(', ') || '–' });

function misplaced({ file }: Layer, elsewhere: readonly Outline[], all: number): Problem {
  const [first] = elsewhere;
  return new Problem('shapes_elsewhere', {
    file,
    all,
    count: elsewhere.length,
    example: `${first?.code} ${first?.name}`,
  });
}
