/** A `.qdpx` file as a project, and every fault with its place. */
import { Problem } from '../../problem.ts';
import { parseXml } from '../xml.ts';
import { unzip } from '../zip.ts';
import { attribute, inside, listed, named, required, tell, words, type Placed } from './element.ts';
import { says, type FileFault } from './fault.ts';
import { readCodes } from './read-codes.ts';
import { readSources } from './read-source.ts';
import { utf8 } from './text.ts';
import type { QdaCase, QdaNote, QdaProject, QdaValue, QdaVariable, VariableType } from './shape.ts';

/** All files together once unpacked, and how many; the longest note. */
const limit = { bytes: 64 * 1024 * 1024, entries: 2_000 };
const mostWords = 100_000;

/** A project, and what of it has no place with us. */
export interface ReadProject {
  readonly project: QdaProject;
  /** pictures, recordings, documents of a layout */
  readonly otherSources: number;
}

/** @throws Problem unreadable_file */
export function readProject(bytes: Buffer, faults: FileFault[]): ReadProject {
  const files = unzip(bytes, limit, (name) => /\.(qde|txt)$/i.test(name));
  const document = [...files].find(([name]) => /(^|\/)[^/]*\.qde$/i.test(name))?.[1];
  if (document === undefined)
    throw new Problem('unreadable_file', { reason: { it: 'manca project.qde', en: 'project.qde is missing' } });
  const root: Placed = { element: parseXml(utf8(document)), path: 'Project', faults };
  if (root.element.name !== 'Project') tell(root, 'missing', says.missing);
  const project = projectOf(root, files);
  const others = ['PictureSource', 'PDFSource', 'AudioSource', 'VideoSource'];
  return { project, otherSources: others.reduce((sum, name) => sum + listed(root, 'Sources', name).length, 0) };
}

function projectOf(root: Placed, files: ReadonlyMap<string, Buffer>): QdaProject {
  const codes = inside(root, 'CodeBook').flatMap((book) => readCodes({ ...book, path: 'Project/CodeBook' }));
  const variables = listed(root, 'Variables', 'Variable').map(variableOf);
  const values = (placed: Placed) => valuesOf(placed, variables);
  const origin = attribute(root, 'origin', 'text') ?? '';
  return {
    name: named(root, 300, ''),
    origin,
    at: attribute(root, 'creationDateTime', 'moment'),
    users: listed(root, 'Users', 'User').map((user) => ({ guid: required(user, 'guid', 'guid', ''), name: '' })),
    ...{ codes, variables },
    cases: listed(root, 'Cases', 'Case').map((one) => caseOf(one, values)),
    sources: readSources(root, { files, codes, values, origin }),
    notes: listed(root, 'Notes', 'Note').map(noteOf),
  };
}

const variableOf = (placed: Placed): QdaVariable => ({
  guid: required(placed, 'guid', 'guid', ''),
  name: named(placed, 300, '?'),
  type: required(placed, 'typeOfVariable', 'type', 'Text'),
});

function valuesOf(placed: Placed, variables: readonly QdaVariable[]): QdaValue[] {
  return inside(placed, 'VariableValue').flatMap((one) => {
    const [reference] = inside(one, 'VariableRef');
    const target = reference && attribute(reference, 'targetGUID', 'guid');
    const variable = variables.find(({ guid }) => guid === target);
    if (!variable) tell({ ...one, path: `${one.path}/VariableRef@targetGUID` }, 'unknown_reference', says.reference);
    const value = variable && valueOf(one, variable.type);
    return variable && value !== undefined ? [{ variable: variable.name, type: variable.type, value }] : [];
  });
}

function valueOf(placed: Placed, type: VariableType): string | undefined {
  const name = `${type}Value`;
  return inside(placed, name).length === 0 ? undefined : words(placed, name, mostWords);
}

const targets = (placed: Placed, name: string): string[] =>
  inside(placed, name).map((one) => required(one, 'targetGUID', 'guid', ''));

const caseOf = (placed: Placed, values: (placed: Placed) => QdaValue[]): QdaCase => ({
  guid: required(placed, 'guid', 'guid', ''),
  name: attribute(placed, 'name', 'text') ?? '',
  values: values(placed),
  sources: targets(placed, 'SourceRef'),
  selections: targets(placed, 'SelectionRef'),
});

const noteOf = (placed: Placed): QdaNote => ({
  guid: required(placed, 'guid', 'guid', ''),
  name: attribute(placed, 'name', 'text') ?? '',
  text: words(placed, 'PlainTextContent', mostWords),
});
