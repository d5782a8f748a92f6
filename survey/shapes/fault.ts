import type { Sentence } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';

/** Something about one record of a file; `record` counts from 1. */
export const badShape = (file: string, record: number, it: string, en: string): Problem =>
  new Problem('shapes_geometry', { file, record, reason: { it, en } });

export const badFormat = (file: string, it: string, en: string, cause?: unknown): Problem =>
  new Problem('shapes_format', { file, reason: { it, en } }, { cause });

export const tooMuch = (file: string, what: Sentence, most: string | number): Problem =>
  new Problem('shapes_too_large', { file, what, limit: most });
