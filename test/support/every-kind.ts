import { both } from './small-instrument.ts';
import { smallProgramme, type ProgrammeFiles } from './small-programme.ts';

/** A survey that asks in every way that an instrument may: each type, each property that changes what is drawn. */
export const everyKind = 'small-persons';

const entry = (variable: string, type: string, role = 'other') => ({
  ...{ variable, role, type, label: both(variable) },
});
const choices = (...codes: string[]) => codes.map((value) => ({ value, text: both(value) }));
const titled = (name: string, more: object) => ({ name, title: both(`${name}?`), ...more });

/** Words without a place to break, as German and Finnish have them. */
const long = both('Weiterbildungsmassnahmenverzeichnisse');

const choosing = [
  titled('one', {
    ...{
      type: 'radiogroup',
      showClearButton: true,
      choices: [...choices('a', 'b', 'c'), { value: 'long', text: long }],
    },
    ...{ isRequired: true, description: both('Choose one of them.'), codebook: entry('one', 'single') },
  }),
  titled('some', {
    ...{ type: 'checkbox', maxSelectedChoices: 2, minSelectedChoices: 2, isRequired: true, showNoneItem: true },
    ...{ noneText: both('None of them'), choices: choices('a', 'b', 'c'), codebook: entry('some', 'multiple') },
  }),
  titled('areas', {
    ...{ type: 'checkbox', isRequired: true, choices: choices('languages', 'work', 'none') },
    codebook: entry('areas', 'multiple', 'interestArea'),
  }),
];
const listing = [
  titled('short', {
    type: 'dropdown',
    isRequired: true,
    choices: choices('a', 'b'),
    codebook: entry('short', 'single'),
  }),
  titled('searched', {
    ...{ type: 'dropdown', isRequired: true, codebook: entry('searched', 'single') },
    choices: [...Array.from({ length: 30 }, (_, index) => `town${index}`).flatMap((code) => choices(code)), 'refused'],
  }),
];
const scaling = [
  titled('scale', {
    ...{ type: 'rating', isRequired: true, rateMin: 0, rateMax: 10, codebook: entry('scale', 'scale') },
    ...{ minRateDescription: both('not at all'), maxRateDescription: both('completely') },
  }),
  titled('either', {
    ...{ type: 'boolean', isRequired: true, labelTrue: both('True'), labelFalse: both('False') },
    codebook: entry('either', 'single'),
  }),
  titled('grid', {
    ...{ type: 'matrix', isRequired: true, eachRowRequired: true, rows: choices('reading', 'writing') },
    ...{ columns: choices('nothing', 'little', 'enough', 'much') },
    codebook: { rows: { reading: entry('reading', 'single'), writing: entry('writing', 'single') } },
  }),
];
const number = {
  ...{ type: 'text', inputType: 'number', min: 1, max: 99, step: 1, isRequired: true },
};
const writing = [
  titled('count', { ...number, codebook: entry('count', 'number') }),
  titled('line', {
    ...{ type: 'text', maxLength: 20, titleLocation: 'hidden', isRequired: true, placeholder: both('A word') },
    codebook: entry('line', 'text'),
  }),
  titled('words', { type: 'comment', maxLength: 100, rows: 3, isRequired: true, codebook: entry('words', 'text') }),
];
const blocks = titled('jobs', {
  ...{ type: 'paneldynamic', panelCount: 1, minPanelCount: 1, maxPanelCount: 3, isRequired: true },
  ...{ addPanelText: both('Another job'), removePanelText: both('Take away'), templateTitle: both('Job {panelIndex}') },
  ...{ confirmDelete: true, confirmDeleteText: both('Is it to go?'), codebook: { repeat: 'job' } },
  templateElements: [
    titled('what', {
      ...{
        type: 'radiogroup',
        isRequired: true,
        choices: choices('clerk', 'smith'),
        codebook: entry('what', 'single'),
      },
    }),
    titled('people', { ...number, visibleIf: "{panel.what} = 'smith'", codebook: entry('people', 'number') }),
  ],
});
const group = titled('together', {
  ...{ type: 'panel', description: both('They belong together.') },
  elements: [
    titled('inner', { type: 'radiogroup', choices: choices('a', 'b'), codebook: entry('inner', 'single') }),
    titled('shown', { ...number, visibleIf: "{inner} = 'b'", codebook: entry('shown', 'number') }),
  ],
});
const page = (name: string, elements: object[], more: object = {}) => ({ name, elements, ...more });

const instrument = {
  title: both('Every kind'),
  pages: [
    // the server draws these
    page('early', [
      titled('place', {
        ...{ type: 'dropdown', isRequired: true, choices: choices('077014', '077021') },
        codebook: { ...entry('place', 'single', 'territory'), dimension: true },
      }),
      titled('pick', {
        type: 'radiogroup',
        isRequired: true,
        choices: choices('a', 'b'),
        codebook: entry('pick', 'single'),
      }),
      titled('ticks', {
        ...{ type: 'checkbox', isRequired: true, maxSelectedChoices: 2, codebook: entry('ticks', 'multiple') },
        choices: [...choices('a', 'b', 'c'), { value: 'none', text: both('nothing'), isExclusive: true }],
      }),
      titled('years', { ...number, codebook: entry('years', 'number') }),
    ]),
    page('choosing', choosing, { title: both('Choosing'), description: both('Three questions.') }),
    page('listing', listing),
    page('scaling', scaling),
    page('writing', writing),
    page('repeating', [blocks]),
    page('grouping', [group]),
  ],
};

/** The small programme with that one survey. */
export function everyKindProgramme(): ProgrammeFiles {
  const { 'instruments/firm.json': _, ...files } = smallProgramme();
  const programme = files['programme.json'] as { surveys: object[] };
  const release = { sizes: [{ size: 10, tables: [[], ['municipality']] }], closing: true };
  return {
    ...files,
    'programme.json': { ...programme, surveys: [{ ...programme.surveys[0], release }] },
    'target-groups.json': [],
    'instruments/person.json': instrument,
  };
}
