/** From the bytes of a file to outlines that can be stored, and a report of how they fit the list. */
import type { NewPart } from '../../data/shape-table.ts';
import type { LevelReport, ShapesStep } from '../contract.ts';
import { buildParts } from './build.ts';
import type { ShapesWanted } from './layer.ts';
import { tooMuch } from './fault.ts';
import { limit } from './limit.ts';
import { matchLayer, type Listed } from './match.ts';
import { readLayers } from './read.ts';

export interface ShapesTask {
  /** the name of the file, for messages */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly wanted: ShapesWanted;
  readonly list: readonly Listed[];
}

export interface Made {
  readonly parts: readonly NewPart[];
  readonly levels: readonly LevelReport[];
}

export type TellStep = (step: ShapesStep, done: number, of: number) => void;

/**
 * @throws Problem unreadable_file, shapes_format, shapes_layer, shapes_projection, shapes_geometry, shapes_too_large,
 *   shapes_need_property, shapes_no_match, shapes_elsewhere
 */
export async function makeShapes({ file, bytes, wanted, list }: ShapesTask, tell: TellStep = () => {}): Promise<Made> {
  if (bytes.length > limit.packed)
    throw tooMuch(file, { it: 'troppi byte', en: 'too many bytes' }, `${limit.packed / 1024 ** 2} MB`);
  tell('read', 0, 1);
  const layers = await readLayers(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), wanted);
  const made: Made[] = [];
  for (const [at, layer] of layers.entries()) {
    tell('match', at, layers.length);
    // the property that was chosen is that of the level that is wanted
    const { outlines, report } = matchLayer(layer, list, at === 0 ? wanted : { property: null });
    tell('simplify', at, layers.length);
    const built = buildParts(layer.level, outlines);
    made.push({ parts: built.parts, levels: [{ ...report, ...built.report }] });
  }
  return { parts: made.flatMap(({ parts }) => parts), levels: made.flatMap(({ levels }) => levels) };
}
