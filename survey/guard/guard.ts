/** Which marks an answer gets when it arrives: nothing is refused, and no address, time or ticket is kept with it. */
import type { Sender, Submission } from '../contract.ts';
import type { AnswerChecks } from './checks.ts';
import type { Tickets } from './ticket.ts';

/** Nobody that is known. */
export const anybody: Sender = { network: null, isStaff: false };

/** So many answers an hour from one network are plausible: 25 computers of a job centre, six an hour each, and a class besides. */
export const plausibleAnHour = 240;
/** So often one ticket is plausible: a page that a few people fill in one after the other without a connection. */
const plausibleTicketUses = 5;
/** No questionnaire needs more; it spares the count for whoever took longer. */
const mostSeconds = 1_200;
const hour = 3_600_000;
/** Tickets that are counted; the oldest go first. */
const mostTickets = 100_000;

/** Answers that came before it was clear that there were too many of them. */
export interface LateMark {
  readonly mark: string;
  readonly idHmacs: readonly string[];
}

export interface Guard {
  /** A ticket for whoever opens a questionnaire now. */
  readonly issue: Tickets['issue'];
  /** The marks of a submission; those of its network come with `arrived`. */
  marksOf(survey: string, submission: Submission, sender: Sender, checks: AnswerChecks | undefined): string[];
  /** Marks for an answer that is about to be stored, by how many came before it in this hour. */
  burstOf(submission: Submission, sender: Sender, idHmac: string): string[];
  /** Takes the marks that are due to answers stored earlier. */
  takeLate(): readonly LateMark[];
}

export function createGuard(tickets: Tickets, now: () => Date): Guard {
  const uses = new Map<string, number>();
  const networks = new Map<string, Set<string> | null>();
  let since = 0;
  const late: LateMark[] = [];
  return {
    issue: tickets.issue,
    marksOf: (survey, submission, sender, checks) => {
      if (isByStaff(submission, sender)) return [];
      const { ticket, trap, answers, language } = submission;
      const { mark, seconds } = tickets.judge(ticket, survey);
      const isFast =
        seconds !== null &&
        seconds < mostSeconds &&
        checks !== undefined &&
        seconds < checks.leastSeconds(answers, language);
      return [
        ...(mark === null ? [] : [mark]),
        ...(mark === null && countUse(uses, ticket!) > plausibleTicketUses ? ['reused_ticket'] : []),
        ...(isFast ? ['too_fast'] : []),
        ...(trap ? ['trap'] : []),
        ...(checks?.isStraight(answers) ? ['straight_line'] : []),
      ];
    },
    burstOf: (submission, sender, idHmac) => {
      const { network } = sender;
      if (network === null || isByStaff(submission, sender)) return [];
      if (now().getTime() - since >= hour) {
        networks.clear();
        since = now().getTime();
      }
      const before = networks.get(network);
      if (before === null) return ['burst'];
      const ids = (before ?? new Set()).add(idHmac);
      networks.set(network, ids.size > plausibleAnHour ? null : ids);
      if (ids.size <= plausibleAnHour) return [];
      late.push({ mark: 'burst', idHmacs: [...ids] });
      return ['burst'];
    },
    takeLate: () => late.splice(0),
  };
}

/** What staff hands in for somebody else, or from paper, was not filled in at a form of ours. */
const isByStaff = ({ mode }: Submission, { isStaff }: Sender) => isStaff && mode !== 'web';

function countUse(uses: Map<string, number>, ticket: string): number {
  const count = (uses.get(ticket) ?? 0) + 1;
  uses.delete(ticket);
  uses.set(ticket, count);
  if (uses.size > mostTickets) uses.delete(uses.keys().next().value!);
  return count;
}
