import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Problem } from '../../problem.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { both } from './small-instrument.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from './small-programme.ts';

const csv = (...lines: string[]) => lines.join('\n');
export const topic = (name: string, title: string) => ({
  ...{ type: 'comment', name, title: both(title), maxLength: 500 },
  codebook: { variable: name, role: 'text', label: both(name), type: 'text' },
});

/** The small programme with something in every file that is no must. */
export function wholeProgramme(): ProgrammeFiles {
  return {
    ...smallProgramme(),
    'guide.json': {
      title: both('Guide'),
      pages: [{ name: 'page', elements: [topic('work', 'How does work change?')] }],
    },
    'benchmarks.json': [
      {
        ...{ variable: 'sex', category: 'f', territory: 'province:077', value: 0.51, n: null, year: 2025 },
        ...{ source: both('Census'), url: null },
      },
    ],
    'organisations.csv': csv(
      'key,kind,name,territory,members_of,website,demo',
      'crafts,association,Artigiani,province:077,,https://example.invalid,0',
      'mill,firm,"Mulino, snc",municipality:077014,crafts,,1',
    ),
    'margins.csv': csv('territory,variable,category,count,source,year', 'province:077,total,total,190000,Census,2025'),
    'courses.csv': csv(
      'key,title_it,title_en,provider,skills,level_from,level_to,eqf,mode,hours_classroom,hours_online,certification,cost_edition,cost_learner,prerequisites,target_groups,demo',
      'english-1,Inglese,English,crafts,english;cv,1,2,,mixed,"20,5",10,,1200,,,long_term,1',
    ),
    'editions.csv': csv(
      'course,key,territory,starts_on,ends_on,seats,taken',
      'english-1,spring,municipality:077014,2026-03-01,2026-05-01,20,12',
    ),
    'laboratories.csv': csv(
      'key,organisation,title_it,title_en,territory,equipment,skills,outside_hours,occupied_hours,access_it,access_en,demo',
      'kitchen,mill,Cucina,Kitchen,municipality:077014,oven; table,cv,6,2,Su prenotazione,By booking,1',
    ),
  };
}

export async function withFolder<T>(files: ProgrammeFiles, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await writeProgramme(files);
  try {
    return await work(folder);
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}

export const read = (files: ProgrammeFiles) => withFolder(files, readProgramme);

export async function faultsOf(files: ProgrammeFiles, language: 'it' | 'en' = 'en'): Promise<string[]> {
  const problem = await read(files).then(
    () => null,
    (error: unknown) => error as Problem,
  );
  return (problem?.errors?.(language) ?? []).map(({ path, code, message }) => `${path} ${code} ${message}`);
}

export const withFile = (file: string, content: unknown) => ({ ...wholeProgramme(), [file]: content });
/** One line more in a CSV file. */
export const withLine = (file: string, line: string) => withFile(file, `${wholeProgramme()[file] as string}\n${line}`);
