/** Two small instruments that have every kind of question and routing. */

export const both = (text: string) => ({ it: `${text} (it)`, en: text });
const choices = (...codes: string[]) => codes.map((value) => ({ value, text: both(value) }));
const entry = (variable: string, role: string, type: string, more: object = {}) => ({
  variable,
  role,
  label: both(variable),
  type,
  ...more,
});
export const skills = ['english', 'spanish', 'cv', 'interview'];

const radiogroup = (name: string, codebook: object, codes: string[], more: object = {}) => ({
  type: 'radiogroup',
  name,
  codebook,
  isRequired: true,
  choices: choices(...codes),
  ...more,
});

/** A small instrument for persons that has every kind of question and routing. */
export const personInstrument = {
  title: both('Person'),
  pages: [
    {
      name: 'about',
      elements: [
        {
          ...radiogroup('place', entry('place', 'territory', 'single', { dimension: true }), [
            '077014',
            '077021',
            'outside',
            'refused',
          ]),
          type: 'dropdown',
        },
        radiogroup('sex', entry('sex', 'sex', 'single', { dimension: true }), ['f', 'm', 'refused']),
        radiogroup('work', entry('employment', 'employment', 'single', { dimension: true }), [
          'employed',
          'unemployed',
          'inactive',
        ]),
        radiogroup(
          'months',
          entry('monthsSearching', 'monthsSearching', 'single'),
          ['under12', '12plus', 'dont_know'],
          { visibleIf: "{work} = 'unemployed'", isRequired: false },
        ),
        radiogroup('health', entry('disability', 'disability', 'single', { flagged: true }), ['yes', 'no', 'refused'], {
          isRequired: false,
        }),
        {
          type: 'text',
          name: 'years',
          inputType: 'number',
          min: 0,
          max: 60,
          codebook: entry('years', 'other', 'number'),
        },
        {
          type: 'matrix',
          name: 'habits',
          rows: ['internet', 'books'],
          columns: ['1', '2', '3'],
          codebook: {
            rows: {
              internet: entry('internetUse', 'benchmark', 'scale'),
              books: entry('booksRead', 'benchmark', 'scale'),
            },
          },
        },
        { type: 'boolean', name: 'licence', codebook: entry('licence', 'other', 'single') },
      ],
    },
    {
      name: 'needs',
      elements: [
        {
          type: 'checkbox',
          name: 'areas',
          isRequired: true,
          maxSelectedChoices: 2,
          choices: [...choices('languages', 'work'), { value: 'no_training', text: both('none'), isExclusive: true }],
          codebook: entry('areas', 'interestArea', 'multiple'),
        },
        ...[
          ['languages', 'english', 'spanish'],
          ['work', 'cv', 'interview'],
        ].map(([area, ...list]) => ({
          type: 'checkbox',
          name: `need_${area}`,
          visibleIf: `{areas} contains '${area}'`,
          choices: choices(...list),
          showNoneItem: true,
          codebook: entry('need', 'need', 'multiple'),
        })),
        radiogroup('first', entry('first', 'first', 'single', { rank: 1 }), skills, {
          visibleIf: '{need_languages} notempty or {need_work} notempty',
          choicesVisibleIf: '{need_languages} contains {item} or {need_work} contains {item}',
          isRequired: false,
        }),
        ...['Now', 'Wanted'].flatMap((when) => [
          radiogroup(
            `english${when}`,
            entry(`english${when}`, `level${when}`, 'scale', { scale: 'level4', skill: 'english' }),
            ['1', '2', '3', '4', 'dont_know'],
          ),
          radiogroup(
            `first${when}`,
            entry(`first${when}`, `level${when}`, 'scale', { scale: 'level4', skill: '{first}' }),
            ['1', '2', '3', '4', 'dont_know'],
            { visibleIf: "{first} notempty and {first} <> 'english'" },
          ),
        ]),
        {
          type: 'checkbox',
          name: 'barriers',
          choices: [...choices('cost', 'time'), { value: 'refused', text: both('no'), isExclusive: true }],
          codebook: entry('barriers', 'barrier', 'multiple'),
        },
        { type: 'comment', name: 'remark', maxLength: 200, codebook: entry('remark', 'text', 'text') },
      ],
    },
  ],
};

/** A small instrument for firms with a repeated block. */
export const firmInstrument = {
  title: both('Firm'),
  pages: [
    {
      name: 'firm',
      elements: [
        radiogroup('sector', entry('sector', 'sector', 'single', { dimension: true }), ['A', 'C', 'refused']),
        {
          ...radiogroup('place', entry('place', 'territory', 'single', { dimension: true }), [
            '077014',
            '077021',
            'outside',
          ]),
          type: 'dropdown',
        },
        {
          type: 'paneldynamic',
          name: 'profiles',
          maxPanelCount: 3,
          codebook: { repeat: 'profile' },
          templateElements: [
            radiogroup('family', entry('jobFamily', 'jobProfile', 'single'), ['craft', 'clerks']),
            {
              type: 'text',
              name: 'headcount',
              inputType: 'number',
              min: 1,
              max: 999,
              codebook: entry('headcount', 'headcount', 'number'),
            },
            {
              type: 'checkbox',
              name: 'skills',
              choices: choices(...skills),
              showNoneItem: true,
              codebook: entry('need', 'need', 'multiple'),
            },
          ],
        },
      ],
    },
  ],
};
