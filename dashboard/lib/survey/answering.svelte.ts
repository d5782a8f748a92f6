import type {
  Acceptance,
  PublicSurvey,
  RespondentLanguage,
  Submission,
  SurveySummary,
} from '../../../survey/contract.ts';
import { api } from '../api.ts';
import { fetchSurvey } from './definition.ts';
import { dropDraft, keepDraft, newDraft, readDraft, type Draft } from './draft.ts';
import { Flow, tooYoung, type Engine } from './flow.svelte.ts';
import { levelGaps, type LevelGap } from './gap.ts';
import { Pilot } from './pilot.ts';
import { submit } from './send.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly minutes: number;
  readonly state: SurveySummary['state'];
  readonly noticeVersion: string;
  readonly minors: SurveySummary['minors'];
  /** name of the question that the server drew, if it drew one */
  readonly first: string | null;
  readonly language: () => RespondentLanguage;
  /** remembers a step in the browser's history; undefined is the start */
  readonly remember: (step: string | undefined, replace?: boolean) => Promise<void>;
}

/** One respondent's way from the start screen to the receipt, with the draft that survives a reload. */
export class Answering {
  readonly #plan: Plan;
  #draft: Draft | null = null;
  #fetched: Promise<[Engine, PublicSurvey]> | null = null;
  #fetchedIn: RespondentLanguage | null = null;
  /** in the words that were fetched last */
  #definition: PublicSurvey['definition'] = {};
  #stop = new AbortController();
  readonly #pilot: Pilot | null;
  flow = $state.raw<Flow | null>(null);
  stage = $state<'start' | 'resuming' | 'questions' | 'done'>('start');
  /** the answer to the first question */
  first = $state<string | null>(null);
  busy = $state(false);
  failed = $state(false);
  receipt = $state.raw<{ acceptance: Acceptance; gaps: LevelGap[] } | null>(null);
  /** what travels with the answers without being one: by which door somebody came, since when the page was open */
  readonly beside: Partial<Pick<Submission, 'ticket' | 'token'>> = {};

  constructor(plan: Plan) {
    this.#plan = plan;
    const { id: survey, version, language } = plan;
    this.#pilot = plan.state === 'pilot' ? new Pilot({ survey, version, language }) : null;
  }

  /** Goes on where this tab left off. */
  async resume(): Promise<void> {
    this.#draft = readDraft(this.#plan.id, this.#plan.version);
    const answer = this.#plan.first && this.#draft?.answers[this.#plan.first];
    if (typeof answer === 'string') this.first = answer;
    if (!this.#draft?.step) return;
    this.stage = 'resuming';
    await this.begin(this.#draft.step);
    if (!this.flow) this.stage = 'start';
  }

  /** Fetches SurveyJS and the instrument; a failure is forgotten, so that the next call tries again. */
  prefetch(): Promise<[Engine, PublicSurvey]> {
    const { id, language } = this.#plan;
    if (this.#fetchedIn !== language()) this.#fetched = null;
    this.#fetchedIn = language();
    this.#fetched ??= Promise.all([
      import('./engine.ts').then(async (engine) => (await engine.learn(language()), engine)),
      fetchSurvey(id, language()),
    ]);
    this.#fetched.catch(() => (this.#fetched = null));
    return this.#fetched;
  }

  /** Opens the questions at a page by name, or at the first that is still to be asked. */
  async begin(step: string | null): Promise<void> {
    this.busy = true;
    this.failed = false;
    try {
      const [engine, { definition }] = await this.prefetch();
      this.#definition = definition;
      // the language may have changed since the engine was fetched
      await engine.learn(this.#plan.language());
      this.flow ??= this.#open(engine, definition);
      if (this.#plan.first && this.first) this.flow.model.setValue(this.#plan.first, this.first);
      this.#reach((definition['pages'] as { name: string }[])[0]!.name);
      this.flow.go(step ?? '');
      this.stage = 'questions';
      await this.#plan.remember(this.flow.step, step !== null);
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
    }
  }

  /** The browser's own back and forward walk through the pages. */
  walk(step: string | undefined): void {
    if (!this.flow || this.stage === 'done') return;
    this.stage = step === undefined ? 'start' : 'questions';
    if (step !== undefined && step !== this.flow.step) this.flow.go(step);
    if (step === undefined && this.#plan.first)
      this.first = (this.flow.model.getValue(this.#plan.first) as string) ?? null;
  }

  async send(): Promise<void> {
    const { flow } = this;
    if (!flow) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const stored = await flow.send(async (answers, onwait) => {
      const { id, sent } = this.#draft ?? newDraft(this.#plan.version);
      const body = this.#submission(id, answers);
      this.#keep({ id, sent: body });
      const acceptance = await submit(this.#plan.id, body, sent, { signal, onwait });
      this.receipt = { acceptance, gaps: levelGaps(flow.model, this.#definition) };
    });
    if (!stored) return;
    this.#reach('sent');
    // the answers are stored: a pilot's measures that do not arrive are not worth a word to the respondent
    void this.#pilot?.finish(flow.model).catch(() => undefined);
    this.stage = 'done';
    dropDraft(this.#plan.id);
  }

  /** Gives up waiting, back to the answers. */
  stop(): void {
    this.#stop.abort();
  }

  #open(engine: Engine, definition: Record<string, unknown>): Flow {
    const { id, language, minutes, minors, first, remember } = this.#plan;
    const flow = new Flow(
      engine,
      definition,
      language(),
      { ...this.#draft?.answers },
      {
        minutes,
        firstPage: first ? 1 : 0,
        texts: async (spoken) => (this.#definition = (await fetchSurvey(id, spoken)).definition),
        excludesMinors: minors?.route === 'excluded',
        onrefuse: () => {
          this.#draft = null;
          dropDraft(id);
        },
        onchange: (answers, step) => {
          this.#keep({ answers, step });
          this.#reach(step);
        },
        onstep: (step) => {
          this.#reach(step);
          void remember(step);
        },
        onleave: () => void remember(undefined),
      },
    );
    this.#pilot?.watch(flow.model);
    return flow;
  }

  /** Counts a page the first time it is reached in this tab, without anybody's id; a count may get lost. */
  #reach(page: string): void {
    const reached = this.#draft?.reached ?? [];
    if (page === '' || page === tooYoung || reached.includes(page)) return;
    this.#keep({ reached: [...reached, page] });
    const { id, version, language } = this.#plan;
    const body = { version, page };
    api(`/surveys/${id}/progress`, { language: language(), method: 'POST', body }).catch(() => undefined);
  }

  #submission(id: string, answers: Record<string, unknown>): Submission {
    const { version, noticeVersion, language } = this.#plan;
    return { id, version, language: language(), noticeVersion, mode: 'web', ...this.beside, answers };
  }

  #keep(changes: Partial<Draft>): void {
    this.#draft = { ...(this.#draft ?? newDraft(this.#plan.version)), ...changes };
    keepDraft(this.#plan.id, this.#draft);
  }
}
