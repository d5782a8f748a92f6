/** A programme that the attack publishes: like Basilicata's, with few questions and every way in which people can leak. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { both } from '../support/small-instrument.ts';
import { smallProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

const folder = join(import.meta.dirname, '../../data/programme/basilicata');
export const areas = JSON.parse(readFileSync(join(folder, 'areas.json'), 'utf8')) as {
  readonly code: string;
  readonly municipalities: readonly string[];
}[];

export const persons = 'attack-persons';
export const firms = 'attack-firms';

/** The values of each question, as they are written in an answer. */
export const codes = {
  sex: ['f', 'm'],
  ageClass: ['18-29', '30-44', '45-64', '65plus'],
  employment: ['employed', 'unemployed', 'inactive'],
  disability: ['yes', 'no'],
  need: ['english', 'spanish', 'cv', 'interview'],
  intention: ['yes', 'no'],
  mode: ['classroom', 'online', 'blended'],
  first: ['english', 'spanish'],
  level: ['1', '2', '3'],
  sector: ['A', 'C', 'F', 'G'],
  sizeClass: ['micro', 'small', 'large'],
} as const;

const lines = ['region', 'province', 'area', 'municipality', 'targetGroup', 'mainGroup', 'sex', 'ageClass'].map(
  (one) => [one],
);
const pairs = [
  ['area', 'targetGroup'],
  ['area', 'sex'],
  ['area', 'ageClass'],
  ['province', 'mainGroup'],
  ['province', 'employment'],
  ['sex', 'targetGroup'],
  ['sex', 'ageClass'],
  ['targetGroup', 'ageClass'],
];
const fewTables = [[], ...lines.filter(([one]) => one !== 'municipality')];
const allTables = [
  [],
  ...lines,
  ['employment'],
  ...pairs,
  ['municipality', 'targetGroup'],
  ['province', 'sex', 'ageClass'],
];
const firmTables = [
  [],
  ['province'],
  ['area'],
  ['sector'],
  ['sizeClass'],
  ['province', 'sector'],
  ['sector', 'sizeClass'],
];

/**
 * @param places  municipalities that can be chosen
 * @param sizes  at which answers of persons, and of firms, a snapshot is taken
 */
export function attackProgramme(places: readonly string[], sizes: { persons: readonly number[]; firms: number }) {
  const files = structuredClone(smallProgramme());
  const programme = files['programme.json'] as { surveys: object[] };
  const [first, second] = programme.surveys;
  const steps = sizes.persons.map((size, step) => ({ size, tables: step === 0 ? fewTables : allTables }));
  const surveys = [
    {
      ...{ ...first, id: persons, demand, release: { sizes: steps, closing: true } },
      weighting: { margins: ['sex*ageClass'] },
    },
    { ...second, id: firms, release: { sizes: [{ size: sizes.firms, tables: firmTables }], closing: false } },
  ];
  return {
    ...files,
    'programme.json': {
      ...{ ...programme, id: 'attack', surveys, territory: { level: 'region', code: '17' } },
      mapLevels: ['province', 'area', 'municipality'],
    },
    'margins.csv': margins,
    'courses.csv': courses,
    'editions.csv': editions,
    'areas.json': JSON.parse(readFileSync(join(folder, 'areas.json'), 'utf8')) as unknown,
    'target-groups.json': targetGroups,
    'instruments/person.json': { title: both('Person'), pages: [{ name: 'page', elements: personQuestions(places) }] },
    'instruments/firm.json': { title: both('Firm'), pages: [{ name: 'page', elements: firmQuestions(places) }] },
  } satisfies ProgrammeFiles;
}

/** Fewer women and more old people than answer: weights differ by class. */
const residents = { f: [62, 88, 140, 90], m: [70, 94, 142, 70] } as const;
const margins = [
  'territory,variable,category,count,source,year',
  ...codes.sex.flatMap((sex) =>
    codes.ageClass.map((age, place) => `region:17,sex*ageClass,${sex}*${age},${residents[sex][place]}000,made up,2026`),
  ),
].join('\n');

