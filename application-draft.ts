/** Answers under way that wait for another device, and the end of those that waited too long. */
import type { DraftService } from './survey/contract.ts';
import { createDrafts, type DraftOptions } from './survey/draft/service.ts';
import type { Registry } from './survey/registry/registry.ts';

export interface Drafts {
  readonly drafts: DraftService;
}

type Options = Omit<DraftOptions, 'isSurvey'> & { readonly registry: Registry };

export function openDrafts({ registry, ...options }: Options): Drafts {
  return { drafts: createDrafts({ ...options, isSurvey: (id) => registry.find(id) !== undefined }) };
}

/** One round of the heartbeat: what expired goes, then the rest of the work. */
export const afterPurge =
  ({ drafts }: Drafts, work: () => Promise<unknown>) =>
  async (): Promise<unknown> => {
    await drafts.purge();
    return work();
  };
