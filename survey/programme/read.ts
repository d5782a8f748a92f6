/** Reads the files of a programme folder, each by its schema; every fault of every file is kept. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';
import { parseDefinition, pathText, type Definition } from '../definition/definition.ts';
import { GeneratorFile } from '../generate/schema.ts';
import { faultsFrom, programmeFault, type ProgrammeFault } from './fault.ts';
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
}

type Read<T> =
  { readonly value: T; readonly faults: readonly [] } | { readonly value: null; readonly faults: ProgrammeFault[] };

/** @returns the programme, or null where a file could not be read; and all faults */
export async function readFolder(folder: string): Promise<{ programme: Programme | null; faults: ProgrammeFault[] }> {
  const one = <T>(file: string, parse: (json: unknown) => T) => readFileOf(folder, file, parse);
  const [programme, skills, targetGroups, areas, generator, instruments, notices] = await Promise.all([
    one('programme.json', shape(ProgrammeFile)),
    one('skills.json', shape(SkillsFile)),
    one('target-groups.json', shape(TargetGroupsFile)),
    one('areas.json', shape(AreasFile)),
    one('generator.json', shape(GeneratorFile)),
    readAll(folder, 'instruments', (json, text) => ({ definition: parseDefinition(json), text })),
    readAll(folder, 'notices', shape(NoticeFile)),
  ]);
  const faults = [programme, skills, targetGroups, areas, generator, instruments, notices].flatMap(
    (read) => read.faults,
  );
  const name = basename(resolve(folder));
  if (programme.value && programme.value.id !== name)
    faults.push(programmeFault('programme.json', 'id', 'folder_name', programme.value.id, [name]));
  if (!programme.value || !skills.value || !targetGroups.value || !areas.value) return { programme: null, faults };
  if (!generator.value || !instruments.value || !notices.value) return { programme: null, faults };
  const whole = {
    skills: skills.value,
    targetGroups: targetGroups.value,
    areas: areas.value,
    generator: generator.value,
  };
  const named = {
    instruments: mapped(instruments.value, ({ definition }) => definition),
    sources: mapped(instruments.value, ({ text }) => text),
    notices: notices.value,
  };
  return { programme: { programme: programme.value, ...whole, ...named }, faults };
}

const mapped = <From, To>(from: ReadonlyMap<string, From>, of: (value: From) => To): Map<string, To> =>
  new Map([...from].map(([name, value]) => [name, of(value)]));

class ShapeFault extends Error {
  readonly issues: readonly z.core.$ZodIssue[];
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('wrong shape');
    this.issues = issues;
  }
}

function shape<T>(schema: z.ZodType<T>): (json: unknown) => T {
  return (json) => {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new ShapeFault(parsed.error.issues);
  };
}

async function readFileOf<T>(
  folder: string,
  file: string,
  parse: (json: unknown, text: string) => T,
): Promise<Read<T>> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text === null) return failed([programmeFault(file, '', 'missing_file')]);
  try {
    return { value: parse(JSON.parse(text), text), faults: [] };
  } catch (error) {
    if (error instanceof SyntaxError) return failed([programmeFault(file, '', 'invalid_json', error.message)]);
    if (!(error instanceof ShapeFault)) return failed(faultsFrom(file, error));
    return failed(
      error.issues.map((issue) => programmeFault(file, pathText(issue.path), 'wrong_shape', issue.message)),
    );
  }
}

const failed = (faults: ProgrammeFault[]) => ({ value: null, faults });

/** Every JSON file of a folder, by its name without `.json`. */
async function readAll<T>(
  folder: string,
  inner: string,
  parse: (json: unknown, text: string) => T,
): Promise<Read<Map<string, T>>> {
  const files = (await readdir(join(folder, inner)).catch(() => [])).filter((file) => file.endsWith('.json')).sort();
  if (files.length === 0) return failed([programmeFault(inner, '', 'missing_file')]);
  const read = await Promise.all(files.map((file) => readFileOf(folder, `${inner}/${file}`, parse)));
  const faults = read.flatMap((one) => one.faults);
  if (faults.length > 0) return failed(faults);
  return {
    value: new Map(read.map((one, index) => [files[index]!.replace(/\.json$/, ''), one.value as T])),
    faults: [],
  };
}
