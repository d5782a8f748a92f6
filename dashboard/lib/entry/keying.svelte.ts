import type {
  Acceptance,
  PaperForm,
  PaperItem,
  PublicSurvey,
  RespondentLanguage,
  Submission,
} from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';
import type { ProblemDocument } from '../problem.ts';
import type { Question, SurveyModel } from '../survey/engine.ts';
import type { Engine } from '../survey/flow.svelte.ts';
import { readKeys, type Keyed } from './key.ts';

/** A box of the form: a question, and in a repeated block which time. */
export interface Field {
  readonly id: string;
  readonly item: PaperItem;
  readonly at: number;
}

interface Plan extends Pick<PublicSurvey, 'id' | 'version'> {
  readonly noticeVersion: string;
  readonly language: RespondentLanguage;
  readonly form: PaperForm;
}

/** One sheet after the other: what is keyed, what it means, and which questions the routing leaves out. */
export class Keying {
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #definition: Record<string, unknown>;
  #model: SurveyModel;
  #id = crypto.randomUUID();
  /** what was keyed the first time, while a sheet is keyed twice */
  #before: Record<string, string> | null = null;
  /** how often each repeated block stands on the form */
  repeats = $state.raw<Readonly<Record<string, number>>>({});
  typed = $state<Record<string, string>>({});
  read = $state.raw<Readonly<Record<string, Keyed>>>({});
  /** ids of fields that the routing leaves out */
  hidden = $state.raw<readonly string[]>([]);
  /** by id: what the server said */
  refused = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state.raw<ProblemDocument | null>(null);
  busy = $state(false);
  twice = $state(false);
  /** the second time */
  again = $state(false);
  /** ids of fields that differ from the first time */
  differing = $state.raw<readonly string[]>([]);
  stored = $state(0);

  constructor(plan: Plan, engine: Engine, definition: Record<string, unknown>) {
    this.#plan = plan;
    this.#engine = engine;
    this.#definition = definition;
    this.#model = this.#fresh();
    this.repeats = Object.fromEntries(plan.form.blocks.map(({ name }) => [name, 1]));
    this.#look();
  }

  /** @throws ApiFault, TypeError */
  static async open(plan: Plan): Promise<Keying> {
    const [engine, { definition }] = await Promise.all([
      import('../survey/engine.ts'),
      api<PublicSurvey>(`/surveys/${plan.id}`, { language: plan.language }),
    ]);
    await engine.learn(plan.language);
    return new Keying(plan, engine, definition);
  }

  get fields(): Field[] {
    const { items } = this.#plan.form;
    return items.flatMap((item, index) => {
      if (item.block === null) return [{ id: item.name, item, at: 0 }];
      // a block is keyed as a whole, then the next
      if (items[index - 1]?.block === item.block) return [];
      const own = items.filter(({ block }) => block === item.block);
      return Array.from({ length: this.repeats[item.block] ?? 1 }, (_, at) =>
        own.map((one) => ({ id: `${one.block}[${at}].${one.name}`, item: one, at })),
      ).flat();
    });
  }

  repeat(block: string, times: number): void {
    this.repeats = { ...this.repeats, [block]: times };
    this.#look();
  }

  /** Takes what stands in a field. */
  take(field: Field, text: string): void {
    this.typed[field.id] = text;
    const keyed = readKeys(field.item, text, this.#plan.form.items);
    this.read = { ...this.read, [field.id]: keyed };
    const { [field.id]: _, ...left } = this.refused;
    this.refused = left;
    this.#put(field, keyed.value);
    this.#look();
  }

  /** The next field that is put to this person; null after the last. */
  after(id: string): Field | null {
    const { fields } = this;
    const from = fields.findIndex((one) => one.id === id);
    return fields.slice(from + 1).find((one) => !this.hidden.includes(one.id)) ?? null;
  }

  /** Stores the sheet. @returns the id of the field to look at; null when the next sheet may come */
  async save(): Promise<string | null> {
    const wrong = this.fields.find(({ id }) => !this.hidden.includes(id) && this.read[id]?.fault);
    if (wrong) return wrong.id;
    if (this.twice && !this.again) return this.#keyAgain();
    if (this.again && this.#differs()) return this.differing[0] ?? null;
    this.busy = true;
    this.problem = null;
    try {
      await this.#send();
      this.stored += 1;
      this.#next();
      return null;
    } catch (error) {
      return this.#refuse(error);
    } finally {
      this.busy = false;
    }
  }

  async #send(): Promise<void> {
    const { id: survey, version, noticeVersion, language } = this.#plan;
    const answers = this.#engine.finalAnswers(this.#model, this.#definition);
    const response: Submission = { id: this.#id, version, language, noticeVersion, mode: 'paper', answers };
    const body = { response, presence: null, noticeGiven: true };
    await api<Acceptance>(`/assist/${survey}/responses`, { language, method: 'POST', body });
  }

  #refuse(error: unknown): string | null {
    if (!(error instanceof ApiFault)) throw error;
    this.problem = error.problem;
    this.refused = Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]));
    return this.fields.find(({ id }) => this.refused[id])?.id ?? '';
  }

  #keyAgain(): string {
    this.#before = { ...this.typed };
    this.again = true;
    this.#clear();
    return this.fields[0]?.id ?? '';
  }

  #differs(): boolean {
    const same = (a = '', b = '') => a.trim() === b.trim();
    const ids = this.fields.map(({ id }) => id).filter((id) => !this.hidden.includes(id));
    this.differing = ids.filter((id) => !same(this.typed[id], this.#before?.[id]));
    // whoever looks at the sheet once more decides: what stands now is the second reading
    if (this.differing.length > 0) this.#before = { ...this.#before, ...this.typed };
    return this.differing.length > 0;
  }

  #next(): void {
    this.#before = null;
    this.again = false;
    this.#id = crypto.randomUUID();
    this.repeats = Object.fromEntries(this.#plan.form.blocks.map(({ name }) => [name, 1]));
    this.#clear();
  }

  #clear(): void {
    this.typed = {};
    this.read = {};
    this.refused = {};
    this.problem = null;
    this.differing = [];
    this.#model = this.#fresh();
    this.#look();
  }

  #fresh(): SurveyModel {
    return this.#engine.createModel(this.#definition, this.#plan.language);
  }

  #put({ item, at }: Field, value: unknown): void {
    const [name = '', row] = item.name.split('.');
    const question = this.#question(item.block, at, name);
    if (!question) return;
    const given = question.getType() === 'boolean' && value !== undefined ? value === 'true' : value;
    if (row === undefined) question.value = given;
    else question.value = { ...(question.value as object | undefined), [row]: given };
  }

  #question(block: string | null, at: number, name: string): Question | null {
    if (block === null) return this.#model.getQuestionByName(name);
    const panels = this.#model.getQuestionByName(block) as unknown as Repeated;
    if (panels.panelCount <= at) panels.panelCount = at + 1;
    return panels.panels[at]?.getQuestionByName(name) ?? null;
  }

  #look(): void {
    for (const [name, times] of Object.entries(this.repeats)) {
      const panels = this.#model.getQuestionByName(name) as unknown as Repeated;
      if (panels.panelCount !== times) panels.panelCount = times;
    }
    const out = this.fields.filter(({ item, at }) => {
      const question = this.#question(item.block, at, item.name.split('.')[0] ?? '');
      return question ? !question.isVisible || question.page?.isVisible === false : false;
    });
    this.hidden = out.map(({ id }) => id);
  }
}

interface Repeated {
  panelCount: number;
  panels: { getQuestionByName(name: string): Question | null }[];
}
