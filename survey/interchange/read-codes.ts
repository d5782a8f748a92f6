/** The tree of codes of a file, in a project or a codebook of its own. */
import { parseXml } from '../xml.ts';
import { attribute, inside, listed, named, required, tell, words, type Placed } from './element.ts';
import { says, type FileFault } from './fault.ts';
import { utf8 } from './text.ts';
import type { QdaCode } from './shape.ts';

/** Longest name, longest description, most codes of a file. */
const [mostName, mostWords, mostCodes] = [120, 20_000, 5_000];

/** @throws Problem unreadable_file */
export function readCodebook(bytes: Buffer, faults: FileFault[]): QdaCode[] {
  const root = { element: parseXml(utf8(bytes)), path: 'CodeBook', faults };
  const codes = root.element.name === 'CodeBook' ? readCodes(root) : [];
  if (root.element.name !== 'CodeBook' || codes.length === 0)
    tell({ ...root, path: 'CodeBook/Codes/Code' }, 'missing', says.missing);
  return codes;
}

/** The codes below an element `CodeBook`. */
export function readCodes(book: Placed): QdaCode[] {
  const seen = new Set<string>();
  const read = (placed: Placed): QdaCode => {
    const guid = required(placed, 'guid', 'guid', '');
    if (seen.has(guid)) tell({ ...placed, path: `${placed.path}@guid` }, 'repeated', says.repeated);
    seen.add(guid);
    required(placed, 'name', 'text', '');
    return {
      guid,
      name: named(placed, mostName, '?'),
      // some programs leave it out
      isCodable: attribute(placed, 'isCodable', 'truth') ?? true,
      colour: attribute(placed, 'color', 'colour'),
      description: words(placed, 'Description', mostWords),
      codes: inside(placed, 'Code').map(read),
    };
  };
  const codes = listed(book, 'Codes', 'Code').map(read);
  if (seen.size > mostCodes)
    tell(book, 'too_long', { it: `Al massimo ${mostCodes} codici.`, en: `At most ${mostCodes} codes.` });
  return codes;
}
