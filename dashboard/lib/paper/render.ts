/** Sheets as HTML, made one after the other: the whole of a report at once would keep everybody else waiting. */
import { setImmediate } from 'node:timers/promises';
import { render } from 'svelte/server';
import type { Language } from '../../../survey/contract.ts';
import { messages } from '../messages.ts';
import type { Brief } from './brief.ts';
import BriefSheets from './BriefSheets.svelte';
import ContentsSheet from './ContentsSheet.svelte';
import PartSheet from './PartSheet.svelte';
import type { Report } from './report.ts';

interface Frame {
  /** the running title */
  readonly running: string;
  readonly language: Language;
}

/**
 * Sheets as data of a page. The framework writes out all data for scripts of the page, of which paper has none; what cannot
 * be counted among its properties it leaves, which saves half of the time in which nobody else is served.
 */
export const forDrawing = (sheets: readonly string[]): { readonly sheets: readonly string[] } =>
  Object.defineProperty({ sheets }, 'sheets', { enumerable: false });

/** @param inside  whether they stand in a larger document, where their titles are one step lower */
export async function briefHtml(briefs: readonly Brief[], frame: Frame, inside: boolean): Promise<string[]> {
  const m = messages(frame.language);
  const all: string[] = [];
  for (const brief of briefs)
    all.push(await rendered(() => render(BriefSheets, { props: { ...frame, brief, m, inside } })));
  return all;
}

/** Everything after the cover. */
export async function reportHtml({ contents, sections }: Report, frame: Frame): Promise<string[]> {
  const m = messages(frame.language);
  const all: string[] = [];
  for (const [at, lines] of contents.entries())
    all.push(
      await rendered(() =>
        render(ContentsSheet, {
          props: { ...frame, lines, isFirst: at === 0, isLast: at === contents.length - 1, m },
        }),
      ),
    );
  for (const section of sections) {
    if (section.kind === 'brief') all.push(...(await briefHtml([section.brief], frame, true)));
    else
      for (const [at, parts] of section.pages.entries())
        all.push(
          await rendered(() => render(PartSheet, { props: { ...frame, section, parts, isFirst: at === 0, m } })),
        );
  }
  return all;
}

async function rendered(make: () => { readonly body: string }): Promise<string> {
  await setImmediate();
  return make().body;
}
