/** Map of one rate: shapes filled by class, or symbols over outlines (size = respondents, colour = rate). */
import { areaOf, bordersOf, boundsOf, middleOf, type Shapes } from './geometry.ts';
import { hatching } from './hatching.ts';
import type { Kind } from './kind.ts';
import { fitsIn, labelPlaces, labelTexts, type LabelPlace } from './label.ts';
import { aspectOf, mapHeight } from './layout.ts';
import { chosenOutline, hatchOf, lookOf } from './look.ts';
import { optionAttributes } from './option.ts';
import { painted, type Look } from './paint.ts';
import { inkOn, type Palette } from './palette.ts';
import { dot, geo, text, type Markish, type PlotOptions } from './plot.ts';
import { blankOf, radiusOf, type Breaks, type Size } from './scale.ts';
import type { Value } from './value.ts';

export type Point = readonly [longitude: number, latitude: number];

/**
 * A territory on the map; `short` is its figure in a word, `label` its name where there is room for it, `name` what a
 * reader hears when it is in focus. `people`: what the size of its symbol stands for; null where that is not told.
 */
export interface MapPlace {
  readonly key: string;
  readonly name: string;
  readonly people: number | null;
  readonly label: string | null;
  readonly short: string;
  readonly value: Value;
  readonly chosen: boolean;
  /** holds what is chosen, or lies inside it */
  readonly near: boolean;
}

/**
 * - `shapes`: outlines by code; those of the places themselves when `points` is null
 * - `focus`: what the map goes close to; null where it shows all
 * - `points`: where the symbols stand; a place that has none, or no shape, is not drawn
 * - `size`: what the size of a symbol means
 */
export interface MapInput {
  readonly places: readonly MapPlace[];
  readonly shapes: Shapes;
  readonly focus: Shapes | null;
  readonly points: ReadonlyMap<string, Point> | null;
  readonly size: Size;
  readonly breaks: Breaks;
  readonly palette: Palette;
  readonly width: number;
}

/** The codes that a map of these places can draw. */
export function drawable(shapes: Shapes, points: ReadonlyMap<string, Point> | null): ReadonlySet<string> {
  return new Set(points === null ? shapes.features.map((one) => String(one.id)) : points.keys());
}

export const mapChart: Kind<MapInput> = {
  options(input) {
    const { palette, points } = input;
    const marks = points === null ? areas(input) : symbols(input, points);
    return { ...frameOf(input), marks: [hatching(hatchOf('map'), palette), ...outlines(input), ...marks] };
  },
  layers(input) {
    const places = drawn(input);
    const named = places.filter((place) => place.label !== null);
    const look = input.points === null ? shapeLabels(input, named) : symbolLabels(input, places);
    // Plot draws no empty layer, and names may come later
    const written = named.length > 0 ? named : places.slice(0, 1);
    return { mark: places.map((place) => markLook(place, input)), label: written.map(look) };
  },
  frame(input) {
    const { points, palette, width, shapes, focus } = input;
    const seen = [shapes.features.map((one) => one.id), focus && boundsOf(focus)];
    // names bring their place with them, and may come and go
    const keys = drawn(input).map(({ key }) => key);
    return JSON.stringify([keys.sort(), points === null, palette, width, ...seen]);
  },
};

/**
 * Places that have a shape or a point, from the back to the front: large before small; a shape that is zero, and has an
 * outline alone, after the others, a chosen one last.
 */
function drawn({ places, shapes, points }: MapInput): MapPlace[] {
  const known = drawable(shapes, points);
  const depth = ({ chosen, near, people, value }: MapPlace) =>
    points === null ? 2 - Number(chosen) - Number(near) - (value.estimate === 0 ? 0.5 : 0) : (people ?? 0);
  return places.filter((place) => known.has(place.key)).sort((a, b) => depth(b) - depth(a) || (a.key < b.key ? -1 : 1));
}

/** The outlines that are no mark themselves: those under symbols, or without a figure. */
function ground({ places, shapes, points }: MapInput): Shapes {
  if (points !== null) return shapes;
  const marks = new Set(places.map(({ key }) => key));
  return { ...shapes, features: shapes.features.filter(({ id }) => !marks.has(String(id))) };
}

