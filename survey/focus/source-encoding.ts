import { isUtf8 } from 'node:buffer';
import { Problem } from '../../problem.ts';

/**
 * The text of a file as programs of the last thirty years write it: UTF-16 where its mark says so, else UTF-8, else
 * Windows-1252. Line ends become `\n`. @throws Problem unreadable_file
 */
export function decodeText(bytes: Buffer): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/\r\n?/g, '\n');
  if (!text.includes('\0')) return text;
  throw new Problem('unreadable_file', { reason: { it: 'non è un testo', en: 'it is no text' } });
}

function encodingOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
