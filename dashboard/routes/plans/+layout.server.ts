import { staffPages } from '../../lib/admin/links.ts';
import type { LayoutServerLoad } from './$types.js';

/** The pages of the staff that this person may open. */
export const load: LayoutServerLoad = ({ locals }) => ({ pages: staffPages(locals.person) });
