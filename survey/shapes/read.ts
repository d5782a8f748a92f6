/** Reads a file of outlines, whatever it is. */
import { badFormat } from './fault.ts';
import { readJson } from './json-layer.ts';
import type { Layer, ShapesWanted } from './layer.ts';
import { readZip } from './zip-layers.ts';

/**
 * The layers of a file, the one that is wanted first.
 * @param file  its name, for messages
 * @throws Problem unreadable_file, shapes_format, shapes_layer, shapes_projection, shapes_geometry, shapes_too_large
 */
export async function readLayers(file: string, bytes: Buffer, wanted: ShapesWanted): Promise<Layer[]> {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return readZip(file, bytes, wanted);
  const start = bytes.subarray(0, 64).toString('utf8').trimStart();
  if (start.startsWith('{') || start.startsWith('\uFEFF')) return [readJson(file, bytes, wanted)];
  throw badFormat(file, 'il contenuto è di un altro tipo', 'its content is of another kind');
}
