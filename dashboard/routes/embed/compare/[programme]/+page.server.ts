import { error } from '@sveltejs/kit';
import { readComparison } from '../../../../lib/compare/read.ts';
import type { PageServerLoad } from './$types.js';

/** A comparison alone, published, whoever asks: what nobody else's page may change. */
export const load: PageServerLoad = ({ locals: { services, language }, params: { programme }, url }) => {
  const read = readComparison(services, programme, url.searchParams, language);
  if (read.options.kinds.length === 0) error(404);
  return read;
};
