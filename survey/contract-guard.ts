/** What stands between a questionnaire and whoever would fill it with inventions. */
import { z } from 'zod';

/** Who hands in, as far as it matters for marks. */
export interface Sender {
  /** what stands for the network of the sender today; null: not known. It says nothing tomorrow. */
  readonly network: string | null;
  /** somebody of the staff, signed in */
  readonly isStaff: boolean;
}

/** `GET /api/surveys/{id}/ticket`: that the questionnaire was opened, and in which minute; to be handed in with the answers. */
export const StartTicket = z.object({ ticket: z.string() });
export type StartTicket = z.infer<typeof StartTicket>;

/** Every mark that an answer may bear. Two keep it out of the figures. */
export const markNames = [
  ...(['no_ticket', 'bad_ticket', 'late_ticket', 'reused_ticket'] as const),
  ...(['too_fast', 'straight_line', 'trap', 'burst', 'near_duplicate'] as const),
] as const;
export type MarkName = (typeof markNames)[number];
