import type { Reroute } from '@sveltejs/kit/hooks';
import { withoutLanguage } from './lib/language.ts';

/** English pages live under `/en` and are the same routes. */
export const reroute: Reroute = ({ url }) => withoutLanguage(url.pathname);
