import type { Grant } from '../../../access.ts';

/** Every role, in the order in which forms offer them; zod stays out of the browser. */
export const roles = [
  ...(['analyst', 'planner', 'partner', 'moderator', 'coder', 'instrument_editor'] as const),
  ...(['privacy_officer', 'interviewer', 'operator', 'administrator'] as const),
] satisfies Grant['role'][];
