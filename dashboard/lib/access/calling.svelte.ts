import type { Language } from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';
import { messages } from '../messages.ts';
import type { ProblemDocument } from '../problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A form's calls to the API: one at a time, with what went wrong kept for the page to show. */
export interface Calling {
  readonly busy: boolean;
  readonly problem: ProblemDocument | null;
  /** @returns null when it went wrong, or while another call is under way */
  send<T>(method: Method, path: string, body?: unknown): Promise<T | null>;
}

export function calling(language: () => Language): Calling {
  let busy = $state(false);
  let problem = $state.raw<ProblemDocument | null>(null);

  const offline = (): ProblemDocument => {
    const m = messages(language());
    return { title: m('own.offline'), detail: m('access.offline'), status: 0, code: 'network' };
  };
  return {
    get busy() {
      return busy;
    },
    get problem() {
      return problem;
    },
    send: async <T>(method: Method, path: string, body?: unknown) => {
      if (busy) return null;
      busy = true;
      problem = null;
      try {
        return await api<T>(path, { language: language(), method, body });
      } catch (error) {
        problem = error instanceof ApiFault ? error.problem : offline();
        return null;
      } finally {
        busy = false;
      }
    },
  };
}
