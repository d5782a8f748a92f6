import { untrack } from 'svelte';
import type { RespondentLanguage } from '../../../survey/contract.ts';
import { ApiFault } from '../api.ts';
import type { ProblemDocument } from '../problem.ts';
import { chosenSkills, unchoose, type Chosen } from './chosen.ts';
import type * as engineDoor from './engine.ts';
import type { Answers, Asking, PageModel, Question, SurveyModel } from './engine.ts';
import { minutesLeft } from './pace.ts';
import { focusQuestion } from './question/asked.ts';
import { questionsOf } from './role.ts';
import type { Waiting } from './send.ts';

export type Engine = typeof engineDoor;

/** A question whose answer cannot be taken, and why. */
export interface Fault {
  readonly name: string;
  /** of the question as it is drawn, where a name alone does not tell it: in blocks that repeat */
  readonly id: string;
  readonly question: string;
  readonly message: string;
}

interface Plan {
  readonly minutes: number;
  /** pages before this one are drawn by somebody else (the server-rendered first question) */
  readonly firstPage: number;
  /** whether those under the age of consent are sent away for now */
  readonly excludesMinors: boolean;
  /** the definition in another language; left out: the one at hand has all */
  readonly texts?: (language: RespondentLanguage) => Promise<Answers>;
  /** somebody was sent away: what was written is forgotten */
  readonly onrefuse: () => void;
  /** keeps what was written, at each change */
  readonly onchange: (answers: Answers, step: string) => void;
  /** a new step was reached by going forward or back on the page itself */
  readonly onstep: (step: string) => void;
  /** the respondent went back before the first page */
  readonly onleave: () => void;
}

export const review = 'review';
/** the step at which somebody under the age of consent is thanked and sent away */
export const tooYoung = 'too-young';
/** the answer that says so */
const under16 = 'under16';

/** The way through an instrument: its pages one by one, all answers at the end, faults on the way. */
export class Flow {
  readonly model: SurveyModel;
  /** the page on the screen, as it is drawn */
  readonly asking: Asking;
  readonly #engine: Engine;
  readonly #definition: Answers;
  readonly #plan: Plan;
  readonly #needs: readonly string[];
  readonly #ages: readonly string[];
  #asked: RespondentLanguage;
  /** the languages whose texts have arrived */
  #told: readonly RespondentLanguage[];
  /** the language that the instrument speaks */
  language = $state<RespondentLanguage>('it');
  /** name of the page on the screen, or `review` */
  step = $state('');
  minutes = $state(1);
  faults = $state.raw<readonly Fault[]>([]);
  /** skills chosen so far, while the page chooses some */
  chosen = $state.raw<readonly Chosen[]>([]);
  /** the respondent came from the review to change one answer */
  changing = $state(false);
  sending = $state<'no' | 'now' | Waiting>('no');
  problem = $state.raw<ProblemDocument | null>(null);

