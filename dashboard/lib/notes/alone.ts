interface Turn {
  readonly onwait: () => void;
  readonly work: () => Promise<void>;
}

/** Lets one tab of this browser at a time do the work; the next one takes over when that one is closed. */
export async function alone(name: string, signal: AbortSignal, { onwait, work }: Turn): Promise<void> {
  // only a page from https or from this machine has locks
  if (!('locks' in navigator)) return work();
  const isDone = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (isDone || signal.aborted) return;
  onwait();
  // the page was left before its turn came
  await navigator.locks.request(name, { signal }, work).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
