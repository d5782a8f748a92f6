import type { OutlinedLevel } from '../../../../survey/contract.ts';

/** What a file of outlines may be about, the finest first. */
export const levels = ['municipality', 'province', 'region', 'country'] as const satisfies (
  Exclude<OutlinedLevel, 'area'> | 'country'
)[];
