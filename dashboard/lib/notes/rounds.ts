import { ApiFault } from '../api.ts';
import type { Reach } from './sync.ts';

/** Where the notes stand with the server. `gone`: the session cannot be reached by this account any more. */
export type Contact = Reach | 'starting' | 'unreachable' | 'gone';

const [often, seldom, longest] = [4000, 30_000, 15_000];

/** Milliseconds until the next attempt, after so many that failed. */
export const patience = (failures: number): number => Math.min(longest, 1000 * 2 ** Math.max(0, failures - 1));

/** Repeats a round: every few seconds, at once when something is noted or the network is back, later after failures. */
export class Rounds {
  readonly #round: () => Promise<Reach>;
  readonly #tell: (contact: Contact) => void;
  #stopped = false;
  #asked = false;
  #wake = (): void => undefined;

  constructor(round: () => Promise<Reach>, tell: (contact: Contact) => void) {
    this.#round = round;
    this.#tell = tell;
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    for (let failures = 0; !this.#stopped;) {
      this.#asked = false;
      const { contact, retry } = await this.#attempt();
      if (this.#stopped) return;
      this.#tell(contact);
      failures = contact === 'unreachable' ? failures + 1 : 0;
      await this.#pause(failures > 0 ? Math.max(patience(failures), retry) : pace());
    }
  }

  /** Lets the next round begin now, or after the one that is under way. */
  readonly nudge = (): void => {
    this.#asked = true;
    this.#wake();
  };

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  async #attempt(): Promise<{ contact: Contact; retry: number }> {
    try {
      return { contact: await this.#round(), retry: 0 };
    } catch (error) {
      if (!(error instanceof ApiFault)) return { contact: 'unreachable', retry: 0 };
      const { status } = error.problem;
      if (status === 401) return { contact: 'signed_out', retry: 0 };
      return { contact: status === 404 ? 'gone' : 'unreachable', retry: (error.retryAfter ?? 0) * 1000 };
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    if (this.#asked) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}

const pace = (): number => (document.visibilityState === 'visible' ? often : seldom);
