/** The layers of a zip of shapefiles, found as ISTAT names them. */
import type { OfficialLevel } from '../../data/shape-table.ts';
import { Problem } from '../../problem.ts';
import { namesIn, unzip } from '../zip.ts';
import { badFormat } from './fault.ts';
import type { Layer, ShapesWanted } from './layer.ts';
import { limit } from './limit.ts';
import { toDegrees } from './projection.ts';
import { readShapefile } from './shapefile.ts';

/** `Com01012024_g_WGS84`, `ProvCM01012024_g_WGS84`, `Reg01012024_g_WGS84` */
const istat: Readonly<Record<OfficialLevel, RegExp | null>> = {
  municipality: /^com(uni)?[\d_]/i,
  province: /^prov(cm|ince)?[\d_]/i,
  region: /^reg(ioni)?[\d_]/i,
  country: null,
};

/** What a zip may bring beside the level that is wanted. */
const wider: Readonly<Record<OfficialLevel, readonly OfficialLevel[]>> = {
  ...{ country: [], region: [], province: ['region'], municipality: ['province', 'region'] },
};

interface Chosen {
  readonly level: OfficialLevel;
  /** the path inside the zip, without its ending */
  readonly path: string;
}

/**
 * The layer that is wanted and, where it is ISTAT's yearly zip, those of provinces and regions.
 * @throws Problem unreadable_file, shapes_format, shapes_layer, shapes_projection, shapes_geometry, shapes_too_large
 */
export async function readZip(file: string, bytes: Buffer, wanted: ShapesWanted): Promise<Layer[]> {
  const layers = namesIn(bytes, limit.entries).flatMap((name) => (/\.shp$/i.test(name) ? [name.slice(0, -4)] : []));
  if (layers.length === 0) throw badFormat(file, 'nello zip non c’è uno shapefile', 'there is no shapefile in the zip');
  const chosen = choose(file, layers, wanted);
  const size = { bytes: limit.unpacked, entries: limit.entries };
  const parts = unzip(bytes, size, (name) => chosen.some(({ path }) => pathsOf(path).includes(name.toLowerCase())));
  const files = new Map([...parts].map(([name, content]) => [name.toLowerCase(), content]));
  const found: Layer[] = [];
  for (const one of chosen) found.push(await readLayer(files, one));
  return found;
}

const pathsOf = (path: string) => ['shp', 'dbf', 'prj', 'cpg'].map((ending) => `${path}.${ending}`.toLowerCase());
const baseOf = (path: string) => path.split('/').at(-1) ?? path;

/** @throws Problem shapes_layer */
function choose(file: string, layers: readonly string[], { level, layer }: ShapesWanted): Chosen[] {
  const byName = layers.filter((path) => baseOf(path).toLowerCase() === layer?.toLowerCase());
  const own = layer === null ? (layers.length === 1 ? layers : named(layers, level)) : byName;
  const [path] = own;
  if (path === undefined || own.length > 1)
    throw new Problem('shapes_layer', { file, level, known: layers.map(baseOf).join(', ') });
  const others = layer === null ? wider[level] : [];
  const more = others.flatMap((one) => {
    const [first, ...rest] = named(layers, one);
    return first === undefined || rest.length > 0 ? [] : [{ level: one, path: first }];
  });
  return [{ level, path }, ...more.filter((one) => one.path !== path)];
}

const named = (layers: readonly string[], level: OfficialLevel) =>
  layers.filter((path) => istat[level]?.test(baseOf(path)));

async function readLayer(files: ReadonlyMap<string, Buffer>, { level, path }: Chosen): Promise<Layer> {
  const [shp, dbf, prj, cpg] = pathsOf(path).map((one) => files.get(one));
  const file = baseOf(path);
  if (!shp || !dbf) throw badFormat(file, 'manca il .shp o il .dbf', 'its .shp or .dbf is missing');
  if (!prj) throw new Problem('shapes_projection', { file, value: '.prj?' });
  const project = toDegrees(file, prj.toString('utf8'));
  const encoding = cpg?.toString('latin1') ?? null;
  return { file, level, project, records: await readShapefile({ name: file, shp, dbf, encoding }) };
}