/** Around what the map goes close to, its neighbours are a pale line. */
function outlines(input: MapInput): Markish[] {
  const { focus, palette } = input;
  const shapes = ground(input);
  const close = new Set((focus ?? shapes).features.map(({ id }) => id));
  const part = (isClose: boolean) => ({
    ...shapes,
    features: shapes.features.filter(({ id }) => close.has(id) === isClose),
  });
  const hidden = { ariaHidden: 'true' } as const;
  return [
    ...(focus ? [geo(bordersOf(part(false)), { fill: 'none', stroke: palette.line, ...hidden })] : []),
    geo(part(true), { fill: palette.tint, stroke: palette.edge, ...hidden }),
  ];
}

function areas(input: MapInput): Markish[] {
  const { mark = [], label = [] } = mapChart.layers(input);
  const shapes = shapesByKey(input);
  const find = (looks: readonly Look[]) => looks.flatMap((look) => shapes.get(look.key) ?? []);
  return [
    geo(find(mark), { sort: null, ...painted(mark, 'mark') }),
    text(find(label).map(middleIn), { x: '0', y: '1', ...labelStyle(input.palette), ...painted(label, 'label') }),
  ];
}

function symbols(input: MapInput, points: ReadonlyMap<string, Point>): Markish[] {
  const { mark = [], label = [] } = mapChart.layers(input);
  const at = (looks: readonly Look[]) =>
    looks.flatMap((look) => [points.get(look.key)].filter((one) => one !== undefined));
  return [
    dot(at(mark), { x: '0', y: '1', r: blankOf(input.size), sort: null, ...painted(mark, 'mark') }),
    text(at(label), { x: '0', y: '1', ...labelStyle(input.palette), ...painted(label, 'label') }),
  ];
}

function markLook(place: MapPlace, { places, points, breaks, palette, size }: MapInput): Look {
  const full = lookOf(place.value, breaks, palette, hatchOf('map'));
  const paint = points === null && places.length > few ? finely(full, place.value, palette) : full;
  const extent: Record<string, number> = points === null ? {} : { r: radius(place, size) };
  const option = optionAttributes({ ...place, words: place.name });
  return { key: place.key, attributes: { ...paint, ...extent, ...outlineOf(place, palette), ...option } };
}

/** Among more areas than these dark outlines would be all that one sees. */
const few = 30;

/** Fine grey borders; what has no colour of its own keeps a darker one, and zero its own. */
function finely(paint: ReturnType<typeof lookOf>, { estimate }: Value, { edge, muted }: Palette): typeof paint {
  if (estimate === 0) return { ...paint, 'stroke-width': 1 };
  return { ...paint, stroke: estimate === null ? muted : edge, 'stroke-width': 0.5 };
}

function outlineOf({ chosen, near }: MapPlace, palette: Palette) {
  if (chosen) return chosenOutline(palette);
  return near ? chosenOutline(palette, 1.5) : {};
}

const weightOf = ({ chosen }: MapPlace) => ({ 'font-weight': chosen ? 700 : 400 });

/** A shape carries its name and figure, or its figure alone where a neighbour's words have the room. */
function shapeLabels(input: MapInput, named: readonly MapPlace[]): (place: MapPlace) => Look {
  const { breaks, palette } = input;
  const found = textsOf(input, named);
  const [shapes, pixel] = [shapesByKey(input), projected(input)];
  return (place) => {
    const { fill } = lookOf(place.value, breaks, palette, hatchOf('map'));
    const words = found.get(place.key) ?? '';
    const room = roomOf(place, input);
    const plain = fill.startsWith('#') && room.filled > 0.45 && fitsIn(words, room.width);
    const attributes = { ...weightOf(place), fill: plain ? inkOn(fill) : palette.ink, 'stroke-width': plain ? 0 : 4 };
    const shape = shapes.get(place.key);
    const at = placeAt(shape && pixel(middleIn(shape)));
    return { key: place.key, attributes: { ...at, ...attributes, ...below(room) }, text: words };
  };
}

/** Where the words of a place stand, before they move aside. */
const placeAt = ([x, y]: readonly [number, number] = [0, 0]) => ({ transform: `translate(${x},${y})` });

/** Of a shape no higher than a line nothing would be left to see under its words. */
const below = ({ height }: LabelRoom): Record<string, number> => (height < 30 ? { dy: height / 2 + 12 } : {});

/** A symbol has its name beside it, where there is room. */
function symbolLabels(input: MapInput, places: readonly MapPlace[]): (place: MapPlace) => Look {
  const beside = labelsOf(input, places);
  const pixel = projected(input);
  return (place) => {
    const { dx, dy, anchor }: LabelPlace = beside.get(place.key) ?? { dx: 0, dy: 0, anchor: 'middle' };
    const point = input.points?.get(place.key);
    const attributes = { ...placeAt(point && pixel(point)), ...weightOf(place), dx, dy, 'text-anchor': anchor };
    return { key: place.key, attributes, text: beside.has(place.key) ? (place.label ?? '') : '' };
  };
}

