/** Drafts that cannot be published as they stand. */
import type { Database } from '../../data/database.server.ts';
import { localized } from '../codebook/category.ts';
import type { Registry } from '../registry/registry.ts';
import { checkInstrument } from './check.ts';
import { contextOf } from './context.ts';
import type { FaultyDraft } from './contract.ts';
import { listDrafts, readDraft } from './draft.ts';

interface Sources {
  readonly database: Database;
  readonly registry: Registry;
}

/** Those of these programmes, with how many faults each has. Nobody walks through them: a walk finds no fault. */
export async function faultyDrafts(sources: Sources, programmes: readonly string[]): Promise<FaultyDraft[]> {
  const told: FaultyDraft[] = [];
  for (const programme of programmes)
    for (const { instrument } of await listDrafts(sources.database, programme)) {
      const draft = await draftFaults(sources, programme, instrument);
      if (draft && draft.faults > 0) told.push(draft);
    }
  return told;
}

async function draftFaults(sources: Sources, programme: string, instrument: string): Promise<FaultyDraft | null> {
  const draft = await readDraft(sources.database, { programme, instrument });
  if (!draft) return null;
  const context = await contextOf(sources, programme, instrument, draft.sheet);
  const { report, definition } = await checkInstrument(draft.source, context, false);
  const faults = report.findings.filter(({ severity }) => severity === 'fault').length;
  const { it, en } = localized(definition?.title, draft.sheet.title ?? { it: instrument, en: instrument });
  return { programme, instrument, title: { it, en }, faults };
}
