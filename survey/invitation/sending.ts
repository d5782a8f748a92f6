/** Messages on their way: one after the other, with a pause, until all are out or somebody stops it. */
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../problem.ts';
import type { Sending, SendingOrder } from '../contract.ts';
import type { Entered, InvitationOptions } from './context.ts';
import type { Delivery } from './mail.ts';
import { messageOf, type About } from './message.ts';
import { markSent, readDue, stillDue, type DueQuery } from './store.ts';

export interface Sendings {
  of(survey: string): Sending | null;
  /** @throws Problem mail_not_set, sending_busy, survey_closed */
  begin(entered: Entered, order: SendingOrder): Promise<void>;
  cancel(survey: string): void;
  /** Stops all and waits for the message under way. */
  close(): Promise<void>;
}

type Progress = { -readonly [Name in keyof Sending]: Sending[Name] };

interface Job {
  readonly progress: Progress;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

export function createSendings(options: InvitationOptions): Sendings {
  const { database, registry, receipts, audit, today, mail, report } = options;
  const jobs = new Map<string, Job>();
  const isRunning = (survey: string) => jobs.get(survey)?.progress.state === 'running';

  const one = async (about: About, query: DueQuery, id: string, progress: Progress): Promise<void> => {
    const invitee = await stillDue(database, query, id);
    if (invitee === null || mail === null) return;
    const delivery = await mail.send(messageOf(about, query.kind, invitee, receipts.invitationOf(id)));
    await note(query, id, delivery, progress);
  };
  const note = async (query: DueQuery, id: string, delivery: Delivery, progress: Progress): Promise<void> => {
    if (delivery.kind === 'down') throw delivery.cause;
    if (delivery.kind === 'later') return void progress.waiting++;
    if (delivery.kind === 'sent') {
      await database.write((tx) => markSent(tx, query, [id]));
      return void progress.sent++;
    }
    await database.write((tx) =>
      tx.run("UPDATE invitee SET state = 'bounced', reason = ? WHERE id = ?::UUID AND state <> 'stopped'", [
        ...[delivery.reason, id],
      ]),
    );
    progress.bounced++;
  };
  const run = async (about: About, query: DueQuery, ids: readonly string[], { progress, stop }: Omit<Job, 'done'>) => {
    try {
      for (const [at, id] of ids.entries()) {
        if (at > 0 && mail!.pause > 0) await wait(mail!.pause, undefined, { signal: stop.signal });
        if (stop.signal.aborted) break;
        await one(about, query, id, progress);
      }
      progress.state = stop.signal.aborted ? 'cancelled' : 'done';
    } catch (error) {
      progress.state = stop.signal.aborted ? 'cancelled' : 'failed';
      if (!stop.signal.aborted) report(error);
    }
  };

  return {
    of: (survey) => {
      const job = jobs.get(survey);
      return job ? { ...job.progress } : null;
    },
    begin: async ({ person, entry, programme }, { kind, after }) => {
      const survey = entry.compiled.id;
      if (mail === null) throw new Problem('mail_not_set');
      if (isRunning(survey)) throw new Problem('sending_busy');
      refuseClosed(entry, today());
      const progress: Progress = { kind, state: 'running', of: 0, sent: 0, bounced: 0, waiting: 0 };
      const stop = new AbortController();
      const started = Promise.withResolvers<void>();
      jobs.set(survey, { progress, stop, done: started.promise });
      try {
        const query: DueQuery = { survey, kind, way: 'email', day: today(), after };
        const ids = (await readDue(database, query)).map(({ id }) => id);
        progress.of = ids.length;
        const detail = { kind, count: ids.length };
        await audit.record(null, { who: person.id, action: 'invitation.send', programme, object: survey, detail });
        const about = aboutOf(entry, registry.programme(programme).programme.owner, mail.origin);
        void run(about, query, ids, { progress, stop }).finally(started.resolve);
      } catch (error) {
        jobs.delete(survey);
        started.resolve();
        throw error;
      }
    },
    cancel: (survey) => jobs.get(survey)?.stop.abort(),
    close: async () => {
      for (const { stop } of jobs.values()) stop.abort();
      mail?.close();
      await Promise.all([...jobs.values()].map(({ done }) => done));
    },
  };
}

/** What is said of a survey. @param owner  who asks */
export function aboutOf({ compiled, title, settings }: Entered['entry'], owner: About['owner'], origin: string): About {
  const { minutes, closesOn } = settings;
  return { survey: compiled.id, title, owner, minutes, closesOn, origin };
}

/** @throws Problem survey_closed: nobody is sent to a door that is shut */
export function refuseClosed({ compiled, settings, life }: Entered['entry'], day: string): void {
  const { opensOn, closesOn } = settings;
  if (life.state === 'open' && day >= opensOn && day <= closesOn) return;
  throw new Problem('survey_closed', {
    ...{ value: compiled.id, opensOn: { day: opensOn }, closesOn: { day: life.since ?? closesOn } },
  });
}
