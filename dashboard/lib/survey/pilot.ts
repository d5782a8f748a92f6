/** What a pilot measures in the browser: questions that are not clear, seconds, refusals. Nothing of an answer. */
import type { PilotMark, RespondentLanguage } from '../../../survey/contract.ts';
import { api } from '../api.ts';
import { messages } from '../messages.ts';
import type { Question, SurveyModel } from './engine.ts';

interface Plan {
  readonly survey: string;
  readonly version: number;
  readonly language: () => RespondentLanguage;
}

const longest = 600;
const most = 200;

/** One respondent's pilot: a button at each question, and a clock that nobody sees. */
export class Pilot {
  readonly #plan: Plan;
  readonly #notClear = new Set<string>();
  /** marks whose sending failed: they go with the answers */
  readonly #waiting = new Set<string>();
  readonly #seconds = new Map<string, number>();
  #last = performance.now();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Begins to watch a form; gives the function that ends it. */
  watch(model: SurveyModel): () => void {
    model.onAfterRenderQuestion.add((_, { question, htmlElement }) => this.#dress(question, htmlElement));
    model.onDynamicPanelValueChanged.add((_, { name }) => this.#spend(name));
    model.onValueChanged.add((_, { name }) => this.#spend(name));
    model.onCurrentPageChanging.add((_, { oldCurrentPage }) => {
      // who left a question open still read it
      const open = oldCurrentPage?.questions.find((question) => question.isVisible && question.isEmpty());
      this.#spend(open?.name ?? '');
    });
    this.#last = performance.now();
    const visible = () => {
      if (document.visibilityState === 'visible') this.#last = performance.now();
    };
    document.addEventListener('visibilitychange', visible);
    return () => document.removeEventListener('visibilitychange', visible);
  }

  /** Sends what was measured, once the answers are stored. */
  async finish(model: SurveyModel): Promise<void> {
    const refused = model
      .getAllQuestions(true)
      .filter(({ value }) => value === 'refused' || (Array.isArray(value) && value.includes('refused')));
    const marks: PilotMark[] = [
      ...[...this.#waiting].map((question): PilotMark => ({ kind: 'not_clear', question })),
      ...refused.map(({ name }): PilotMark => ({ kind: 'refused', question: name })),
      ...[...this.#seconds].map(([question, seconds]): PilotMark => ({ kind: 'seconds', question, seconds })),
    ];
    if (marks.length > 0) await this.#send(marks.slice(0, most));
  }

  /** The time since the last answer was spent on this question. */
  #spend(name: string): void {
    const now = performance.now();
    const spent = (now - this.#last) / 1000;
    this.#last = now;
    if (name === '') return;
    this.#seconds.set(name, Math.min(longest, (this.#seconds.get(name) ?? 0) + spent));
  }

  #dress(question: Question, element: HTMLElement): void {
    if (element.querySelector(':scope > .not-clear')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-plain not-clear';
    const say = () => {
      const m = messages(this.#plan.language());
      const noted = this.#notClear.has(question.name);
      button.textContent = m(noted ? 'pilot.noted' : 'pilot.notClear');
      button.setAttribute('aria-pressed', String(noted));
      button.setAttribute('aria-describedby', question.ariaTitleId);
    };
    button.addEventListener('click', () => {
      void this.#mark(question.name);
      say();
    });
    say();
    element.append(button);
  }

  async #mark(name: string): Promise<void> {
    if (this.#notClear.has(name)) return;
    this.#notClear.add(name);
    try {
      await this.#send([{ kind: 'not_clear', question: name }]);
    } catch {
      this.#waiting.add(name);
    }
  }

  async #send(marks: readonly PilotMark[]): Promise<void> {
    const { survey, version, language } = this.#plan;
    await api(`/surveys/${survey}/pilot`, { language: language(), method: 'POST', body: { version, marks } });
  }
}
