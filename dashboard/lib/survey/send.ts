import type { Acceptance, OwnAnswers, RespondentLanguage, Submission } from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';

/** Why a send has to wait: the network is away, or the server cannot store for the moment. */
export interface Waiting {
  readonly reason: 'network' | 'server';
  /** until the next try */
  readonly seconds: number;
}

interface Patience {
  readonly signal: AbortSignal;
  readonly onwait: (waiting: Waiting) => void;
}

const passing = new Set([429, 502, 503, 504]);

/**
 * Tries until the server has an answer: a lost network and a server that cannot store are waited out, everything
 * else is thrown.
 * @throws ApiFault when trying again would not help; DOMException `AbortError` when the respondent stops it
 */
export async function untilAnswered<T>(call: () => Promise<T>, { signal, onwait }: Patience): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      const waiting = waitingFor(error, attempt);
      if (!waiting) throw error;
      onwait(waiting);
      // who will not wait stops at the first word of it
      signal.throwIfAborted();
      await pause(waiting.seconds, signal);
    }
  }
}

/**
 * Sends a response; the same id and body give the same receipt, however often they are sent. When an earlier body had
 * arrived and only its receipt was lost, that receipt is fetched and the newer answers correct it.
 * @param earlier  the body of the last send, if there was one
 */
export async function submit(survey: string, body: Submission, earlier: Submission | null, patience: Patience) {
  const { signal } = patience;
  const post = (submission: Submission) =>
    untilAnswered(
      () =>
        api<Acceptance>(`/surveys/${survey}/responses`, {
          language: body.language,
          method: 'POST',
          body: submission,
          signal,
        }),
      patience,
    );
  try {
    return await post(body);
  } catch (error) {
    if (!earlier || !(error instanceof ApiFault) || error.problem.code !== 'id_conflict') throw error;
    const acceptance = await post(earlier);
    await correct(acceptance.receipt, body.answers, body.language, patience);
    return acceptance;
  }
}

/** Replaces the answers that a receipt opens. */
export function correct(
  receipt: string,
  answers: Record<string, unknown>,
  language: RespondentLanguage,
  patience: Patience,
) {
  const body = { answers, language };
  return untilAnswered(
    () => api<OwnAnswers>('/receipt', { language, method: 'PUT', body, receipt, signal: patience.signal }),
    patience,
  );
}

function waitingFor(error: unknown, attempt: number): Waiting | null {
  const seconds = Math.min(2 ** (attempt + 1), 30);
  if (error instanceof TypeError) return { reason: 'network', seconds };
  if (!(error instanceof ApiFault) || !passing.has(error.problem.status)) return null;
  return { reason: 'server', seconds: Math.max(error.retryAfter ?? 0, seconds) };
}

/** Waits; ends early when the network comes back, or when the respondent asks for the next try now. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      for (const name of ['online', retryNow]) removeEventListener(name, done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    for (const name of ['online', retryNow]) addEventListener(name, done, { once: true });
    signal.addEventListener('abort', () => (done(), reject(signal.reason)), { once: true });
  });
}

/** Dispatched on `window` by the button "try now". */
export const retryNow = 'fabbisogni:retry';
