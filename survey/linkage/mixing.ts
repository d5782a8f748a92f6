/** Puts answers and codes in random orders of their own, in a file made anew: what came when can be read nowhere then. */
import type { Connection, Database, RenewalTables } from '../../data/database.server.ts';
import { dayOf } from '../day.ts';
import type { Projection } from '../typed/projection.ts';

export interface MixingOptions {
  readonly database: Pick<Database, 'rows' | 'renew'>;
  readonly projection: Pick<Projection, 'run' | 'renumbering'>;
  readonly now: () => Date;
  /** 0–23, in Italy: when the night's work may begin */
  readonly hour: number;
}

/** What was done. */
export interface Mixed {
  readonly responses: number;
  /** copies of damaged logs that were removed */
  readonly oldLogs: number;
}

export interface Mixing {
  /**
   * Mixes now. Answers that come meanwhile wait.
   * @throws Problem renewal_no_room, storage_unavailable; nothing was changed then
   */
  mix(): Promise<Mixed>;
  /** Mixes if the hour has come, it was not yet done that day, and anything was stored since. @returns null: it was not due */
  nightly(): Promise<Mixed | null>;
}

/** After a failure the night's work waits so many milliseconds: it reads everything there is. */
const patience = 60 * 60 * 1000;

export function createMixing({ database, projection, now, hour }: MixingOptions): Mixing {
  let notBefore = -Infinity;
  let done = '';
  const mix = async (): Promise<Mixed> => {
    const day = dayOf(now());
    // most of the reading before anybody waits
    await projection.run();
    const oldLogs = await projection.renumbering((rest) =>
      database.renew(async (tx) => {
        await rest(tx);
        return renewalTables(tx, day);
      }),
    );
    done = day;
    const [row] = await database.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM response');
    return { responses: row!.n, oldLogs };
  };
  return {
    mix,
    nightly: async () => {
      const moment = now();
      const day = dayOf(moment);
      if (day === done || hourOf(moment) < hour || moment.getTime() < notBefore) return null;
      if (!(await isDue(database, day))) {
        done = day;
        return null;
      }
      notBefore = moment.getTime() + patience;
      return mix();
    },
  };
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: 'numeric', hourCycle: 'h23' });
const hourOf = (moment: Date): number => Number(clock.format(moment));

/** A ledger of one batch is that of a file made anew: nothing was stored since. */
async function isDue(database: Pick<Database, 'rows'>, day: string): Promise<boolean> {
  const [row] = await database.rows<{ due: boolean }>(
    'SELECT mixed_on < ?::DATE AND (SELECT max(seq) > 1 FROM ledger) AS due FROM mixing',
    [day],
  );
  return row?.due ?? false;
}

async function renewalTables(tx: Connection, day: string): Promise<RenewalTables> {
  const named = (condition: string) =>
    tx.rows<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM duckdb_columns()
       WHERE NOT internal AND database_name = current_database() AND ${condition}`,
    );
  const typed = await named(`column_name = 'seq' AND regexp_matches(table_name, '^(answer|skill|profile)_')`);
  // whatever a person's browser or code stands behind
  const personal = await named(`column_name LIKE '%\\_hmac' ESCAPE '\\' AND table_name <> 'response'`);
  return {
    numbered: ['release_answer', ...typed.map(({ name }) => name)],
    shuffled: personal.map(({ name }) => name),
    rewritten: {
      projection: 'SELECT survey, (SELECT count(*) FROM numbering WHERE "read") FROM projection',
      mixing: `SELECT generation + 1, DATE '${day}' FROM mixing`,
    },
  };
}