  constructor(engine: Engine, definition: Answers, language: RespondentLanguage, answers: Answers, plan: Plan) {
    this.#engine = engine;
    this.#definition = definition;
    this.#plan = plan;
    this.#needs = questionsOf(definition, 'need');
    this.#ages = plan.excludesMinors ? questionsOf(definition, 'ageClass') : [];
    this.minutes = plan.minutes;
    this.language = this.#asked = language;
    this.#told = [language, 'it'];
    this.model = engine.createModel(definition, language, answers);
    this.asking = engine.askingOf(this.model, definition);
    this.model.onValueChanged.add(() => {
      this.chosen = chosenSkills(this.model, this.#needs);
      plan.onchange(this.model.data, this.step);
    });
    this.model.onCurrentPageChanged.add(() => this.#arrive());
  }

  /**
   * Goes on in a language, once its texts have arrived; if they do not, the questions stay in the language they are
   * in. Called from effects, which must not depend on what it reads.
   */
  async speak(language: RespondentLanguage): Promise<void> {
    this.#asked = language;
    const learnt = await Promise.all([this.#engine.learn(language), this.#hear(language)]).then(
      () => true,
      () => false,
    );
    // another language may have been asked for meanwhile
    if (learnt && this.#asked === language) untrack(() => this.#turnTo(language));
  }

  async #hear(language: RespondentLanguage): Promise<void> {
    if (!this.#plan.texts || this.#told.includes(language)) return;
    const texts = await this.#plan.texts(language);
    this.#engine.translate(this.model, texts, language);
    this.#told = [...this.#told, language];
  }

  /** Opens a page by name, or the review; an unknown or hidden page opens the first. */
  go(step: string): void {
    this.faults = [];
    if (step === review || step === tooYoung) {
      this.changing = false;
      this.step = step;
      this.#plan.onchange(this.model.data, step);
      return;
    }
    const pages = this.model.visiblePages;
    const found = pages.findIndex((page) => page.name === step);
    this.model.currentPageNo = Math.max(found, Math.min(this.#plan.firstPage, pages.length - 1));
    this.#arrive();
  }

  next(): void {
    if (!this.model.currentPage.validate(true)) {
      this.faults = this.#faultsOf(this.model.currentPage.questions);
      return;
    }
    if (this.#ages.some((name) => this.model.getValue(name) === under16)) {
      this.#forward(tooYoung);
      this.#plan.onrefuse();
      return;
    }
    const open = this.changing ? this.#firstIncomplete() : null;
    const last = this.model.currentPageNo === this.model.visiblePageCount - 1;
    if (open) this.#forward(open);
    else if (this.changing || last) this.#forward(review);
    else this.#forward(this.model.visiblePages[this.model.currentPageNo + 1]?.name ?? review);
  }

  back(): void {
    const before = this.step === review ? this.model.visiblePageCount - 1 : this.model.currentPageNo - 1;
    this.changing = false;
    if (before < this.#plan.firstPage) this.#plan.onleave();
    else this.#forward(this.model.visiblePages[before]?.name ?? '');
  }

  /** Leaves the pages that somebody else drew, with what was answered there; faults stay when it cannot be taken. */
  pass(answers: Answers): void {
    for (const [name, value] of Object.entries(answers)) this.model.setValue(name, value);
    this.model.currentPageNo = 0;
    this.next();
  }

  /** From the words that send somebody away, back to the question that was answered. */
  changeAge(): void {
    if (this.model.currentPageNo < this.#plan.firstPage) this.#plan.onleave();
    else this.#forward(this.model.currentPage.name);
  }

  /** From the review to one question; continuing leads back to the review. */
  change(name: string): void {
    const question = this.model.getQuestionByName(name);
    const page = question?.page;
    if (!page) return;
    this.changing = true;
    if (this.model.visiblePages.findIndex(({ name: found }) => found === page.name) < this.#plan.firstPage) {
      this.#plan.onleave();
      return;
    }
    this.#forward(page.name);
    setTimeout(() => focusQuestion(question.id));
  }

  /** Takes a chosen skill back. */
  unchoose(one: Chosen): void {
    unchoose(this.model, one);
  }

  /** Shows what the server said about answers that had waited: at its questions, or beside the review. */
  tell(problem: ProblemDocument | null): void {
    if (problem) this.#refused(new ApiFault(problem));
  }

  /** Shows the question of a fault. */
  focus({ id }: Pick<Fault, 'id'>): void {
    focusQuestion(id);
  }

  /**
   * Sends what is answered; faults that the server finds are shown at their questions.
   * @returns true when it is stored
   */
  async send(store: (answers: Answers, onwait: (waiting: Waiting) => void) => Promise<void>): Promise<boolean> {
    this.sending = 'now';
    this.problem = null;
    try {
      await store(this.#engine.finalAnswers(this.model, this.#definition), (waiting) => (this.sending = waiting));
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    } finally {
      this.sending = 'no';
    }
  }

  #turnTo(language: RespondentLanguage): void {
    this.#engine.speak(this.model, language);
    this.language = language;
    this.chosen = chosenSkills(this.model, this.#needs);
    if (this.faults.length > 0) this.faults = this.#faultsOf(this.model.currentPage.questions);
  }

  #refused(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (!(error instanceof ApiFault)) throw error;
    const named = (error.problem.errors ?? []).map(({ path, message }) => ({
      name: path.split(/[.[]/)[0] ?? '',
      message,
    }));
    const known = named.filter(({ name }) => this.model.getQuestionByName(name)?.page);
    const first = this.model.getQuestionByName(known[0]?.name ?? '');
    if (!first) {
      this.problem = error.problem;
      return;
    }
    for (const { name, message } of known) this.model.getQuestionByName(name).addError(message);
    this.changing = true;
    const early = this.model.visiblePages.indexOf(first.page as PageModel) < this.#plan.firstPage;
    if (!early) this.#forward(first.page.name);
    this.faults = known.map(({ name, message }) => {
      const { id, processedTitle: question } = this.model.getQuestionByName(name);
      return { name, id, question, message };
    });
    // whoever drew that page shows them there
    if (early) this.#plan.onleave();
  }

  #firstIncomplete(): string | null {
    return this.model.visiblePages.find((page) => !page.validate(false))?.name ?? null;
  }

  #forward(step: string): void {
    this.go(step);
    this.#plan.onstep(step);
  }

  #arrive(): void {
    this.step = this.model.currentPage?.name ?? '';
    this.chosen = chosenSkills(this.model, this.#needs);
    this.minutes = Math.min(this.minutes, minutesLeft(this.model, this.#plan.minutes));
    this.#plan.onchange(this.model.data, this.step);
  }

  #faultsOf(questions: readonly Question[]): Fault[] {
    return questions
      .filter((question) => question.isVisible)
      .flatMap((question) => {
        const inside = blocksOf(question).flatMap((block) => this.#faultsIn(block));
        return inside.length > 0 ? inside : faultsAt(question);
      });
  }

  #faultsIn({ number, questions }: Block): Fault[] {
    return this.#faultsOf(questions).map((fault) => ({ ...fault, question: `${number}. ${fault.question}` }));
  }
}

interface Block {
  readonly number: number;
  readonly questions: readonly Question[];
}

/** One entry a question, whatever is wrong with it. */
function faultsAt({ name, id, processedTitle: question, errors }: Question): Fault[] {
  const message = errors.map((error) => error.getText()).join(' ');
  return message ? [{ name, id, question, message }] : [];
}

function blocksOf(question: Question): Block[] {
  const { panels = [] } = question as Question & { panels?: { questions: Question[] }[] };
  return panels.map(({ questions }, index) => ({ number: index + 1, questions }));
}
