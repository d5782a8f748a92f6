/** What every reader of files of outlines gives. */
import type { OfficialLevel } from '../../data/shape-table.ts';

/** One feature of a file. `at` counts from 1; what the geometry is, nobody has checked yet. */
export interface ShapeRecord {
  readonly at: number;
  readonly id: string | number | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

export type Position = [longitude: number, latitude: number];

/** A layer of a file: its name, its records, and how its positions become degrees. */
export interface Layer {
  readonly file: string;
  readonly level: OfficialLevel;
  readonly records: readonly ShapeRecord[];
  readonly project: (position: Position) => Position;
}

/** What somebody wants of a file. */
export interface ShapesWanted {
  readonly level: OfficialLevel;
  /** the property that holds the codes; null: found by itself where its name is ISTAT's */
  readonly property: string | null;
  /** the layer of a zip, or the object of a topology; null: found by its name */
  readonly layer: string | null;
}
