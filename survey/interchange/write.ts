/** Files of the standard: the order of elements is the one of its schema, which asks for a sequence. */
import { writeXml, type XmlElement } from '../xml.ts';
import { zip } from '../zip.ts';
import {
  namespaces,
  origin,
  type QdaCase,
  type QdaCode,
  type QdaNote,
  type QdaProject,
  type QdaSelection,
  type QdaSource,
  type QdaValue,
} from './shape.ts';

type Attributes = Readonly<Record<string, string | null>>;
type Content = XmlElement | string;

function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Content | readonly Content[])[]
): XmlElement {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null);
  return { name, attributes: Object.fromEntries(given), children: children.flat() };
}

/** A list that stands in the file only when there is something in it. */
const list = (name: string, items: readonly XmlElement[]): XmlElement[] =>
  items.length === 0 ? [] : [element(name, {}, items)];

/** A text that stands in the file only when it has words. */
const words = (name: string, text: string): XmlElement[] => (text === '' ? [] : [element(name, {}, text)]);

const reference = (name: string) => (guid: string) => element(name, { targetGUID: guid });

/** A `.qdc` file. */
export const writeCodebook = (codes: readonly QdaCode[]): Buffer =>
  Buffer.from(
    writeXml(element('CodeBook', { xmlns: namespaces.codebook, origin }, element('Codes', {}, codes.map(codeElement)))),
  );

/** A `.qdpx` file: the project, and one text a source. */
export function writeProject(project: QdaProject): Buffer {
  const texts = project.sources.map(({ guid, text }) => [`sources/${guid}.txt`, bytesOf(text)] as const);
  return zip({ 'project.qde': Buffer.from(writeXml(projectElement(project))), ...Object.fromEntries(texts) });
}

/** A first U+FEFF would be taken for a mark of the encoding, so it gets one before it. */
const bytesOf = (text: string): Uint8Array => Buffer.from(text.startsWith('\uFEFF') ? `\uFEFF${text}` : text);

function projectElement(project: QdaProject): XmlElement {
  const { name, at, users, codes, variables, cases, sources, notes } = project;
  return element(
    'Project',
    { xmlns: namespaces.project, name, origin: project.origin, creationDateTime: at },
    list(
      'Users',
      users.map((user) => element('User', { ...user })),
    ),
    codes.length === 0 ? [] : element('CodeBook', {}, element('Codes', {}, codes.map(codeElement))),
    list(
      'Variables',
      variables.map(({ guid, name: called, type }) =>
        element('Variable', { guid, name: called, typeOfVariable: type }),
      ),
    ),
    list(
      'Cases',
      cases.map((one) => caseElement(one, project)),
    ),
    list(
      'Sources',
      sources.map((source) => sourceElement(source, project)),
    ),
    list('Notes', notes.map(noteElement)),
  );
}

function codeElement({ guid, name, isCodable, colour, description, codes }: QdaCode): XmlElement {
  const attributes = { guid, name, isCodable: String(isCodable), color: colour };
  return element('Code', attributes, words('Description', description), codes.map(codeElement));
}

const caseElement = ({ guid, name, values, sources, selections }: QdaCase, project: QdaProject): XmlElement =>
  element(
    'Case',
    { guid, name },
    values.map((value) => valueElement(value, project)),
    sources.map(reference('SourceRef')),
    selections.map(reference('SelectionRef')),
  );

function valueElement({ variable, type, value }: QdaValue, { variables }: QdaProject): XmlElement {
  const { guid } = variables.find(({ name }) => name === variable)!;
  return element('VariableValue', {}, reference('VariableRef')(guid), element(`${type}Value`, {}, value));
}

const sourceElement = (source: QdaSource, project: QdaProject): XmlElement =>
  element(
    'TextSource',
    {
      ...{ guid: source.guid, name: source.name, plainTextPath: `internal://${source.guid}.txt` },
      ...{ creationDateTime: source.at },
    },
    words('Description', source.description),
    source.selections.map(selectionElement),
    source.notes.map(reference('NoteRef')),
    source.values.map((value) => valueElement(value, project)),
  );

const selectionElement = ({ guid, name, start, stop, description, codings, notes }: QdaSelection): XmlElement =>
  element(
    'PlainTextSelection',
    { guid, name, startPosition: String(start), endPosition: String(stop) },
    words('Description', description),
    codings.map(({ guid: coding, code, user, at }) =>
      element('Coding', { guid: coding, creatingUser: user, creationDateTime: at }, reference('CodeRef')(code)),
    ),
    notes.map(reference('NoteRef')),
  );

const noteElement = ({ guid, name, text }: QdaNote): XmlElement =>
  element('Note', { guid, name }, element('PlainTextContent', {}, text));
