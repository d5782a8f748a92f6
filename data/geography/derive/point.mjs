import { geoContains, geoDistance } from 'd3-geo';
import { feature } from 'topojson-client';
import { gazetteerNames, points, undrawn } from './by-hand.mjs';

const earthRadius = 6371; // km
const nearby = 3; // km: two entries of the gazetteer for one place
const tolerance = 5; // km: how far outside its coarse province shape a point may lie

/**
 * Gives each municipality the point of the gazetteer's place of the same name in the same province.
 * A name (by-hand.mjs knows where the gazetteer writes another) matches when its plain letters are the same, in either
 * language of a bilingual name; failing that when one begins with the whole words of the other ("Lonato del Garda",
 * "Lonato") and the place bears nobody else's name. Several places match only when they lie within 3 km; a point
 * farther than 5 km from its province is refused.
 */
export function locate(municipalities, cities, italy) {
  const places = Map.groupBy(
    cities.filter(({ country }) => country === 'IT'),
    ({ admin2 }) => admin2,
  );
  const owners = Map.groupBy(municipalities, ({ plate }) => plate);
  const shapes = new Map(feature(italy, italy.objects.provinces).features.map((shape) => [shape.id, shape]));
  return municipalities.map((one) => {
    const point = points[one.code] ?? found(one, places.get(one.plate) ?? [], owners.get(one.plate));
    const shape = shapes.get(one.province) ?? shapes.get(one.region);
    return { ...one, ...coordinates(point && (undrawn.has(one.code) || isNear(shape, point)) ? point : null) };
  });
}

function found(one, places, owners) {
  const matches = sameName(one, places);
  return agreed(matches.length > 0 ? matches : sameStart(one, places, owners));
}

const plain = (name) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
const words = (name) =>
  plain(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const namesOf = ({ code, name }) => {
  const given = gazetteerNames[code];
  return (given ? [given] : [name, ...name.split('/')]).map(words);
};

function sameName(one, places) {
  const names = namesOf(one);
  const whole = places.filter(({ name }) => words(name) === names[0]);
  return whole.length > 0 ? whole : places.filter(({ name }) => names.includes(words(name)));
}

function sameStart(one, places, owners) {
  const taken = new Set(owners.flatMap(namesOf));
  return places.filter(({ name }) => {
    const place = words(name);
    return !taken.has(place) && namesOf(one).some((own) => startsWith(own, place) || startsWith(place, own));
  });
}

const startsWith = (long, short) => `${long} `.startsWith(`${short} `);

function agreed(places) {
  const [first, ...others] = places.map(({ lng, lat }) => [Number(lng), Number(lat)]);
  return first && others.every((other) => kilometres(first, other) <= nearby) ? first : null;
}

const kilometres = (a, b) => geoDistance(a, b) * earthRadius;

function isNear(shape, point) {
  if (geoContains(shape, point)) return true;
  const { type, coordinates: rings } = shape.geometry;
  return (type === 'Polygon' ? rings : rings.flat()).some((ring) =>
    ring.slice(1).some((vertex, index) => kilometresToLine(point, ring[index], vertex) <= tolerance),
  );
}

/** Distance to a short line on the plane that touches the globe at the point. */
function kilometresToLine([longitude, latitude], start, end) {
  const scale = Math.cos((latitude * Math.PI) / 180);
  const flat = ([x, y]) =>
    [(x - longitude) * scale, y - latitude].map((degrees) => (degrees * Math.PI * earthRadius) / 180);
  const [[x, y], [u, v]] = [flat(start), flat(end)];
  const [dx, dy] = [u - x, v - y];
  const along = Math.min(1, Math.max(0, -(x * dx + y * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x + along * dx, y + along * dy);
}

const round = (degrees) => Math.round(degrees * 1e4) / 1e4; // about 10 m
const coordinates = (point) => ({ longitude: point && round(point[0]), latitude: point && round(point[1]) });

/** @returns the mean of the points of those that have one */
export function meanPoint(members) {
  const known = members.filter(({ longitude }) => longitude !== null);
  const mean = (axis) => known.reduce((sum, one) => sum + one[axis], 0) / known.length;
  return coordinates([mean('longitude'), mean('latitude')]);
}
