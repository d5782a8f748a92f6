import type { Reroute } from '@sveltejs/kit/hooks';
import { withoutLanguage } from './lib/language.ts';

/** The pages of every language but Italian live under its code, such as `/en`, and are the same routes. */
export const reroute: Reroute = ({ url }) => withoutLanguage(url.pathname);
