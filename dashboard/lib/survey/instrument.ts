import type { PublicSurvey, RespondentLanguage } from '../../../survey/contract.ts';
import { fetchSurvey } from './definition.ts';
import type { Engine } from './flow.svelte.ts';

type Definition = PublicSurvey['definition'];

/** SurveyJS and the instrument of a survey, in the words of the language that is spoken; fetched once. */
export class Instrument {
  readonly #id: string;
  readonly #language: () => RespondentLanguage;
  #fetched: Promise<[Engine, PublicSurvey]> | null = null;
  #in: RespondentLanguage | null = null;
  /** in the words that were fetched last */
  definition: Definition = {};

  constructor(id: string, language: () => RespondentLanguage) {
    this.#id = id;
    this.#language = language;
  }

  /** A failure is forgotten, so that the next call tries again. @throws ApiFault, TypeError without a network */
  fetch(): Promise<[Engine, PublicSurvey]> {
    const language = this.#language();
    if (this.#in !== language) this.#fetched = null;
    this.#in = language;
    this.#fetched ??= this.#both(language);
    this.#fetched.catch(() => (this.#fetched = null));
    return this.#fetched;
  }

  /** The definition in another language. @throws ApiFault, TypeError without a network */
  async texts(language: RespondentLanguage): Promise<Definition> {
    this.definition = (await fetchSurvey(this.#id, language)).definition;
    return this.definition;
  }

  async #both(language: RespondentLanguage): Promise<[Engine, PublicSurvey]> {
    const engine = import('./engine.ts').then(async (loaded) => (await loaded.learn(language), loaded));
    const [ready, survey] = await Promise.all([engine, fetchSurvey(this.#id, language)]);
    this.definition = survey.definition;
    return [ready, survey];
  }
}
