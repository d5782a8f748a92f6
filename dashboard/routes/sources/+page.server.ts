import type { PageServerLoad } from './$types.js';

/** Whom to name for boundaries that this installation imported. */
export const load: PageServerLoad = ({ locals }) => ({ outlines: locals.services.shapes.credits() });
