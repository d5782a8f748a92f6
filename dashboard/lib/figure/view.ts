/** The view of the explore page that shows a figure. */
import type { FigureRecord } from '../../../analytics/contract.ts';
import { namesOf, vocabularyOf, type Frame } from '../explore/frame.ts';
import { filterKeys, parseView, viewKeys, writeView } from '../filter.ts';

/** The query of the address; null where the page shows no such figure. */
export function viewOf({ query, then }: FigureRecord, frame: Frame | null): string | null {
  if (frame === null || then.variable !== frame.need || then.statistic !== 'proportion') return null;
  const { filters } = namesOf(frame);
  const asked = new URLSearchParams();
  if (query.category !== '' && !query.category.includes(',')) asked.set('skill', query.category);
  const level = then.by.find((by) => by.startsWith(`${frame.territory}:`))?.split(':')[1];
  if (level !== undefined) asked.set('level', level);
  for (const key of filterKeys) {
    const [code, ...others] = then.where[filters[key] ?? ''] ?? [];
    if (others.length > 0) return null;
    // the programme's own territory is what the page is about
    if (code !== undefined && code !== frame.home) asked.set(key, code);
  }
  const { view, unknown } = parseView(asked, vocabularyOf(frame));
  return unknown.length > 0 || viewKeys.every((key) => view[key] === '') ? null : writeView(view);
}
