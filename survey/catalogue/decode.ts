import { isUtf8 } from 'node:buffer';
import { Problem } from '../../problem.ts';

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252';

/**
 * The text of a file as spreadsheet programs save it: UTF-16 where its mark says so, else UTF-8, else as Windows does.
 * @throws Problem catalogue_file
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const mark = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (mark === '504b0304' || mark === 'd0cf11e0')
    throw noText(
      'è una cartella di Excel: salvala come «CSV UTF-8»',
      'it is an Excel workbook: save it as "CSV UTF-8"',
    );
  const isWide = mark.startsWith('fffe') || mark.startsWith('feff');
  const encoding = isWide ? 'utf-16' : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const label = mark.startsWith('feff') ? 'utf-16be' : isWide ? 'utf-16le' : encoding;
  const text = new TextDecoder(label).decode(bytes);
  if (text.includes('\0')) throw noText('non è un testo', 'it is no text');
  return { text, encoding };
}

const noText = (it: string, en: string) => new Problem('catalogue_file', { file: 'CSV', reason: { it, en } });
