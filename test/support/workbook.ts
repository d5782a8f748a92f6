/** Reads a workbook by its parts, not by the library that wrote it. */
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

export interface BookCell {
  readonly value: string | number | null;
  /** how numbers are shown: `0%` */
  readonly format: string;
  readonly isFormula: boolean;
}
export interface BookSheet {
  readonly name: string;
  readonly rows: readonly (readonly BookCell[])[];
}

type Node = Record<string, unknown>;
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ['row', 'c', 'si', 'sheet', 'xf', 'numFmt'].includes(name),
});

export function readWorkbook(bytes: Uint8Array): BookSheet[] {
  const files = unzipSync(bytes);
  const read = (path: string) => parser.parse(strFromU8(files[path]!)) as Record<string, Node>;
  const shared = (read('xl/sharedStrings.xml').sst!.si as Node[]).map(({ t }) => textOf(t));
  const formats = formatsOf(read('xl/styles.xml').styleSheet!);
  const names = ((read('xl/workbook.xml').workbook!.sheets as Node).sheet as Node[]).map((one) =>
    String(one['@_name']),
  );
  return names.map((name, at) => {
    const data = read(`xl/worksheets/sheet${at + 1}.xml`).worksheet!.sheetData as { row?: Node[] };
    return {
      name,
      rows: (data.row ?? []).map(({ c }) => ((c ?? []) as Node[]).map((cell) => cellOf(cell, shared, formats))),
    };
  });
}

/** An element with attributes is an object, one without is its text. */
const textOf = (node: unknown): string =>
  typeof node === 'object' && node !== null ? String((node as Node)['#text'] ?? '') : String(node ?? '');

function formatsOf({ numFmts, cellXfs }: Node): string[] {
  const own = new Map(
    ((numFmts as Node | undefined)?.numFmt as Node[] | undefined)?.map((one) => [
      one['@_numFmtId'],
      one['@_formatCode'],
    ]),
  );
  return ((cellXfs as Node).xf as Node[]).map((one) => String(own.get(one['@_numFmtId']) ?? one['@_numFmtId']));
}

function cellOf(cell: Node, shared: readonly string[], formats: readonly string[]): BookCell {
  const text = 'v' in cell ? textOf(cell.v) : null;
  const value = text === null ? null : cell['@_t'] === 's' ? shared[Number(text)]! : Number(text);
  return { value, format: formats[Number(cell['@_s'] ?? 0)] ?? '', isFormula: 'f' in cell };
}
