import type { Acceptance, Submission } from '../../../survey/contract.ts';
import { countPage, fitting, restored, submissionOf, today, type Plan, type Stage } from './answering-plan.ts';
import { DraftKeeper, newDraft, type Draft } from './draft.ts';
import { FirstAnswers } from './first-answers.svelte.ts';
import { Flow, tooYoung, type Engine } from './flow.svelte.ts';
import { Instrument } from './instrument.ts';
import { alone, dequeue, enqueue, type Waiting } from './keep/queue.ts';
import { dropFor, newCode, openBy, saveFor } from './keep/resume.ts';
import { Tab } from './keep/tab.ts';
import { callWorker } from './keep/worker.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { Pilot } from './pilot.ts';
import { submit } from './send.ts';

/** One respondent's way from the start screen to the receipt, with the draft that survives reload and end of the browser. */
export class Answering {
  readonly #plan: Plan;
  readonly #keeper: DraftKeeper;
  readonly #tab: Tab;
  #draft = $state.raw<Draft | null>(null);
  #resumed: Promise<void> | null = null;
  readonly #instrument: Instrument;
  #stop = new AbortController();
  readonly #pilot: Pilot | null;
  flow = $state.raw<Flow | null>(null);
  stage = $state<Stage>('start');
  /** the answers to what the server drew */
  readonly first = new FirstAnswers((answers) => void this.#keepFirst(answers));
  busy = $state(false);
  failed = $state(false);
  /** id of the submission that this page is sending while it also waits on this device, where it goes by itself */
  sending = $state<string | null>(null);
  isShared = $state(false);
  receipt = $state.raw<({ acceptance: Acceptance } & Outcome) | null>(null);
  /** what travels with the answers without being one: by which door somebody came, since when the page was open */
  readonly beside: Partial<Pick<Submission, 'ticket' | 'token' | 'channel' | 'trap'>> = {};

  constructor(plan: Plan) {
    this.#plan = plan;
    const { id: survey, version, language } = plan;
    this.isShared = plan.isShared;
    this.#instrument = new Instrument(survey, language);
    this.#keeper = new DraftKeeper(survey, plan.isShared);
    this.#tab = new Tab(survey, () => (this.stage = 'elsewhere'));
    this.#pilot = plan.state === 'pilot' ? new Pilot({ survey, version, language }) : null;
  }

  /** ms since 1970 of the last change of the draft that lies here */
  readonly keptAt = $derived.by(() => this.#draft?.keptAt ?? Date.now());

  /** Goes on where this tab left off; what another day or another tab left is offered first. */
  resume(): Promise<void> {
    return (this.#resumed ??= this.#resume());
  }

  async #resume(): Promise<void> {
    const found = await this.#keeper.read();
    if (!found) return;
    this.#adopt(found.draft, found.isHere);
    if (found.isHere) await this.goOn();
    else this.stage = 'offered';
  }

  /** Goes on with the draft that lies here. */
  async goOn(takeOver = false): Promise<void> {
    this.stage = 'resuming';
    if (!(await this.#tab.take(takeOver))) {
      this.stage = 'elsewhere';
      return;
    }
    // the other tab may have gone on meanwhile
    if (takeOver) {
      this.flow = null;
      this.#adopt((await this.#keeper.read())?.draft ?? this.#draft);
    }
    if (this.#draft?.step) await this.begin(this.#draft.step);
    if (this.stage === 'resuming') this.stage = 'start';
  }

  /** Forgets what was answered here, and under its code too, unless somebody will go on with that. */
  async anew(isSaved = false): Promise<void> {
    const code = isSaved ? null : this.#draft?.code;
    this.#draft = this.flow = null;
    this.first.fill(this.#plan.first, {}, false);
    await this.#keeper.drop();
    this.#tab.release();
    this.stage = 'start';
    await this.#plan.remember(undefined, true);
    if (code) await dropFor(code, this.#plan.language());
  }

  /** Whether others use this computer; then nothing stays on it. */
  async share(isShared: boolean): Promise<void> {
    this.isShared = isShared;
    await this.#keeper.share(isShared);
    if (!isShared && this.#draft) await this.#keep({});
  }

  /** Whether answers lie here that a code would replace. */
  async hasOthers(): Promise<boolean> {
    return (this.#draft ?? (await this.#keeper.read())?.draft ?? null) !== null;
  }

  /** Goes on with what a code opens. @throws ApiFault, TypeError without a network */
  async open(code: string): Promise<void> {
    const { survey, draft } = await openBy(code, this.#plan.language());
    if (survey !== this.#plan.id) throw new RangeError(survey);
    this.flow = null;
    this.#adopt({ ...draft, code });
    await this.#keep({});
    await this.goOn(true);
  }

  /** Saves for another device. @returns the code and its last day. @throws ApiFault, TypeError without a network */
  async save(): Promise<{ code: string; expiresOn: string }> {
    const code = this.#draft?.code ?? newCode();
    const { id, version, answers, step, sent } = this.#draft ?? newDraft(this.#plan.version);
    const saved = { id, version, answers, step, sent, beside: this.beside };
    const expiresOn = await saveFor(code, this.#plan.id, saved, this.#plan.language());
    await this.#keep({ code });
    return { code, expiresOn };
  }

  /** Fetches SurveyJS and the instrument, for when they are needed. */
  readonly prefetch = (): Promise<unknown> => this.#instrument.fetch();

  /** Begins with the questions, unless a draft turns up that would be overwritten. */
  async start(): Promise<void> {
    this.busy = true;
    await this.resume();
    this.busy = false;
    if (this.stage === 'start') await this.begin(null);
  }

  /** Opens the questions at a page by name, or at the first that is still to be asked. */
  async begin(step: string | null): Promise<void> {
    this.busy = true;
    this.failed = false;
    try {
      const [engine, { definition, ticket }] = await this.#instrument.fetch();
      if (!(await this.#tab.take())) {
        this.stage = 'elsewhere';
        return;
      }
      // the language may have changed since the engine was fetched
      await engine.learn(this.#plan.language());
      if (ticket) this.beside.ticket ??= ticket;
      this.flow ??= this.#open(engine, definition);
      this.#reach((definition['pages'] as { name: string }[])[0]!.name);
      const { first } = this.#plan;
      if (step === null && first?.isWhole) {
        this.flow.pass(this.first.answers);
        this.first.refuse(first, this.flow.faults);
        if (this.flow.faults.length === 0) this.stage = 'questions';
        return;
      }
      for (const [name, value] of Object.entries(this.first.answers)) this.flow.model.setValue(name, value);
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
    if (!this.flow || (this.stage !== 'questions' && this.stage !== 'start')) return;
    this.stage = step === undefined ? 'start' : 'questions';
    if (step !== undefined && step !== this.flow.step) this.flow.go(step);
    const { first } = this.#plan;
    if (step !== undefined || !first) return;
    this.first.fill(first, this.flow.model.data as Record<string, unknown>, false);
    this.first.refuse(first, this.flow.faults);
  }

  /** Hands the answers in; while they wait for the network they lie in the queue of this device as well. */
  async send(): Promise<void> {
    const { flow } = this;
    if (!flow) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const stored = await flow.send(async (answers, onwait) => {
      const draft = this.#draft ?? newDraft(this.#plan.version);
      const body = submissionOf(this.#plan, draft.id, this.beside, answers);
      await this.#handIn({ survey: this.#plan.id, body, draft, since: today() });
      try {
        const send = () => submit(this.#plan.id, body, draft.sent, { signal, onwait });
        const acceptance = (await alone(body.id, true, send))!;
        this.receipt = { acceptance, ...outcomeOf(flow.model, this.#instrument.definition, answers) };
      } catch (error) {
        // back to the answers, whatever stopped it
        await this.#keep({ sent: body });
        throw error;
      } finally {
        if (this.sending && this.stage !== 'left') await dequeue(body.id);
        this.sending = null;
      }
    });
    if (stored) this.#finish(flow);
  }

  /** Gives up waiting, back to the answers. */
  readonly stop = (): void => this.#stop.abort();

  /** Keeps what is answered on the start screen, once it is known what lies here already. */
  async #keepFirst(answers: Readonly<Record<string, unknown>>): Promise<void> {
    await this.resume();
    if (this.stage === 'start') await this.#keep({ answers: { ...this.#draft?.answers, ...answers } });
  }

  /** Leaves the answers in the queue of this device: they go when the network comes back. */
  leaveWaiting(): void {
    this.stage = 'left';
    this.#stop.abort();
    this.#tab.release();
    void callWorker();
  }

  /** Brings back answers that the server did not take as they were, with what it said. */
  async reopen({ body, draft, problem }: Waiting): Promise<void> {
    this.flow = null;
    this.#adopt({ ...draft, step: 'review', sent: body });
    await this.#keep({});
    await dequeue(body.id);
    await this.goOn(true);
    (this.flow as Flow | null)?.tell(problem ?? null);
  }

  /** The page goes. */
  readonly leave = (): void => this.#keeper.leave();

  /** From the draft to the queue: there it is safe from the end of the browser, and is not offered again as a draft. */
  async #handIn(waiting: Waiting): Promise<void> {
    if (!this.isShared && (await enqueue(waiting))) this.sending = waiting.body.id;
    if (this.sending) await this.#keeper.drop();
    else await this.#keep({ sent: waiting.body });
  }

  #finish(flow: Flow): void {
    this.#reach('sent');
    // the answers are stored: a pilot's measures that do not arrive are not worth a word to the respondent
    void this.#pilot?.finish(flow.model).catch(() => undefined);
    this.stage = 'done';
    const code = this.#draft?.code;
    this.#draft = null;
    void this.#keeper.drop();
    this.#tab.release();
    if (code) void dropFor(code, this.#plan.language());
  }

  /** @param stands  what was answered on this page meanwhile is kept */
  #adopt(draft: Draft | null, stands = false): void {
    // of an earlier version: what no longer fits is told when it is sent
    this.#draft = draft && { ...draft, version: this.#plan.version };
    Object.assign(this.beside, restored(this.beside, draft?.beside));
    this.first.fill(this.#plan.first, draft?.answers ?? {}, stands);
  }

  #open(engine: Engine, definition: Record<string, unknown>): Flow {
    const { language, minutes, minors, first, remember } = this.#plan;
    const flow = new Flow(engine, definition, language(), fitting(this.#draft?.answers ?? {}, definition), {
      minutes,
      firstPage: first?.isWhole ? 1 : 0,
      texts: (spoken) => this.#instrument.texts(spoken),
      excludesMinors: minors?.route === 'excluded',
      onrefuse: () => {
        this.#draft = null;
        void this.#keeper.drop();
      },
      onchange: (answers, step) => {
        void this.#keep({ answers, step });
        this.#reach(step);
      },
      onstep: (step) => {
        this.#reach(step);
        void remember(step);
      },
      onleave: () => void remember(undefined),
    });
    this.#pilot?.watch(flow.model);
    return flow;
  }

  /** Counts a page the first time it is reached in this tab, without anybody's id; a count may get lost. */
  #reach(page: string): void {
    const reached = this.#draft?.reached ?? [];
    if (page === '' || page === tooYoung || reached.includes(page)) return;
    if (page !== 'sent') void this.#keep({ reached: [...reached, page] });
    countPage(this.#plan, page);
  }

  #keep(changes: Partial<Draft>): Promise<unknown> {
    this.#draft = { ...(this.#draft ?? newDraft(this.#plan.version)), ...changes, beside: { ...this.beside } };
    const isTheirs = this.stage === 'elsewhere' || this.stage === 'left';
    return isTheirs ? Promise.resolve() : this.#keeper.keep(this.#draft);
  }
}