const keyed = new WeakMap<Shapes, ReadonlyMap<string, Shape>>();

function shapesByKey({ shapes }: MapInput): ReadonlyMap<string, Shape> {
  const known = keyed.get(shapes) ?? new Map(shapes.features.map((one) => [String(one.id), one]));
  keyed.set(shapes, known);
  return known;
}

interface LabelRoom {
  readonly width: number;
  readonly height: number;
  /** which part of that rectangle the shape fills */
  readonly filled: number;
}

/** How many pixels a shape is wide and high. */
function roomOf({ key }: MapPlace, input: MapInput): LabelRoom {
  const shape = shapesByKey(input).get(key);
  if (!shape) return { width: 0, height: 0, filled: 0 };
  const [west, south, east, north] = boundsOf({ type: 'FeatureCollection', features: [shape] });
  const pixel = projected(input);
  const [[left, bottom], [right, top]] = [pixel([west, south]), pixel([east, north])];
  const [width, height] = [right - left, bottom - top];
  return { width, height, filled: areaOf(shape.geometry, pixel) / (width * height) };
}

type Shape = Shapes['features'][number];

const middleIn = ({ geometry }: Shape): Point => middleOf(geometry, ([x = 0, y = 0]) => [x, y]);

/** The chosen place has its words first, then those with most respondents. */
const importance = ({ chosen, value }: MapPlace): number => (chosen ? Infinity : (value.n ?? 0));

/** By how much words may be wider than their shape: beyond, they would seem to be its neighbour's. */
const beyond = 1.25;

function textsOf(input: MapInput, named: readonly MapPlace[]): ReadonlyMap<string, string> {
  const shapes = shapesByKey(input);
  const pixel = projected(input);
  const written = named
    .toSorted((a, b) => importance(b) - importance(a))
    .flatMap((place) => {
      const shape = shapes.get(place.key);
      if (!shape) return [];
      const [x, y] = pixel(middleIn(shape));
      const room = roomOf(place, input);
      const full = `${place.label} ${place.short}`;
      const fits = fitsIn(full, Math.min(2 * x, 2 * (input.width - x), place.chosen ? Infinity : beyond * room.width));
      const { dy = 0 } = below(room);
      return [{ key: place.key, texts: [...(fits ? [full] : []), place.short], x, y: y + dy }];
    });
  return labelTexts(written);
}

function labelsOf(input: MapInput, places: readonly MapPlace[]) {
  const { points, size, width } = input;
  const pixel = projected(input);
  const symbols = places.flatMap((place) => {
    const point = points?.get(place.key);
    if (!point) return [];
    const [x, y] = pixel(point);
    return [{ key: place.key, label: place.label, x, y, r: radius(place, size), weight: importance(place) }];
  });
  return labelPlaces(
    symbols.sort((a, b) => b.weight - a.weight),
    width,
  );
}

const radius = ({ people }: MapPlace, size: Size) => (people === null ? blankOf(size) : radiusOf(people, size));

const labelStyle = ({ ink, ground }: Palette) => ({
  text: () => '–',
  sort: null,
  fill: ink,
  stroke: ground,
  strokeWidth: 4,
  fontSize: 14,
});

const margin = 24;

type Framed = Pick<MapInput, 'shapes' | 'focus' | 'width'>;

/** The proportions of the whole map, so that the shapes fill the width, and nothing moves when it goes close. */
function frameOf({ shapes, focus, width }: Framed): PlotOptions {
  const height = mapHeight(aspectOf(boundsOf(shapes)), width);
  return { width, height, margin, projection: { type: 'mercator', domain: focus ?? shapes } };
}

/** From degrees to the pixels where that projection puts them. */
function projected({ shapes, focus, width }: Framed): (point: Point) => [number, number] {
  const [west, south, east, north] = boundsOf(focus ?? shapes);
  const height = mapHeight(aspectOf(boundsOf(shapes)), width);
  const across = (longitude: number) => (longitude * Math.PI) / 180;
  const up = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  const [middle, centre] = [(across(west) + across(east)) / 2, (up(south) + up(north)) / 2];
  const scale = Math.min(
    (width - 2 * margin) / (across(east) - across(west)),
    (height - 2 * margin) / (up(north) - up(south)),
  );
  return ([longitude, latitude]) => [
    width / 2 + scale * (across(longitude) - middle),
    height / 2 - scale * (up(latitude) - centre),
  ];
}
