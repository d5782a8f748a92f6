import { readFileSync } from 'node:fs';

const package_ = '@superset-ui/legacy-plugin-chart-country-map';
const partners = ['cyprus', 'spain', 'greece', 'poland', 'germany', 'austria', 'sweden', 'finland'];
const source = 'Natural Earth 1:10m admin-1 (public domain)';

/**
 * Regions and provinces of Italy under ISTAT codes, at the full detail of the source. The source simplified each
 * province by itself and left some 600 slivers along shared borders: `-clean` closes them (San Marino, 61 km², stays
 * a hole). Regions are the union of their provinces.
 * @returns a topology with objects `regions` and `provinces`
 */
export async function italyShapes(load, crosswalk, municipalities) {
  const regionOf = new Map(municipalities.map(({ plate, region }) => [plate, region]));
  const units = read(load, 'italy', crosswalk, ({ level, code, name, source: iso }) => {
    const region = level === 'region' ? code : regionOf.get(iso.slice(3));
    return { code, name, level, region, region_name: nameOf(crosswalk, region) };
  });
  const commands = [
    '-i in.json -clean gap-fill-area=20km2',
    '-dissolve code copy-fields=name,level,region,region_name',
    '-rename-layers provinces',
    '-dissolve region copy-fields=region_name + name=regions',
    '-each "code=region,name=region_name,level=\'region\'" target=regions',
    '-sort code target=regions,provinces -filter-fields code,name,level,region target=provinces',
    '-filter-fields code,name target=regions',
  ];
  return topology(load, { 'in.json': units }, commands, 'regions,provinces', {
    source: `${source}; ISTAT codes`,
    vintage: 'provinces of 2009–2016',
  });
}

/**
 * Partner countries and their first-level divisions under ISO 3166-2 codes, simplified (Visvalingam, 900 m) after
 * the borders were made one line each, so that neighbours still touch; islands under 4 km² are left out.
 * @returns a topology with objects `countries` and `divisions`
 */
export async function partnerShapes(load, crosswalk) {
  const features = partners.flatMap((country) => {
    return read(load, country, crosswalk, ({ code, name, country: iso }) => ({ code, name, country: iso })).features;
  });
  const commands = [
    '-i in.json -clean gap-fill-area=20km2',
    '-simplify visvalingam weighted interval=900 keep-shapes -filter-islands min-area=4km2 -clean',
    '-rename-layers divisions -dissolve country + name=countries',
    '-each "code=country" target=countries -sort code target=countries,divisions',
    '-filter-fields code target=countries',
  ];
  const units = { type: 'FeatureCollection', features };
  return topology(load, { 'in.json': units }, commands, 'countries,divisions', {
    source: `${source}; ISO 3166-2 codes`,
    vintage: 'divisions since 2011',
  });
}

/** @returns the package's file of a country, its properties replaced by what the crosswalk says */
function read(load, country, crosswalk, properties) {
  const path = load.resolve(`${package_}/lib/countries/${country}.geojson`);
  const lines = new Map(crosswalk.map((line) => [line.source, line]));
  const { features } = JSON.parse(readFileSync(path, 'utf8'));
  const units = features.map((unit) => {
    const line = lines.get(unit.properties.ISO);
    if (!line) throw new Error(`${country}: ${unit.properties.ISO} is not in crosswalk.csv`);
    return { type: 'Feature', properties: properties(line), geometry: unit.geometry };
  });
  return { type: 'FeatureCollection', features: units };
}

const nameOf = (crosswalk, region) => crosswalk.find(({ level, code }) => level === 'region' && code === region)?.name;

async function topology(load, input, commands, layers, provenance) {
  const output = `-o out.json format=topojson id-field=code quantization=50000 target=${layers}`;
  const files = await load('mapshaper').applyCommands([...commands, output].join(' '), input);
  const { type, transform, arcs, objects } = JSON.parse(files['out.json'].toString());
  return { type, ...provenance, transform, objects: mapValues(objects, withoutCode), arcs };
}

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** The code is the geometry's id already. */
const withoutCode = ({ type, geometries }) => {
  return {
    type,
    geometries: geometries.map((one) => ({ ...one, properties: { ...one.properties, code: undefined } })),
  };
};
