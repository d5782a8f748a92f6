import { completeInstrument } from './complete-instrument.ts';

const [you, ...pages] = completeInstrument.pages;
const [sex, ...others] = you!.elements;
const withSex = (change: object) =>
  JSON.stringify({
    ...completeInstrument,
    pages: [{ ...you, elements: [{ ...sex, ...change }, ...others] }, ...pages],
  });
const withElement = (element: object) =>
  JSON.stringify({ ...completeInstrument, pages: [{ ...you, elements: [element] }] });
const withPattern = (regex: string) => {
  const comment = pages[0]!.elements[0]!;
  const validators = [{ type: 'regex', regex }];
  return JSON.stringify({
    ...completeInstrument,
    pages: [you, { name: 'more', elements: [{ ...comment, validators }] }],
  });
};

/** Written by hand: 3,000 levels would exhaust what walks them. */
function nested(levels: number): string {
  const open = Array.from({ length: levels }, (_, at) => `{"type": "panel", "name": "p${at}", "elements": [`).join('');
  return `{"title": "T", "pages": [{"name": "a", "elements": [${open}${']}'.repeat(levels)}]}]}`;
}

const terms = Array.from({ length: 20_000 }, (_, at) => `{work} = 'a${at}'`).join(' or ');
const script = '<script>alert(1)</script>';

/** What a hostile definition does, its text, and the place and code of the refusal. */
export const hostile: readonly (readonly [what: string, text: string, place: string])[] = [
  ['a script in the title', JSON.stringify({ ...completeInstrument, title: script }), 'title markup'],
  [
    'a script in one language',
    withSex({ title: { default: 'Ciao', en: script } }),
    'pages[0].elements[0].title.en markup',
  ],
  ['raw HTML', withElement({ type: 'html', name: 'x', html: script }), 'pages[0].elements[0].type type_not_allowed'],
  [
    'a script in a choice',
    withSex({ choices: [{ value: 'f', text: `<img src=x onerror="alert(1)">` }] }),
    'pages[0].elements[0].choices[0].text markup',
  ],
  ['a link that runs code', withSex({ description: 'javascript:alert(1)' }), 'pages[0].elements[0].description markup'],
  [
    'choices from elsewhere',
    withSex({ choicesByUrl: { url: 'https://example.org' } }),
    'pages[0].elements[0].choicesByUrl not_allowed',
  ],
  ['3,000 nested panels', nested(3_000), `pages[0].elements[0]${'.elements[0]'.repeat(6)}.type too_deep`],
  ['an expression of 20,000 terms', withSex({ visibleIf: terms }), 'pages[0].elements[0].visibleIf too_long'],
  [
    'a pattern that explodes in the browser',
    withPattern('^(a+)+$'),
    'pages[1].elements[0].validators[0].regex regex_explodes',
  ],
  ['alternatives that explode', withPattern('^(a|aa)*$'), 'pages[1].elements[0].validators[0].regex regex_explodes'],
  ['a look-behind', withPattern('(?<=a)b'), 'pages[1].elements[0].validators[0].regex regex_refused'],
];
