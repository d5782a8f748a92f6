import type { PublicSurvey, SurveyService } from './contract.ts';
import { hash128 } from './receipt.ts';

/**
 * The JSON of a survey with an entity tag. A definition is written out once: it never changes, and it is most of the
 * text; around it stand the few facts that do change, such as the number of responses.
 */
export function surveyJson(service: Pick<SurveyService, 'survey'>): (id: string) => { text: string; etag: string } {
  const written = new WeakMap<object, { text: string; hash: string }>();
  const write = (definition: PublicSurvey['definition']) => {
    const text = JSON.stringify(definition);
    const result = { text, hash: hash128(text) };
    written.set(definition, result);
    return result;
  };
  return (id) => {
    const { definition, ticket, ...facts } = service.survey(id);
    const { text, hash } = written.get(definition) ?? write(definition);
    const start = JSON.stringify(facts);
    // weak: each reading has a ticket of its own, and one that was kept serves as well
    const etag = `W/"${hash128(start + hash)}"`;
    return { text: `${start.slice(0, -1)},"ticket":${JSON.stringify(ticket)},"definition":${text}}`, etag };
  };
}
