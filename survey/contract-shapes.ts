/** The shapes of territories as pages and routes ask for them. */

/** `within`: the code of what contains them. `programme`: whose areas; needed for the level `area`. */
export interface ShapesQuery {
  readonly within: string | undefined;
  readonly programme: string | undefined;
}

/** Shapes of a territorial level as TopoJSON text, with a tag that changes when they do. */
export interface TerritoryShapes {
  /** @throws Problem `unknown_level`, `unknown_parameter`, `missing_parameter` */
  topojson(level: string, query: ShapesQuery): Promise<{ readonly text: string; readonly etag: string }>;
}

/** [west, south, east, north] in degrees. */
export type Bounds = readonly [number, number, number, number];
