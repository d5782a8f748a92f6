import { both } from './small-instrument.ts';
import { smallProgramme, type ProgrammeFiles } from './small-programme.ts';

interface PlaceProgramme {
  readonly territory: object;
  readonly mapLevels: readonly string[];
  /** codes to choose from */
  readonly places: readonly string[];
  readonly tables: readonly (readonly string[])[];
  readonly languages?: readonly string[];
  /** what the survey says besides */
  readonly survey?: object;
}

/** The least programme: one survey that asks where somebody lives, how old, and one need. */
export function placeProgramme({ places, tables, survey = {}, ...more }: PlaceProgramme): ProgrammeFiles {
  const { 'instruments/firm.json': _, ...files } = structuredClone(smallProgramme());
  const { surveys, ...programme } = files['programme.json'] as { surveys: object[] };
  const release = { sizes: [{ size: 10, tables }], closing: true };
  return {
    ...files,
    'programme.json': { ...programme, ...more, surveys: [{ ...surveys[0], release, ...survey }] },
    'target-groups.json': [],
    'instruments/person.json': placeInstrument(places),
  };
}

/** Where, how old, and one need. */
export const placeInstrument = (places: readonly string[]) => ({
  title: both('Person'),
  pages: [{ name: 'page', elements: questions(places) }],
});

const questions = (places: readonly string[]) => [
  question('place', 'radiogroup', [...places, 'refused'], { variable: 'territory', role: 'territory', type: 'single' }),
  question('age', 'radiogroup', ['under16', '16plus'], { variable: 'ageClass', role: 'ageClass', type: 'single' }),
  question('need', 'checkbox', ['english', 'cv'], { variable: 'need', role: 'need', type: 'multiple' }),
];

function question(
  name: string,
  type: string,
  codes: readonly string[],
  entry: { variable: string; role: string; type: string },
) {
  const choices = codes.map((value) => ({ value, text: both(value) }));
  const codebook = { ...entry, label: both(name), dimension: entry.type === 'single' };
  return { type, name, title: both(name), choices, codebook };
}

/** A programme that sends those under 16 away. */
export const youngProgramme = JSON.parse(
  JSON.stringify(
    placeProgramme({
      ...{ territory: { level: 'province', code: '077' }, mapLevels: ['municipality'], places: ['077014'] },
      ...{ tables: [[]], survey: { minors: { from: 14, adultFrom: 16 } } },
    }),
  ).replaceAll('small', 'young'),
) as ProgrammeFiles;
