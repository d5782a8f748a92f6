/** Files for other programs, tables and minutes of focus groups. */
import type { Interchange } from '../contract.ts';
import { hintFinder } from '../focus/hint-finder.ts';
import type { InterchangeContext } from './context.ts';
import { exportsOf } from './export.ts';
import { importsOf } from './import.ts';
import { minutesOf } from './minutes.ts';

export type InterchangeOptions = Omit<InterchangeContext, 'findHints'> & Parameters<typeof hintFinder>[0];

export function createInterchange(options: InterchangeOptions): Interchange {
  const context: InterchangeContext = { ...options, findHints: hintFinder(options) };
  return { ...exportsOf(context), ...importsOf(context), ...minutesOf(context) };
}
