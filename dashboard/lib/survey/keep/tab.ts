/** One tab at a time answers one survey on one device: two would overwrite each other. */

/** Long enough for a tab that is just being reloaded to let go. */
const patience = 1_000;

export class Tab {
  readonly #name: string;
  readonly #onlost: () => void;
  #release: (() => void) | null = null;

  /** @param onlost  another tab has taken over */
  constructor(survey: string, onlost: () => void) {
    this.#name = `fabbisogni-draft:${survey}`;
    this.#onlost = onlost;
  }

  /**
   * Takes the survey for this tab.
   * @param steal  even when another tab has it
   * @returns whether it is ours; always where the browser has no locks
   */
  async take(steal = false): Promise<boolean> {
    if (this.#release || !('locks' in navigator)) return true;
    return new Promise((resolve) => {
      const options = steal ? { steal } : { signal: AbortSignal.timeout(patience) };
      const held = () =>
        new Promise<void>((release) => {
          this.#release = release;
          resolve(true);
        });
      navigator.locks.request(this.#name, options, held).catch(() => {
        resolve(false);
        if (this.#release) this.#onlost();
        this.#release = null;
      });
    });
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }
}
