/** Texts as bytes of files that others made. */
import { isUtf8 } from 'node:buffer';
import { Problem } from '../../problem.ts';

/** @throws Problem unreadable_file */
export function utf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Problem('unreadable_file', { reason: { it: 'non è testo UTF-8', en: 'it is not UTF-8 text' } });
}

/** A text, and whether a mark of the encoding stood before it; null when it is none. Windows programs write UTF-16 as well. */
export function sourceText(bytes: Buffer): { readonly text: string; readonly hadMark: boolean } | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    const hadMark = text.startsWith('\uFEFF');
    return { text: hadMark ? text.slice(1) : text, hadMark };
  } catch {
    return null;
  }
}
