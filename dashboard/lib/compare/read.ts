/** A comparison as an address asks for it, from published figures alone. */
import type { Language } from '../../../survey/contract.ts';
import { isProblem } from '../problem.ts';
import type { Services } from '../services.ts';
import { readOptions } from './options.ts';
import { parseCompare, writeCompare } from './view.ts';

/**
 * `comparison` is null where there is nothing to compare, or where `problem` says why not; `search`: the address in full.
 * @throws Problem not_found
 */
export function readComparison(services: Services, programme: string, address: URLSearchParams, language: Language) {
  const options = readOptions(services, programme);
  const { view, unknown } = parseCompare(address, options);
  const about = { options, view, unknown, synthetic: options.surveys.some(({ synthetic }) => synthetic) };
  if (options.kinds.length === 0) return { ...about, comparison: null, problem: null, search: '' };
  const search = writeCompare(view);
  try {
    const comparison = services.comparisons.compare(programme, Object.fromEntries(new URLSearchParams(search)));
    return { ...about, comparison, problem: null, search };
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return { ...about, comparison: null, problem: error.document(language), search };
  }
}
