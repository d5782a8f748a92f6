import { feature, merge, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from 'topojson-simplify';

/** Steradians on a sphere of the Earth's radius: triangles under 3 km² leave a line, rings under 40 km² the map. */
const squareKilometre = 1 / 6371 ** 2;

/**
 * The countries that a programme may lie in, Italy as the union of its regions, as simple as a map of Europe needs.
 * Neighbours of different sources (Italy, Austria) meet within the width of a line.
 * @param names  rows of `country.csv`
 * @returns a topology with the object `countries`
 */
export function countryShapes(italy, partners, names) {
  const abroad = feature(partners, partners.objects.countries).features;
  const home = { type: 'Feature', id: 'IT', geometry: merge(italy, italy.objects.regions.geometries) };
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  const features = [...abroad, home]
    .map((one) => ({ ...one, properties: { name: nameOf.get(one.id) } }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const whole = presimplify(topology({ countries: { type: 'FeatureCollection', features } }), sphericalTriangleArea);
  const seen = filter(whole, filterWeight(whole, 40 * squareKilometre, sphericalRingArea));
  const { type, transform, objects, arcs } = quantize(simplify(seen, 3 * squareKilometre), 10_000);
  const { source } = partners;
  return { type, source, vintage: 'countries of 2026', transform, objects, arcs };
}
