import { createGuard, type Guard } from '../../survey/guard/guard.ts';
import { createTickets } from '../../survey/guard/ticket.ts';

/** A guard with a key of its own. */
export const testGuard = (now: () => Date): Guard => createGuard(createTickets(Buffer.alloc(32, 5), now), now);
