/** Writes small shapefiles, as ISTAT's yearly zip has them, so that tests need no file of anybody. */
import proj4 from 'proj4';
import { zip } from '../../survey/zip.ts';

export type Ring = readonly (readonly [number, number])[];

/** A record: its fields, and its rings in the coordinates of the layer; none: no geometry. */
export interface ShapeRow {
  readonly fields: Readonly<Record<string, string>>;
  readonly rings: readonly Ring[];
}

export const utm32 =
  'PROJCS["WGS_1984_UTM_Zone_32N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Degrees as metres of UTM 32N. */
export const inMetres = (ring: Ring): Ring => ring.map((one) => proj4('WGS84', utm32, [...one]) as [number, number]);

/** A square of degrees, clockwise and closed. */
export const square = (x: number, y: number, side = 0.2): Ring => [
  ...([
    [x, y],
    [x, y + side],
    [x + side, y + side],
  ] as const),
  ...([
    [x + side, y],
    [x, y],
  ] as const),
];

/** The `.shp` of polygons. */
export function shpOf(rows: readonly ShapeRow[]): Uint8Array {
  const records = rows.map(({ rings }, index) => recordOf(rings, index + 1));
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, one) => sum + one.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
}

function recordOf(rings: readonly Ring[], number: number): Buffer {
  const content = rings.length === 0 ? Buffer.alloc(4) : polygonOf(rings);
  const header = Buffer.alloc(8);
  header.writeInt32BE(number, 0);
  header.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([header, content]);
}

function polygonOf(rings: readonly Ring[]): Buffer {
  const points = rings.flat();
  const buffer = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
  buffer.writeInt32LE(5, 0);
  buffer.writeInt32LE(rings.length, 36);
  buffer.writeInt32LE(points.length, 40);
  let start = 0;
  rings.forEach((ring, at) => {
    buffer.writeInt32LE(start, 44 + 4 * at);
    start += ring.length;
  });
  points.forEach(([x, y], at) => {
    buffer.writeDoubleLE(x, 44 + 4 * rings.length + 16 * at);
    buffer.writeDoubleLE(y, 52 + 4 * rings.length + 16 * at);
  });
  return buffer;
}

/** The `.dbf` with text fields of 30 bytes, padded with NUL as some makers do. */
export function dbfOf(rows: readonly ShapeRow[], encoding: BufferEncoding = 'utf8'): Uint8Array {
  const names = Object.keys(rows[0]?.fields ?? {});
  const width = 30;
  const header = Buffer.alloc(32 + 32 * names.length + 1);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + width * names.length, 10);
  names.forEach((name, at) => {
    header.write(name, 32 + 32 * at, 'latin1');
    header.write('C', 32 + 32 * at + 11, 'latin1');
    header.writeUInt8(width, 32 + 32 * at + 16);
  });
  header.writeUInt8(0x0d, header.length - 1);
  const records = rows.map(({ fields }) => {
    const record = Buffer.alloc(1 + width * names.length);
    record.write(' ', 0);
    names.forEach((name, at) => record.write(fields[name] ?? '', 1 + width * at, encoding));
    return record;
  });
  return Buffer.concat([header, ...records]);
}

interface LayerFiles {
  readonly path: string;
  readonly rows: readonly ShapeRow[];
  readonly prj?: string | null;
  readonly encoding?: BufferEncoding;
}

/** A zip with these layers. */
export function shapeZip(...layers: readonly LayerFiles[]): Buffer {
  const files = layers.flatMap(({ path, rows, prj = utm32, encoding = 'utf8' }) => [
    [`${path}.shp`, shpOf(rows)] as const,
    [`${path}.dbf`, dbfOf(rows, encoding)] as const,
    ...(prj === null ? [] : [[`${path}.prj`, Buffer.from(prj)] as const]),
    ...(encoding === 'utf8' ? [[`${path}.cpg`, Buffer.from('UTF-8')] as const] : []),
  ]);
  return zip(Object.fromEntries(files));
}

/** Two municipalities side by side, and one that the list does not have, about Matera and Policoro. */
export const threeTowns: readonly ShapeRow[] = [
  town('077014', 'Matera', 16.5, 40.55),
  town('077021', 'Policoro', 16.7, 40.15),
  town('077999', 'Cittanuova', 16.7, 40.55),
];

function town(code: string, name: string, x: number, y: number): ShapeRow {
  return { fields: { PRO_COM_T: code, COMUNE: name }, rings: [inMetres(square(x, y))] };
}

/** The three towns, their province and their region, named as ISTAT names them. */
export function istatZip(towns: readonly ShapeRow[] = threeTowns): Buffer {
  const box = (west: number): readonly Ring[] => [
    inMetres([
      ...([
        [west, 40.1],
        [west, 40.8],
        [16.95, 40.8],
      ] as const),
      ...([
        [16.95, 40.1],
        [west, 40.1],
      ] as const),
    ]),
  ];
  const folder = 'Limiti01012024_g';
  return shapeZip(
    { path: `${folder}/Com01012024_g/Com01012024_g_WGS84`, rows: towns },
    {
      path: `${folder}/ProvCM01012024_g/ProvCM01012024_g_WGS84`,
      rows: [{ fields: { COD_PROV: '77' }, rings: box(16.4) }],
    },
    { path: `${folder}/Reg01012024_g/Reg01012024_g_WGS84`, rows: [{ fields: { COD_REG: '17' }, rings: box(15.4) }] },
  );
}
