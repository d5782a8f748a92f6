/** Whether people meet every text in every language of the programme. */
import type { Definition } from '../definition/definition.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import { languagesOf, languagesOfAll } from './language.ts';
import type { Programme } from './read.ts';
import type { SurveySettings } from './schema.ts';

type Texts = Readonly<Record<string, string | undefined>>;
type Languages = readonly string[];

/** @returns what is missing of the texts that respondents meet: questions, notices, titles, legal bases, forms, skills they choose among */
export function languageFaults(programme: Programme): ProgrammeFault[] {
  const { surveys } = programme.programme;
  return [
    ...spokenFaults(programme.programme, ''),
    ...surveys.flatMap((survey, index) => surveyFaults(programme, survey, `surveys[${index}]`)),
    ...[...programme.notices].flatMap(([name, { text }]) =>
      textFaults(
        `notices/${name}.json`,
        'text',
        text,
        languagesOfPart(programme, ({ notice }) => notice === name),
      ),
    ),
    ...Object.entries(programme.forms ?? {}).flatMap(([kind, { version: _, keep: __, ...texts }]) =>
      Object.entries(texts).flatMap(([name, text]) =>
        textFaults('forms.json', `${kind}.${name}`, text as Texts, programme.programme.languages),
      ),
    ),
    ...skillFaults(programme),
    ...[...programme.instruments].flatMap(([name, definition]) => {
      const languages = instrumentLanguages(programme, name);
      return textsOf(definition).flatMap(({ path, texts }) =>
        textFaults(`instruments/${name}.json`, path, texts, languages),
      );
    }),
  ];
}

/** All languages of the surveys that use a part of the programme. */
const languagesOfPart = ({ programme }: Programme, uses: (survey: SurveySettings) => boolean) =>
  languagesOfAll(programme, programme.surveys.filter(uses));

const instrumentLanguages = (programme: Programme, name: string) =>
  languagesOfPart(programme, ({ instrument }) => instrument === name);

/** Italian and English are spoken everywhere; only a language that is spoken can be unreviewed. */
function spokenFaults(spoken: Pick<SurveySettings, 'languages' | 'unreviewed'>, inside: string): ProgrammeFault[] {
  const { languages = [], unreviewed = [] } = spoken;
  const at = (path: string, code: 'languages' | 'unreviewed', value = '') =>
    programmeFault('programme.json', inside ? `${inside}.${path}` : path, code, value, languages);
  return [
    ...(languages.includes('it') && languages.includes('en') ? [] : [at('languages', 'languages')]),
    ...unreviewed.flatMap((language, index) =>
      languages.includes(language) ? [] : [at(`unreviewed[${index}]`, 'unreviewed', language)],
    ),
  ];
}

function surveyFaults({ programme }: Programme, survey: SurveySettings, path: string): ProgrammeFault[] {
  const languages = languagesOf(programme, survey);
  const own = survey.languages || survey.unreviewed ? spokenFaults({ ...survey, languages: [...languages] }, path) : [];
  return [
    ...own,
    ...textFaults('programme.json', `${path}.title`, survey.title, languages),
    ...textFaults('programme.json', `${path}.legalBasis`, survey.legalBasis, languages),
  ];
}

function textFaults(file: string, path: string, texts: Texts | undefined, languages: Languages): ProgrammeFault[] {
  const lacking = texts === undefined ? [] : languages.filter((language) => !hasText(texts, language));
  return lacking.length === 0 ? [] : [programmeFault(file, path, 'no_language', lacking.join(', '))];
}

/** A skill is named in every language of the instruments that offer it. */
function skillFaults(programme: Programme): ProgrammeFault[] {
  const offers = [...programme.instruments].map(([name, definition]) => ({
    codes: codesIn(definition),
    languages: instrumentLanguages(programme, name),
  }));
  return programme.skills.skills.flatMap(({ key, label, plain }, index) => {
    const languages = [...new Set(offers.flatMap((offer) => (offer.codes.has(key) ? offer.languages : [])))];
    return [
      ...textFaults('skills.json', `skills[${index}].label`, label, languages),
      ...textFaults('skills.json', `skills[${index}].plain`, plain, languages),
    ];
  });
}

/** `default` is Italian; in an empty text nothing is missing, since nothing is shown. */
function hasText(texts: Texts, language: string): boolean {
  const text = texts[language] ?? (language === 'it' ? texts['default'] : undefined);
  return text !== undefined && (text.trim() !== '' || (texts['default'] ?? texts['it']) === '');
}

interface FoundText {
  readonly path: string;
  readonly texts: Texts;
}

/**
 * The texts of a definition that are written by language; a plain string is the same in all of them. What the codebook
 * says is for planners.
 */
function textsOf(definition: Definition): FoundText[] {
  const found: FoundText[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((one, index) => visit(one, `${path}[${index}]`));
    else if (typeof value === 'object' && value !== null && isText(value)) found.push({ path, texts: value });
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) if (key !== 'codebook') visit(one, path ? `${path}.${key}` : key);
  };
  visit(definition, '');
  return found;
}

const languageKey = /^(default|[a-z]{2}(-[A-Z]{2})?)$/;
const isText = (value: object): value is Texts =>
  Object.entries(value).every(([key, text]) => languageKey.test(key) && typeof text === 'string') &&
  ('default' in value || 'it' in value);

/** Every code that an instrument offers. */
function codesIn(definition: Definition): ReadonlySet<string> {
  const codes = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) offer(one);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  const offer = (one: unknown): void => {
    if (typeof one === 'string') codes.add(one);
    else if (typeof one === 'object' && one !== null) {
      if ('value' in one && typeof one.value === 'string') codes.add(one.value);
      visit(one);
    }
  };
  visit(definition);
  return codes;
}
