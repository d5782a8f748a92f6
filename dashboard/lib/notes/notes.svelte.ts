import type { FocusSession, Language, Statement, StatementKind } from '../../../survey/contract.ts';
import { randomId } from '../survey/draft.ts';
import { readBeginning, readLine, type Command, type Letters } from './command.ts';
import { alone } from './alone.ts';
import type { Entry, Note } from './entry.ts';
import { choose, inOrder, putAway, remove, type as typeWords, waiting, write, type Choice } from './notebook.ts';
import type { Notebook } from './notebook.ts';
import { drawn, empty, heardIn, withHeld } from './opening.ts';
import { openOutbox, type Outbox, type Standing } from './outbox.ts';
import { remote } from './remote.ts';
import { Rounds, type Contact } from './rounds.ts';
import { round, type Desk } from './sync.ts';

interface Plan {
  /** of who is signed in: notes that wait are theirs alone */
  readonly account: string;
  readonly session: FocusSession;
  readonly statements: readonly Statement[];
  readonly language: () => Language;
  readonly letters: () => Letters;
}

/** longer than any session: what began before is another day */
const longAgo = 12 * 3600 * 1000;

/** Live notes of one session on this device. */
export class Notes implements Desk {
  readonly account: string;
  readonly #plan: Plan;
  readonly #rounds: Rounds;
  #outbox: Outbox | null = null;
  #saved = empty;
  #saving: Promise<void> = Promise.resolve();
  #entries = $state.raw(empty);
  contact = $state<Contact>('starting');
  /** `elsewhere`: another tab of this browser writes them; `fails`: nothing stays when the tab is closed */
  device = $state<'opening' | 'keeps' | 'fails' | 'elsewhere'>('opening');
  kind = $state<StatementKind>('need');
  participant = $state<number | null>(null);
  standing = $state.raw<Standing>({ topic: null, since: 0, began: 0 });
  /** the statement that the line at the bottom will become */
  composing = $state(randomId());
  /** whether this device has everything, the line that is being typed too */
  isKept = $state(true);
  /** the last statement that was stored */
  last = $state.raw<Note | null>(null);

