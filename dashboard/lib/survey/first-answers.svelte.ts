import type { FirstPage, FirstQuestion } from './first-question.ts';
import type { Fault } from './flow.svelte.ts';
import type { Asked, AskedPage } from './question/asked.ts';

type Answers = Readonly<Record<string, unknown>>;

/** What is answered on the page that the server drew, until SurveyJS takes it over. */
export class FirstAnswers {
  #answers = $state.raw<Answers>({});
  /** what held the page back when it was to be left */
  faults = $state.raw<readonly Fault[]>([]);
  /** what was answered again since then: the summary stands, as it would move the focus if it changed */
  #mended = $state.raw<readonly string[]>([]);
  /** the program has arrived, and read what was answered before it */
  live = $state(false);
  readonly #onchange: (answers: Answers) => void;

  /** @param onchange  keeps what was answered, at each change */
  constructor(onchange: (answers: Answers) => void = () => undefined) {
    this.#onchange = onchange;
  }

  /** The answers to give to the model; what was taken back is undefined. */
  get answers(): Answers {
    return this.#answers;
  }

  /** Goes on from a draft, or from the model; what was answered here meanwhile stands. */
  fill(page: FirstPage | null, kept: Answers, stands = true): void {
    const known = (page?.questions ?? []).filter(({ name }) => name in kept).map(({ name }) => [name, kept[name]]);
    const before = Object.fromEntries(known) as Answers;
    this.#answers = stands ? { ...before, ...this.#answers } : before;
  }

  /** Takes over what was done to the fields before the program was there. */
  adopt(page: FirstPage, root: ParentNode): void {
    if (this.live) return;
    for (const [index, { kind, name }] of page.questions.entries()) {
      const found = fieldsOf(root, firstId(index), kind);
      if (found.length > 0) this.#answers = { ...this.#answers, [name]: kind === 'checkbox' ? found : found[0] };
    }
    this.live = true;
  }

  /** The page as our components draw it. */
  page({ title, description, questions }: FirstPage): AskedPage {
    const elements = questions.map((question, index) => this.#asked(question, firstId(index), title ? 'h3' : 'h2'));
    return { id: 'first-page', title, description, elements };
  }

  /** Whether every question that has to be answered is; else it says which are not. */
  isComplete({ questions }: FirstPage, why: (question: FirstQuestion) => string): boolean {
    this.#mended = [];
    this.faults = questions.flatMap((question, index) =>
      question.required && isEmpty(this.#answers[question.name])
        ? [{ name: question.name, id: firstId(index), question: question.title, message: why(question) }]
        : [],
    );
    return this.faults.length === 0;
  }

  /** Says what the model finds, at the fields of this page. */
  refuse({ questions }: FirstPage, faults: readonly Fault[]): void {
    this.#mended = [];
    const names = questions.map(({ name }) => name);
    const here = faults.filter(({ name }) => names.includes(name));
    this.faults = here.map((fault) => ({ ...fault, id: firstId(names.indexOf(fault.name)) }));
  }

  #set(name: string, value: unknown): void {
    this.#answers = { ...this.#answers, [name]: value };
    this.#mended = [...this.#mended, name];
    this.#onchange(this.#answers);
  }

  #asked(question: FirstQuestion, id: string, heading: 'h2' | 'h3'): Asked {
    const { name, kind, title, description, required, choices, placeholder, pictures, most } = question;
    const faults = this.#mended.includes(name) ? [] : this.faults.filter((fault) => fault.name === name);
    const errors = faults.map(({ message }) => message);
    const common = { id, name, title, description, heading, required, errors, live: this.live } as const;
    const value = this.#answers[name];
    if (kind === 'radiogroup' || kind === 'checkbox') {
      const chosen = chosenIn(value);
      const full = kind === 'checkbox' && most !== null && chosen.length >= most;
      const open = choices.map((one) => ({ ...one, disabled: full && !chosen.includes(one.value) && !one.exclusive }));
      const pick = (one: string, checked: boolean) =>
        this.#set(name, kind === 'radiogroup' ? one : ticked(question, chosen, one, checked));
      return { ...common, kind, choices: open, chosen, pictures, pick };
    }
    if (kind === 'select' || kind === 'combobox') {
      const pick = (one: string | null) => this.#set(name, one ?? undefined);
      return { ...common, kind, choices, chosen: chosenIn(value)[0] ?? null, placeholder, pick };
    }
    const write = (text: string) => this.#set(name, text === '' ? undefined : kind === 'number' ? Number(text) : text);
    const limits = { min: question.min, max: question.max, step: question.step };
    return {
      ...common,
      kind,
      written: chosenIn(value)[0] ?? '',
      placeholder,
      longest: most,
      rows: 1,
      ...limits,
      write,
    };
  }
}

/** The first field of the page is the page's own, whatever it asks. */
const firstId = (index: number): string => (index === 0 ? 'first' : `first-${index}`);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const chosenIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : isEmpty(value) ? [] : [`${value as string}`];

/** What is ticked after one more, or one less; an exclusive choice stands alone. */
function ticked({ choices }: FirstQuestion, chosen: readonly string[], one: string, checked: boolean): string[] {
  const exclusive = choices.filter((choice) => choice.exclusive).map(({ value }) => value);
  if (!checked) return chosen.filter((other) => other !== one);
  if (exclusive.includes(one)) return [one];
  return [...chosen.filter((other) => !exclusive.includes(other)), one];
}

/** What the fields of a question hold; a searched list takes over what was typed by itself. */
function fieldsOf(root: ParentNode, id: string, kind: FirstQuestion['kind']): (string | number)[] {
  const question = root.querySelector(`[data-question="${id}"]`);
  if (!question || kind === 'combobox') return [];
  if (kind === 'radiogroup' || kind === 'checkbox')
    return [...question.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
  const value = question.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')?.value ?? '';
  return value === '' ? [] : [kind === 'number' ? Number(value) : value];
}
