import type { Acceptance, Presence, PublicSurvey, RespondentLanguage, Submission } from '../../../survey/contract.ts';
import { api } from '../api.ts';
import { Flow, review, tooYoung, type Engine } from '../survey/flow.svelte.ts';
import { outcomeOf, type Outcome } from '../survey/outcome.ts';
import { questionsOf } from '../survey/role.ts';
import { untilAnswered } from '../survey/send.ts';

/** What an operator says before the questions. */
export interface Circumstances {
  readonly language: RespondentLanguage;
  readonly presence: Presence;
}

interface Plan extends Pick<PublicSurvey, 'id' | 'version' | 'minutes' | 'minors'> {
  readonly noticeVersion: string;
}

/** Who holds the tablet, and what is on it. `take` and `giveBack` are the two screens between. */
export type Stage = 'questions' | 'take' | 'giveBack' | 'done';

/**
 * One person’s way from the first question to the receipt, with an operator beside. Nothing is kept on the device: it
 * serves the next person too. Pages that ask for one’s own level are answered by the person alone.
 */
export class Assisting {
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #definition: Record<string, unknown>;
  readonly #given: Circumstances;
  readonly #id = crypto.randomUUID();
  readonly #alone: readonly string[];
  #stop = new AbortController();
  readonly flow: Flow;
  /** names of the questions whose answers the operator does not see */
  readonly ratings: readonly string[];
  stage = $state<Stage>('questions');
  receipt = $state.raw<({ acceptance: Acceptance } & Outcome) | null>(null);

  constructor(plan: Plan, engine: Engine, definition: Record<string, unknown>, given: Circumstances) {
    this.#plan = plan;
    this.#engine = engine;
    this.#definition = definition;
    this.#given = given;
    this.ratings = [...questionsOf(definition, 'levelNow'), ...questionsOf(definition, 'levelWanted')];
    this.flow = this.#open();
    this.#alone = this.flow.model.pages
      .filter((page) => page.questions.some(({ name }) => this.ratings.includes(name)))
      .map(({ name }) => name);
    this.flow.go('');
    this.#arrive('');
  }

  /** Fetches what is needed and begins. @throws ApiFault, TypeError */
  static async begin(plan: Plan, given: Circumstances): Promise<Assisting> {
    const { language } = given;
    const [engine, { definition }] = await Promise.all([
      import('../survey/engine.ts'),
      api<PublicSurvey>(`/surveys/${plan.id}`, { language }),
    ]);
    await engine.learn(language);
    return new Assisting(plan, engine, definition, given);
  }

  /** From one of the two screens between to the page behind it. */
  enter(): void {
    this.stage = 'questions';
  }

  async send(): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { language, presence } = this.#given;
    const stored = await this.flow.send(async (answers, onwait) => {
      const { id: survey, version, noticeVersion } = this.#plan;
      const response: Submission = { id: this.#id, version, language, noticeVersion, mode: 'assisted', answers };
      const body = { response, presence, noticeGiven: true };
      const acceptance = await untilAnswered(
        () => api<Acceptance>(`/assist/${survey}/responses`, { language, method: 'POST', body, signal }),
        { signal, onwait },
      );
      this.receipt = { acceptance, ...outcomeOf(this.flow.model, this.#definition, answers) };
    });
    if (stored) this.stage = 'done';
  }

  /** Gives up waiting, back to the answers. */
  stop(): void {
    this.#stop.abort();
  }

  #open(): Flow {
    const { minutes, minors } = this.#plan;
    const { language } = this.#given;
    let last = '';
    return new Flow(
      this.#engine,
      this.#definition,
      language,
      {},
      {
        minutes,
        firstPage: 0,
        excludesMinors: minors?.route === 'excluded',
        onrefuse: () => undefined,
        onchange: () => undefined,
        onstep: (step) => {
          this.#arrive(last, step);
          last = step;
        },
        onleave: () => undefined,
      },
    );
  }

  /** The tablet changes hands where the next page is the other one’s. */
  #arrive(from: string, step = this.flow.step): void {
    const [was, is] = [this.#alone.includes(from), this.#alone.includes(step)];
    if (was !== is) this.stage = is ? 'take' : 'giveBack';
  }
}

export { review, tooYoung };
