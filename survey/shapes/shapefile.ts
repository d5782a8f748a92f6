/** The only door to the library of shapefiles. */
import { open } from 'shapefile';
import { badFormat, badShape, tooMuch } from './fault.ts';
import type { ShapeRecord } from './layer.ts';
import { limit } from './limit.ts';

/** The files of one layer; `encoding` as the `.cpg` says it. */
export interface ShapefileBytes {
  readonly name: string;
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array;
  readonly encoding: string | null;
}

/** @throws Problem shapes_format, shapes_geometry, shapes_too_large */
export async function readShapefile({ name, shp, dbf, encoding }: ShapefileBytes): Promise<ShapeRecord[]> {
  const source = await open(shp, dbf, { encoding: labelOf(name, encoding) }).catch((cause: unknown) => {
    throw badFormat(name, 'lo shapefile è guasto', 'the shapefile is damaged', cause);
  });
  const records: ShapeRecord[] = [];
  for (;;) {
    const at = records.length + 1;
    const read = await source.read().catch((): never => {
      throw badShape(name, at, 'l’elemento è guasto', 'the record is damaged');
    });
    if (read.done) return records;
    if (at > limit.records) throw tooMuch(name, { it: 'troppi elementi', en: 'too many records' }, limit.records);
    const { properties, geometry } = read.value;
    records.push({ at, id: undefined, properties: withoutPadding(properties ?? {}), geometry });
  }
}

/** Texts of some makers are padded with NUL, which the library leaves. */
function withoutPadding(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key.replaceAll('\0', ''),
      typeof value === 'string' ? value.replaceAll('\0', '').trim() : value,
    ]),
  );
}

/** @throws Problem shapes_format for an encoding that nobody knows */
function labelOf(name: string, encoding: string | null): string {
  const label = (encoding ?? '').replaceAll('\0', '').trim();
  if (label === '') return 'windows-1252';
  const known = /^\d+$/.test(label) ? (label === '65001' ? 'utf-8' : `windows-${label}`) : label;
  try {
    return new TextDecoder(known).encoding;
  } catch (cause) {
    throw badFormat(name, `codifica «${label}» sconosciuta`, `unknown encoding "${label}"`, cause);
  }
}
