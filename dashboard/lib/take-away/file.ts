/** A figure as a file of any kind, exactly what its table shows. */
import type { FigureFiles } from '../../../analytics/contract.ts';
import { content, fileOf } from '../explore/file.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import type { Scene } from '../explore/scene.ts';
import { bookOf } from './book.ts';
import { fileTable } from './table.ts';

export interface TakenFile {
  readonly name: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const types = {
  arrow: 'application/vnd.apache.arrow.stream',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

interface Asked {
  /** such as `map.csv`: a figure and a kind of file */
  readonly file: string;
  readonly survey: ExploredSurvey;
  readonly files: FigureFiles;
  /** the address of the service */
  readonly site: string;
}

/** @returns null for a file that there is not, or when there is no figure */
export async function takenFile(scene: Scene, { file, survey, files, site }: Asked): Promise<TakenFile | null> {
  const [chart = '', format] = file.split('.');
  const [envelope, rows] = content(scene, chart);
  if (!envelope || (format !== 'arrow' && format !== 'xlsx')) return fileOf(scene, file);
  const { rows: _, ...about } = envelope;
  const body =
    format === 'arrow'
      ? files.arrow(fileTable(scene, rows, envelope), about)
      : await files.workbook(bookOf(scene, survey, chart, envelope, rows, site));
  const name = `${envelope.survey}-${chart}-${envelope.figure ?? envelope.view}.${format}`;
  return { name, type: types[format], body: bytes(body) };
}

/** A copy of its own: what a response may hold. */
const bytes = (written: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(written);
