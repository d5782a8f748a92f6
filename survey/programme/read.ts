/** Reads the files of a programme folder, each by its schema; every fault of every file is kept. */
import { readdir } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { parseDefinition, type Definition } from '../definition/definition.ts';
import { GeneratorFile } from '../generate/schema.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import { failed, given, readCsv, readJson, shape, type Read, type Row } from './read-file.ts';
import { CredentialsFile } from '../contract.ts';
import * as reference from './schema-reference.ts';
import { AreasFile, NoticeFile, ProgrammeFile, SkillsFile, TargetGroupsFile } from './schema.ts';

/** A programme as its folder says it. Instruments and notices by the name of their file. */
export interface Programme {
  readonly programme: ProgrammeFile;
  readonly skills: SkillsFile;
  readonly targetGroups: TargetGroupsFile;
  readonly areas: AreasFile;
  readonly generator: GeneratorFile;
  readonly instruments: ReadonlyMap<string, Definition>;
  /** the files of the instruments as they are, character for character */
  readonly sources?: ReadonlyMap<string, string>;
  readonly notices: ReadonlyMap<string, NoticeFile>;
  readonly guide: Definition | null;
  readonly benchmarks: reference.BenchmarksFile;
  readonly forms: reference.FormsFile | null;
  readonly targetProfile: reference.TargetProfileFile | null;
  readonly credentials?: CredentialsFile | null;
  readonly organisations: readonly Row<reference.OrganisationRow>[];
  readonly margins: readonly Row<reference.MarginRow>[];
  readonly courses: readonly Row<reference.CourseRow>[];
  readonly editions: readonly Row<reference.EditionRow>[];
  readonly laboratories: readonly Row<reference.LaboratoryRow>[];
}

type Reads = { readonly [Part in keyof Programme]: Promise<Read<Programme[Part]>> };

/** One promise a part, under the name that the part has in a programme. */
function readParts(folder: string): Reads {
  const files = readAll(folder, 'instruments', (json, text) => ({ definition: parseDefinition(json), text }));
  return {
    programme: readJson(folder, 'programme.json', shape(ProgrammeFile)),
    skills: readJson(folder, 'skills.json', shape(SkillsFile)),
    targetGroups: readJson(folder, 'target-groups.json', shape(TargetGroupsFile)),
    areas: readJson(folder, 'areas.json', shape(AreasFile)),
    generator: readJson(folder, 'generator.json', shape(GeneratorFile)),
    instruments: files.then((read) => (read.value ? given(mapped(read.value, ({ definition }) => definition)) : read)),
    // their faults are told with the instruments
    sources: files.then(({ value }) => given(mapped(value ?? new Map(), ({ text }) => text))),
    notices: readAll(folder, 'notices', shape(NoticeFile)),
    guide: readJson<Definition | null>(folder, 'guide.json', parseDefinition, null),
    benchmarks: readJson(folder, 'benchmarks.json', shape(reference.BenchmarksFile), []),
    forms: readJson<reference.FormsFile | null>(folder, 'forms.json', shape(reference.FormsFile), null),
    targetProfile: readJson<reference.TargetProfileFile | null>(
      folder,
      'target-profile.json',
      shape(reference.TargetProfileFile),
      null,
    ),
    credentials: readJson<CredentialsFile | null>(folder, 'credentials.json', shape(CredentialsFile), null),
    organisations: readCsv(folder, 'organisations.csv', reference.OrganisationRow),
    margins: readCsv(folder, 'margins.csv', reference.MarginRow),
    courses: readCsv(folder, 'courses.csv', reference.CourseRow),
    editions: readCsv(folder, 'editions.csv', reference.EditionRow),
    laboratories: readCsv(folder, 'laboratories.csv', reference.LaboratoryRow),
  };
}

const mapped = <From, To>(from: ReadonlyMap<string, From>, of: (value: From) => To): Map<string, To> =>
  new Map([...from].map(([name, value]) => [name, of(value)]));

/** @returns the programme, or null where a file could not be read; and all faults */
export async function readFolder(folder: string): Promise<{ programme: Programme | null; faults: ProgrammeFault[] }> {
  const entries = Object.entries(readParts(folder));
  const reads = await Promise.all(entries.map(([, read]) => read));
  const faults = [...reads.flatMap((read) => read.faults), ...(await unknownFiles(folder))];
  const whole = reads.every(({ faults: own }) => own.length === 0);
  const parts = Object.fromEntries(entries.map(([part], index) => [part, reads[index]?.value]));
  const programme = whole ? (parts as unknown as Programme) : null;
  const id = (parts['programme'] as ProgrammeFile | null)?.id;
  const name = basename(resolve(folder));
  if (id !== undefined && id !== name) faults.push(programmeFault('programme.json', 'id', 'folder_name', id, [name]));
  return { programme, faults };
}

const known = [
  ...['programme.json', 'skills.json', 'target-groups.json', 'areas.json', 'generator.json', 'guide.json'],
  ...[
    'benchmarks.json',
    'credentials.json',
    'forms.json',
    'target-profile.json',
    'organisations.csv',
    'margins.csv',
    'courses.csv',
  ],
  ...['editions.csv', 'laboratories.csv', 'instruments', 'notices'],
];

/** A misspelt name would be a file that nobody reads. Notes (.md) and hidden files may stand in the folder. */
async function unknownFiles(folder: string): Promise<ProgrammeFault[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => !known.includes(name) && !name.startsWith('.') && extname(name) !== '.md')
    .map((name) => programmeFault(name, '', 'unknown_file', '', known));
}

/** Every JSON file of a folder, by its name without `.json`. */
async function readAll<T>(
  folder: string,
  inner: string,
  parse: (json: unknown, text: string) => T,
): Promise<Read<Map<string, T>>> {
  const names = (await readdir(join(folder, inner)).catch(() => [])).filter((name) => !name.startsWith('.'));
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) return failed([programmeFault(inner, '', 'missing_file')]);
  const read = await Promise.all(files.map((file) => readJson(folder, `${inner}/${file}`, parse)));
  const strange = names.filter((name) => !name.endsWith('.json'));
  const faults = [
    ...read.flatMap((one) => one.faults),
    ...strange.map((name) => programmeFault(`${inner}/${name}`, '', 'unknown_file', '', ['*.json'])),
  ];
  if (faults.length > 0) return failed(faults);
  return {
    value: new Map(read.map((one, index) => [files[index]!.replace(/\.json$/, ''), one.value as T])),
    faults: [],
  };
}
