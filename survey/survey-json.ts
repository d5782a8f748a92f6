import { Problem } from '../problem.ts';
import type { PublicSurvey, SurveyService } from './contract.ts';
import { hash128 } from './receipt.ts';
import { inOneLanguage } from './trimmed.ts';

interface Written {
  readonly text: string;
  readonly hash: string;
}

/**
 * The JSON of a survey with an entity tag; in one language its texts are those of that language and the Italian ones. A
 * definition is written out once a language: it never changes, and it is most of the text; around it stand the few facts
 * that do change, such as the number of responses.
 */
export function surveyJson(service: Pick<SurveyService, 'survey'>) {
  const written = new WeakMap<object, Map<string, Written>>();
  const write = (definition: PublicSurvey['definition'], language: string | undefined): Written => {
    const known = written.get(definition) ?? new Map<string, Written>();
    written.set(definition, known);
    const key = language ?? '';
    const result = known.get(key) ?? writeOut(trimmed(definition, language));
    known.set(key, result);
    return result;
  };
  /** @throws Problem not_found, language_unknown */
  return (id: string, language?: string): { text: string; etag: string } => {
    const { definition, ticket, ...facts } = service.survey(id);
    refuseUnspoken(facts, language);
    const { text, hash } = write(definition, language);
    const start = JSON.stringify(trimmed(facts, language));
    // weak: each reading has a ticket of its own, and one that was kept serves as well
    const etag = `W/"${hash128(start + hash)}"`;
    return { text: `${start.slice(0, -1)},"ticket":${JSON.stringify(ticket)},"definition":${text}}`, etag };
  };
}

const trimmed = <T extends object>(value: T, language: string | undefined): T =>
  language === undefined ? value : inOneLanguage(value, language);

function writeOut(definition: object): Written {
  const text = JSON.stringify(definition);
  return { text, hash: hash128(text) };
}

function refuseUnspoken({ id, languages }: Pick<PublicSurvey, 'id' | 'languages'>, value: string | undefined): void {
  if (value === undefined || languages.some((language) => language === value)) return;
  throw new Problem('language_unknown', { survey: id, value: value.slice(0, 20), known: languages.join(', ') });
}
