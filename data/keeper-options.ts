import { Problem } from '../problem.ts';
import type { Engine } from './engine.server.ts';
import type { Faults } from './writer-transaction.ts';

export type State = 'open' | 'read_only' | 'closed';

export interface KeeperOptions {
  readonly directory: string;
  readonly openEngine: () => Promise<Engine>;
  /** called with each engine before it serves */
  readonly prepare: (engine: Engine) => Promise<void>;
  readonly faults: Faults;
  /** milliseconds before the next attempt to resume; doubles up to five seconds */
  readonly firstPause: number;
  readonly report: Report;
}

/** What an operator should know: nothing can be stored (with the reason), or it can again. */
export type Report = (event: 'storage_failed' | 'storage_resumed', reason?: unknown) => void;

/** The refusal of what cannot be stored now. */
export const unavailable = (cause?: unknown) => new Problem('storage_unavailable', {}, { retryAfter: 5, cause });
