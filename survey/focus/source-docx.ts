/** Word processor files (ECMA-376): the paragraphs of the main text, as they read with all changes accepted. */
import { Problem } from '../../problem.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { unzip } from '../zip.ts';

const main = 'word/document.xml';
const limit = { bytes: 20 * 1024 * 1024, entries: 2_000 };

/** @throws Problem unreadable_file */
export function paragraphsOfDocx(bytes: Buffer): string[] {
  const document = unzip(bytes, limit, (name) => name === main).get(main);
  if (!document) throw new Problem('unreadable_file', { reason: { it: 'non è un .docx', en: 'it is no .docx' } });
  return paragraphsIn(parseXml(document.toString('utf8')));
}

/** What was struck out, what a reader of older files would see in its place, and what is no text. */
const left = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'pPr', 'rPr']);

function paragraphsIn(element: XmlElement): string[] {
  if (left.has(element.name)) return [];
  const inside = element.children.flatMap((child) => (typeof child === 'string' ? [] : paragraphsIn(child)));
  return element.name === 'p' ? [wordsOf(element), ...inside] : inside;
}

/** The words of a paragraph, without those of a paragraph in a box that hangs on it. */
function wordsOf({ children }: XmlElement): string {
  return children
    .map((child) => {
      if (typeof child === 'string' || left.has(child.name) || child.name === 'p') return '';
      if (child.name === 't') return child.children.filter((one) => typeof one === 'string').join('');
      if (child.name === 'tab' || child.name === 'br' || child.name === 'cr') return ' ';
      return child.name === 'noBreakHyphen' ? '-' : wordsOf(child);
    })
    .join('');
}
