/** Whether people meet every text in every language of the programme. */
import type { Definition } from '../definition/definition.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import type { Programme } from './read.ts';

type Texts = Readonly<Record<string, string | undefined>>;

/** @returns what is missing of the texts that respondents meet: questions, notices, titles, legal bases, forms, skills they choose among */
export function languageFaults(programme: Programme): ProgrammeFault[] {
  const { languages, unreviewed, surveys } = programme.programme;
  const missing = (texts: Texts) => languages.filter((language) => !hasText(texts, language));
  const faults = (file: string, path: string, texts: Texts | undefined) => {
    const lacking = texts === undefined ? [] : missing(texts);
    return lacking.length === 0 ? [] : [programmeFault(file, path, 'no_language', lacking.join(', '))];
  };
  const at = (file: string, path: string, code: 'languages' | 'unreviewed', value = '') =>
    programmeFault(file, path, code, value, languages);
  const used = codesIn(programme);
  return [
    ...(languages.includes('it') && languages.includes('en') ? [] : [at('programme.json', 'languages', 'languages')]),
    ...unreviewed.flatMap((language, index) =>
      languages.includes(language) ? [] : [at('programme.json', `unreviewed[${index}]`, 'unreviewed', language)],
    ),
    ...surveys.flatMap(({ title, legalBasis }, index) => [
      ...faults('programme.json', `surveys[${index}].title`, title),
      ...faults('programme.json', `surveys[${index}].legalBasis`, legalBasis),
    ]),
    ...[...programme.notices].flatMap(([name, { text }]) => faults(`notices/${name}.json`, 'text', text)),
    ...Object.entries(programme.forms ?? {}).flatMap(([kind, { version: _, keep: __, ...texts }]) =>
      Object.entries(texts).flatMap(([name, text]) => faults('forms.json', `${kind}.${name}`, text as Texts)),
    ),
    ...programme.skills.skills.flatMap(({ key, label, plain }, index) =>
      used.has(key)
        ? [
            ...faults('skills.json', `skills[${index}].label`, label),
            ...faults('skills.json', `skills[${index}].plain`, plain),
          ]
        : [],
    ),
    ...[...programme.instruments].flatMap(([name, definition]) =>
      textsOf(definition).flatMap(({ path, texts }) => faults(`instruments/${name}.json`, path, texts)),
    ),
  ];
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

/** Every code that some instrument offers. */
function codesIn({ instruments }: Programme): ReadonlySet<string> {
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
  for (const definition of instruments.values()) visit(definition);
  return codes;
}
