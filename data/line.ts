/** Tasks that are done one after the other, in the order in which they were asked for. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Does the task when its turn comes; one that fails does not hold up the next. */
  pass<T>(task: () => Promise<T>): Promise<T> {
    const passed = this.#last.then(task);
    this.#waiting += 1;
    this.#last = passed.catch(() => undefined).finally(() => (this.#waiting -= 1));
    return passed;
  }

  /** How many are under way or wait. */
  waiting(): number {
    return this.#waiting;
  }

  /** Resolves when nobody waits any more. */
  async emptied(): Promise<void> {
    for (let last; last !== this.#last; await last) last = this.#last;
  }
}
