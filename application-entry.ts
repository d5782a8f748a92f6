/** The counter of programmes: answers given with help, on paper, or in files. */
import type { EntryService } from './survey/contract.ts';
import type { EntryOptions } from './survey/entry/context.ts';
import { createEntry } from './survey/entry/service.ts';

export interface Counter {
  readonly entries: EntryService;
}

export const openCounter = (options: EntryOptions): Counter => ({ entries: createEntry(options) });