/** What whoever plans may hold anywhere, for everybody and for those of whom least may be told. */
const courses = [
  'key,title_it,title_en,provider,skills,level_from,level_to,eqf,mode,hours_classroom,hours_online,certification,cost_edition,cost_learner,prerequisites,target_groups,demo',
  ...[
    ['room', 'classroom', ''],
    ['reserved', 'classroom', 'disabled'],
    ['mixed', 'mixed', ''],
    ['online', 'online', ''],
  ].map(([key, mode, groups]) => `${key},${key},${key},,english;spanish,,,,${mode},,,,3000,,,${groups},1`),
].join('\n');
const editions = [
  'course,key,territory,starts_on,ends_on,seats,taken',
  'room,first,municipality:077014,2026-09-01,2026-12-01,12,',
  'reserved,first,municipality:077014,2026-09-01,2026-12-01,12,',
].join('\n');

const is = (variable: string, ...wanted: string[]) => ({ variable, in: wanted });
/** Who would come wants the skill put first: in a classroom, online, or either way. */
const demand = {
  intends: is('intention', 'yes'),
  inPerson: is('mode', 'classroom', 'blended'),
  online: is('mode', 'online', 'blended'),
};
const targetGroups = [
  { key: 'young', priority: 2, label: both('Young'), rule: is('ageClass', '18-29') },
  { key: 'not_working', priority: 3, label: both('Not working'), rule: is('employment', 'unemployed', 'inactive') },
  {
    ...{ key: 'inactive_women', priority: 1, label: both('Inactive women') },
    rule: { all: [is('sex', 'f'), is('employment', 'inactive')] },
  },
  { key: 'disabled', priority: 4, label: both('People with a disability'), rule: is('disability', 'yes') },
];

/** What a question has besides the usual. */
interface Question {
  readonly type?: string;
  readonly visibleIf?: string;
  readonly codebook?: object;
}

function question(name: string, role: string, list: readonly string[], more: Question = {}) {
  const codebook = { variable: name, role, type: 'single', label: both(name), ...more.codebook };
  const choices = list.map((value) => ({ value, text: both(value) }));
  return { type: 'radiogroup', name, title: both(name), isRequired: true, choices, ...more, codebook };
}

const dimension = { codebook: { dimension: true } };
const several = { type: 'checkbox', codebook: { type: 'multiple' } };
const place = (places: readonly string[]) => ({
  ...question('territory', 'territory', places, dimension),
  type: 'dropdown',
});

const personQuestions = (places: readonly string[]) => [
  place([...places, 'outside']),
  question('sex', 'sex', [...codes.sex, 'refused'], dimension),
  question('ageClass', 'ageClass', codes.ageClass, dimension),
  question('employment', 'employment', codes.employment, dimension),
  question('disability', 'disability', [...codes.disability, 'refused'], { codebook: { flagged: true } }),
  question('need', 'need', codes.need, several),
  question('intention', 'intention', codes.intention),
  question('mode', 'mode', codes.mode, { visibleIf: "{intention} = 'yes'" }),
  ...levelQuestions(),
];

/** Of one skill everybody is asked, of the one that is chosen as well: both are Spanish, sometimes. */
const levelQuestions = () => [
  question('first', 'first', codes.first, { codebook: { rank: 1 } }),
  ...['Now', 'Wanted'].flatMap((when) =>
    [
      ['first', '{first}'],
      ['spanish', 'spanish'],
    ].map(([name, skill]) =>
      question(`${name}${when}`, `level${when}`, [...codes.level, 'dont_know'], {
        codebook: { type: 'scale', scale: 'level3', skill },
      }),
    ),
  ),
];

const firmQuestions = (places: readonly string[]) => [
  place(places),
  question('sector', 'sector', codes.sector, dimension),
  question('sizeClass', 'sizeClass', codes.sizeClass, dimension),
  {
    ...{
      type: 'text',
      inputType: 'number',
      min: 0,
      max: 9999,
      name: 'toTrain',
      title: both('toTrain'),
      isRequired: true,
    },
    codebook: { variable: 'toTrain', role: 'toTrain', type: 'number', label: both('toTrain') },
  },
  question('need', 'need', codes.need, several),
];
