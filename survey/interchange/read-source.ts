/** The texts of a project with what is selected and coded in them. */
import { textOf } from '../xml.ts';
import { attribute, inside, listed, named, required, tell, words, type Placed } from './element.ts';
import { says, tooLong } from './fault.ts';
import { pointsOf } from './point.ts';
import { plainReading, readingOf, spanUnder, textUnder, type RawText, type Reading } from './reading.ts';
import {
  origin as ours,
  type QdaCode,
  type QdaCoding,
  type QdaSelection,
  type QdaSource,
  type QdaValue,
} from './shape.ts';
import { sourceText } from './text.ts';

/** Longest text of a source, longest description. */
const [mostText, mostWords] = [2_000_000, 100_000];

interface Around {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly codes: readonly QdaCode[];
  readonly values: (placed: Placed) => QdaValue[];
  readonly origin: string;
}

interface Loaded extends RawText {
  readonly placed: Placed;
}

export function readSources(root: Placed, around: Around): QdaSource[] {
  const loaded = listed(root, 'Sources', 'TextSource').map((placed) => load(placed, around.files));
  const reading = around.origin === ours ? plainReading : readingOf(loaded);
  const codes = new Set(guidsOf(around.codes));
  const seen = new Set<string>();
  return loaded.map((one) => sourceOf(one, { reading, codes, seen, values: around.values }));
}

const guidsOf = (codes: readonly QdaCode[]): string[] =>
  codes.flatMap(({ guid, codes: below }) => [guid, ...guidsOf(below)]);

function load(placed: Placed, files: ReadonlyMap<string, Buffer>): Loaded {
  const selections = inside(placed, 'PlainTextSelection').map((one) => ({
    start: required(one, 'startPosition', 'number', 0),
    end: required(one, 'endPosition', 'number', 0),
    name: attribute(one, 'name', 'text') ?? '',
  }));
  const { text, hadMark } = textFor(placed, files);
  if (text.length > mostText) tell(placed, 'too_long', tooLong(mostText));
  return { placed, text, hadMark, selections };
}

/** The text stands in the element, or in a file: the last part of its path is its name, whatever the folder is called. */
function textFor(placed: Placed, files: ReadonlyMap<string, Buffer>): Pick<RawText, 'text' | 'hadMark'> {
  const none = { text: '', hadMark: false };
  const [content] = inside(placed, 'PlainTextContent');
  if (content) return { text: textOf(content.element), hadMark: false };
  const at = { ...placed, path: `${placed.path}@plainTextPath` };
  const path = attribute(placed, 'plainTextPath', 'text');
  if (path === null) return (tell(at, 'missing', says.missing), none);
  const name = nameIn(path);
  const bytes = [...files].find(([file]) => nameIn(file) === name)?.[1];
  if (!bytes)
    return (tell(at, 'unknown_reference', path.startsWith('internal:') ? says.reference : says.outward), none);
  const read = sourceText(bytes);
  if (!read) tell(at, 'invalid', says.encoding);
  return read ?? none;
}

const nameIn = (path: string): string => path.split(/[\\/]/).at(-1)!.toLowerCase();

interface With {
  readonly reading: Reading;
  readonly codes: ReadonlySet<string>;
  readonly seen: Set<string>;
  readonly values: (placed: Placed) => QdaValue[];
}

function sourceOf(loaded: Loaded, context: With): QdaSource {
  const { placed } = loaded;
  const text = textUnder(loaded, context.reading);
  const length = pointsOf(text).length;
  const selections = inside(placed, 'PlainTextSelection').map((one, index) => {
    const span = spanUnder(loaded.selections[index]!, loaded, context.reading);
    if (span.start < 0 || span.stop > length || span.stop < span.start)
      tell({ ...one, path: `${one.path}@endPosition` }, 'invalid', says.outside);
    return selectionOf(one, span, context);
  });
  return {
    guid: fresh(placed, context.seen),
    name: named(placed, 300, ''),
    description: words(placed, 'Description', mostWords),
    at: attribute(placed, 'creationDateTime', 'moment'),
    ...{ text, selections, values: context.values(placed) },
    notes: noteRefs(placed),
  };
}

const selectionOf = (placed: Placed, span: { start: number; stop: number }, context: With): QdaSelection => ({
  guid: fresh(placed, context.seen),
  name: attribute(placed, 'name', 'text') ?? '',
  ...span,
  description: words(placed, 'Description', mostWords),
  codings: inside(placed, 'Coding').map((coding) => codingOf(coding, context)),
  notes: noteRefs(placed),
});

const noteRefs = (placed: Placed): string[] =>
  inside(placed, 'NoteRef').map((note) => required(note, 'targetGUID', 'guid', ''));

function codingOf(placed: Placed, context: With): QdaCoding {
  const [reference] = inside(placed, 'CodeRef');
  const code = (reference && attribute(reference, 'targetGUID', 'guid')) ?? '';
  if (!context.codes.has(code))
    tell({ ...placed, path: `${placed.path}/CodeRef@targetGUID` }, 'unknown_reference', says.reference);
  return {
    ...{ guid: fresh(placed, context.seen), code },
    user: attribute(placed, 'creatingUser', 'guid'),
    at: attribute(placed, 'creationDateTime', 'moment'),
  };
}

/** An identifier that stands for nothing else in the file. */
function fresh(placed: Placed, seen: Set<string>): string {
  const guid = required(placed, 'guid', 'guid', '');
  if (guid !== '' && seen.has(guid)) tell({ ...placed, path: `${placed.path}@guid` }, 'repeated', says.repeated);
  seen.add(guid);
  return guid;
}
