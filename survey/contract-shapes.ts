/** The shapes of territories as pages and routes ask for them, and the import of official ones. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { ProblemLanguage } from '../problem.ts';

/** `within`: the code of what contains them. `programme`: whose areas; needed for the level `area`. */
export interface ShapesQuery {
  readonly within: string | undefined;
  readonly programme: string | undefined;
}

/** Shapes of a territorial level as TopoJSON text, with a tag that changes when they do. */
export interface TerritoryShapes {
  /** @throws Problem `unknown_level`, `unknown_parameter`, `missing_parameter` */
  topojson(level: string, query: ShapesQuery): Promise<{ readonly text: string; readonly etag: string }>;
  /** the levels of a programme that official outlines were imported for */
  outlined(programme: string): readonly OutlinedLevel[];
  /** whom to name for the outlines in use */
  credits(): readonly ShapesCredit[];
}
export type OutlinedLevel = 'region' | 'province' | 'area' | 'municipality';

/** [west, south, east, north] in degrees. */
export type Bounds = readonly [number, number, number, number];

export const OfficialLevel = z.enum(['country', 'region', 'province', 'municipality']);

export const NamedCode = z.object({ code: z.string(), name: z.string() });
export type NamedCode = z.infer<typeof NamedCode>;

/** How one layer of a file fits the list. */
export const LevelReport = z
  .object({
    level: OfficialLevel,
    layer: z.string(),
    property: z.string().meta({ description: 'Which property holds the codes.' }),
    records: z.int(),
    matched: z.int().meta({ description: 'Territories of the list that get an outline.' }),
    notInList: z.array(NamedCode).meta({ description: 'Codes of the file that the list does not have.' }),
    notOnMap: z
      .array(NamedCode)
      .meta({ description: 'Territories of the list without an outline, in the regions of the file.' }),
    empty: z.array(NamedCode).meta({ description: 'Records without geometry.' }),
    elsewhere: z.array(NamedCode).meta({ description: 'Outlines that lie far from the known point.' }),
    withoutCode: z.int(),
    positions: z.int(),
    closedRings: z.int(),
    droppedRings: z.int(),
    detail: z.int().meta({ description: 'Metres: smaller bends are left out.' }),
    pieces: z
      .array(z.object({ region: z.string(), size: z.int() }))
      .meta({ description: 'Kilobytes of each region’s outlines when they are sent.' }),
  })
  .meta({ id: 'LevelReport' });
export type LevelReport = z.infer<typeof LevelReport>;

export const ShapesStep = z.enum(['read', 'match', 'simplify']);
export type ShapesStep = z.infer<typeof ShapesStep>;

/** A file that was uploaded and is being tried, or was; nothing of it is stored yet. */
export const ShapesDraft = z
  .object({
    file: z.string(),
    state: z.enum(['running', 'ready', 'failed']),
    step: ShapesStep,
    done: z.int(),
    of: z.int(),
    levels: z.array(LevelReport),
    problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'ShapesDraft', description: '`done` of `of` layers; `problem` when it failed.' });
export type ShapesDraft = z.infer<typeof ShapesDraft>;

/** What is said of outlines on every map. */
export const ShapesCredit = z.strictObject({
  source: z.string().trim().min(1).max(200),
  vintage: z.int().min(1900).max(2100),
  licence: z.string().trim().min(1).max(100),
});
export type ShapesCredit = z.infer<typeof ShapesCredit>;

/** How an upload is to be read; what is left out is found by ISTAT's names. */
export const ShapesUpload = z.strictObject({
  level: OfficialLevel,
  file: z.string().min(1).max(200),
  property: z.string().min(1).max(100).optional(),
  layer: z.string().min(1).max(200).optional(),
});
export type ShapesUpload = z.infer<typeof ShapesUpload>;

export const ShapesStanding = z.strictObject({ stands: z.boolean() });

export const ShapesVersion = z
  .object({
    id: z.int(),
    importedOn: z.iso.date(),
    file: z.string(),
    source: z.string(),
    vintage: z.int(),
    licence: z.string(),
    stands: z.boolean().meta({ description: 'False: taken back; the version before it is drawn again.' }),
    drawn: z.partialRecord(OfficialLevel, z.int()).meta({ description: 'Outlines by level.' }),
  })
  .meta({ id: 'ShapesVersion' });
export type ShapesVersion = z.infer<typeof ShapesVersion>;

export const ShapesState = z
  .object({ versions: z.array(ShapesVersion), draft: ShapesDraft.nullable() })
  .meta({ id: 'ShapesState' });
export type ShapesState = z.infer<typeof ShapesState>;

type Who = Person | null;

/** Official outlines: tried, stored, taken back; for administrators of everything. */
export interface ShapeImports {
  /** @throws Problem sign_in_needed, not_found, as every member */
  state(who: Who, language: ProblemLanguage): Promise<ShapesState>;
  /** Begins to try a file; what it gives stands in `state`. @throws Problem shapes_busy */
  begin(who: Who, language: ProblemLanguage, upload: ShapesUpload, bytes: Uint8Array): Promise<ShapesDraft>;
  /** Stops and forgets the file that is being tried. */
  cancel(who: Who): void;
  /** Stores what was tried. @throws Problem shapes_not_checked */
  apply(who: Who, language: ProblemLanguage, credit: ShapesCredit): Promise<ShapesState>;
  /** Takes a version back, or puts it back. */
  setStands(who: Who, language: ProblemLanguage, id: number, stands: boolean): Promise<ShapesState>;
}
