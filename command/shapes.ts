import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { ShapesCredit, ShapesUpload, type LevelReport, type NamedCode } from '../survey/contract.ts';
import { makeInThread } from '../survey/shapes/thread.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage =
  'import shapes FILE --level municipality|province|region|country [--property CODE] [--layer NAME] [--dry-run] [--source TEXT --vintage YEAR --licence TEXT]';

export const importShapes: Command = {
  name: 'import shapes',
  usage,
  does: 'takes official outlines from ISTAT’s zip, GeoJSON or TopoJSON; --dry-run says how they fit the list and stores nothing',
  run: async (argv) => {
    const { path, upload, credit } = readOptions(argv);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new Problem('invalid_file', { file: path, reason: cause instanceof Error ? cause.message : String(cause) });
    });
    await withApplication(async ({ shapeImports: { store } }) => {
      const { level, file, property = null, layer = null } = upload;
      const wanted = { level, property, layer };
      const made = await makeInThread({ file, bytes, wanted, list: await store.list() });
      for (const line of made.levels.flatMap(report)) console.log(line);
      if (credit === null) return console.log('dry run: nothing was stored');
      const id = await store.add('command', { name: file, bytes }, made, credit);
      console.log(`stored as version ${id}`);
    });
  },
};

function readOptions(argv: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { level: text, property: text, layer: text, source: text, vintage: text, licence: text, 'dry-run': flag },
    allowPositionals: true,
  });
  const [path, ...more] = positionals;
  const { level, property, layer, source, licence } = values;
  const upload = ShapesUpload.safeParse({ file: basename(path ?? ''), level, property, layer });
  const credit = ShapesCredit.safeParse({ source, licence, vintage: Number(values.vintage) });
  const isDry = values['dry-run'] === true;
  if (path === undefined || more.length > 0 || !upload.success || !(isDry || credit.success))
    throw new Problem('usage', { value: usage });
  return { path, upload: upload.data, credit: isDry ? null : (credit.data ?? null) };
}

function report(one: LevelReport): string[] {
  const size = Math.max(...one.pieces.map(({ size }) => size));
  return [
    `${one.level}: ${one.matched} of ${one.records} records of ${one.layer} matched by ${one.property}`,
    `  bends below ${one.detail} m left out; the largest region takes ${size} kB`,
    ...listed('in the file, not in the list', one.notInList),
    ...listed('in the list, not in the file', one.notOnMap),
    ...listed('without geometry', one.empty),
    ...listed('far from their known point', one.elsewhere),
    ...(one.withoutCode > 0 ? [`  records without a code: ${one.withoutCode}`] : []),
    ...(one.closedRings > 0 ? [`  rings that were closed: ${one.closedRings}`] : []),
    ...(one.droppedRings > 0 ? [`  rings without an inside, left out: ${one.droppedRings}`] : []),
  ];
}

const listed = (what: string, codes: readonly NamedCode[]): string[] =>
  codes.length === 0 ? [] : [`  ${what}: ${codes.length}`, ...codes.map(({ code, name }) => `    ${code} ${name}`)];