  constructor(plan: Plan) {
    this.#plan = plan;
    this.account = plan.account;
    this.#entries = drawn(plan.statements);
    this.standing = { topic: plan.session.topics[0]?.name ?? null, since: Date.now(), began: Date.now() };
    const server = remote(plan.session.id, plan.language);
    this.#rounds = new Rounds(
      () => round(this, server),
      (contact) => (this.contact = contact),
    );
  }

  book = (): Notebook => this.#entries;
  readonly shown = $derived.by(() => inOrder(this.#entries));
  readonly waiting = $derived.by(() => waiting(this.#entries));
  readonly line = $derived.by(() => this.#entries.get(this.composing)?.draft?.note.text ?? '');
  readonly heard = $derived.by(() => heardIn(this.shown));
  /** words of an earlier sitting that were typed and never stored */
  readonly left = $derived.by(() => [...this.#entries.values()].filter(isLeft).map(({ id }) => id));

  /** Opens what this device holds and goes on with it; gives the function that ends it. */
  start(): () => void {
    const stop = new AbortController();
    void alone(`notes ${this.account} ${this.#plan.session.id}`, stop.signal, {
      onwait: () => (this.device = 'elsewhere'),
      work: () => this.#open(stop.signal),
    });
    const wake = () => document.visibilityState === 'visible' && this.#rounds.nudge();
    for (const event of ['online', 'focus']) addEventListener(event, this.#rounds.nudge, { signal: stop.signal });
    document.addEventListener('visibilitychange', wake, { signal: stop.signal });
    return () => {
      stop.abort();
      this.#rounds.stop();
    };
  }

  async #open(stopped: AbortSignal): Promise<void> {
    try {
      this.#outbox = await openOutbox(this.account, this.#plan.session.id);
      const { book, standing } = await this.#outbox.read();
      this.#saved = book;
      this.#entries = withHeld(this.#entries, book);
      this.device = 'keeps';
      this.#goOn(standing);
    } catch {
      this.device = 'fails';
    }
    if (stopped.aborted) return;
    await this.keep((book) => book);
    await this.#rounds.run();
  }

  /** Takes up where an earlier tab of this device was: the question, and the words that were being typed. */
  #goOn(standing: Standing | null): void {
    const now = Date.now();
    const topics = this.#plan.session.topics.map(({ name }) => name);
    if (standing && now - standing.began < longAgo && topics.includes(standing.topic ?? '')) this.standing = standing;
    else void this.#outbox?.stand(this.standing).catch(() => (this.device = 'fails'));
    if (this.line === '') this.#resume();
  }

  #resume(): void {
    const [id] = this.left;
    this.composing = id ?? randomId();
    const note = id && this.#entries.get(id)?.draft?.note;
    if (note) [this.kind, this.participant] = [note.kind, note.participant];
  }

  keep = (change: (book: Notebook) => Notebook): Promise<void> => {
    this.#entries = change(this.#entries);
    this.isKept = this.#entries === this.#saved;
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  };

  async #save(): Promise<void> {
    const [before, after] = [this.#saved, this.#entries];
    if (!this.#outbox || before === after) return;
    try {
      await this.#outbox.keep(before, after);
      this.#saved = after;
      this.device = 'keeps';
      this.isKept = this.#entries === after;
    } catch {
      this.device = 'fails';
    }
  }

  /** The line at the bottom changed. */
  typeLine(words: string): void {
    const { text, commands } = readBeginning(words, this.#plan.letters());
    commands.forEach((command) => this.obey(command));
    void this.keep((book) => typeWords(book, this.composing, this.#note(text)));
  }

  /** Stores the line at the bottom; only commands in it are obeyed and leave nothing. */
  enter(): void {
    const { text, commands } = readLine(this.line, this.#plan.letters());
    commands.filter((command) => !('turn' in command)).forEach((command) => this.obey(command));
    const isSaid = text !== '' || this.kind === 'silence';
    const isMeant = text !== '' || commands.length === 0 || commands.some((command) => 'kind' in command);
    if (isSaid && isMeant) this.#store(this.#note(text));
    else void this.keep((book) => putAway(book, this.composing));
    commands.filter((command) => 'turn' in command).forEach((command) => this.obey(command));
  }

  #store(note: Note): void {
    void this.keep((book) => write(book, this.composing, note));
    this.last = note;
    // an empty line stands for another silence only when it was chosen again
    if (note.text === '') this.kind = 'need';
    this.composing = this.left[0] ?? randomId();
    this.#rounds.nudge();
  }

  #note(text: string): Note {
    const begun = this.#entries.get(this.composing)?.draft?.note.place;
    return {
      ...{ place: begun ?? Date.now(), topic: this.standing.topic, participant: this.participant, kind: this.kind },
      ...{ language: this.#plan.session.language, text, translation: null, translator: null },
    };
  }

  obey(command: Command): void {
    if ('kind' in command) this.kind = command.kind;
    else if ('turn' in command) this.turn(command.turn);
    else this.#hear(command.participant);
  }

  #hear(number: number): void {
    const isThere = this.#plan.session.people.some((one) => one.number === number && one.takesPart);
    if (isThere || number === 0) this.participant = number === 0 ? null : number;
  }

  /** The next question of the guide, or the one before. */
  turn(by: 1 | -1): void {
    const { topics } = this.#plan.session;
    const at = topics.findIndex(({ name }) => name === this.standing.topic);
    const topic = topics[at + by]?.name;
    if (topic === undefined) return;
    this.standing = { ...this.standing, topic, since: Date.now() };
    void this.#outbox?.stand(this.standing).catch(() => (this.device = 'fails'));
  }

  /** Other words for a statement, while they are typed. */
  edit(id: string, note: Note): void {
    void this.keep((book) => typeWords(book, id, note));
  }

  leave(id: string): void {
    void this.keep((book) => putAway(book, id));
  }

  change(id: string, note: Note): void {
    void this.keep((book) => write(book, id, { ...note, text: note.text.trim() }));
    this.#rounds.nudge();
  }

  remove(id: string): void {
    void this.keep((book) => remove(book, id));
    this.#rounds.nudge();
  }

  decide(id: string, choice: Choice): void {
    void this.keep((book) => choose(book, id, choice, randomId()));
    this.#rounds.nudge();
  }
}

const isLeft = ({ base, wanted, queued, draft }: Entry): boolean =>
  draft !== null && draft.note.text !== '' && base === 0 && wanted === null && queued === null;
