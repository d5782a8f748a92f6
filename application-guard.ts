/** What keeps invented answers out of the figures: marks at the door, and marks that come later. */
import type { RequestHandler } from 'express';
import type { Limit } from './access/limiter.ts';
import { createNetworks } from './access/network.ts';
import type { Database } from './data/database.server.ts';
import { markDuplicates } from './survey/guard/duplicates.ts';
import { createGuard, type Guard } from './survey/guard/guard.ts';
import { addMark, type MarkedRows } from './survey/guard/mark.ts';
import { createTickets } from './survey/guard/ticket.ts';
import type { Registry } from './survey/registry/registry.ts';

/** @param key  the server's key */
export const openGuard = (key: Buffer, now: () => Date): Guard => createGuard(createTickets(key, now), now);

/** Answers that one network may send, a minute: a school whose classes all end at once stays far below it. */
const flood: Limit = { points: 300, duration: 60 };

/** Watches where answers come from. */
export function watchNetworks(now: () => Date, limit: Limit = flood): RequestHandler {
  return createNetworks({ now, limit });
}

export interface MarkingOptions {
  readonly database: Database;
  readonly registry: Pick<Registry, 'entries'>;
  readonly typedRows: MarkedRows;
  readonly guard: Guard;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export interface Marking {
  /** Gives the marks that are due by now; looks for near duplicates in the first round of a day. */
  round(): Promise<void>;
  /** Gives all marks that answers of a survey deserve, before it is published. */
  before(survey: string): Promise<void>;
  /** Looks for near duplicates in the answers of these days. @returns how many were marked */
  run(survey: string, from: string): Promise<number>;
}

export function createMarking({ database, registry, typedRows, guard, today }: MarkingOptions): Marking {
  let looked = '';
  const late = async () => {
    for (const one of guard.takeLate()) await addMark(database, typedRows, one);
  };
  const run = (survey: string, from: string) => markDuplicates({ database, typedRows }, survey, from);
  const look = async (survey: string) => {
    const from = await lately(database, survey);
    if (from !== null) await run(survey, from);
  };
  return {
    round: async () => {
      await late();
      const day = today();
      if (looked === day) return;
      for (const { compiled, life } of registry.entries()) if (life.state === 'open') await look(compiled.id);
      looked = day;
    },
    before: async (survey) => {
      await late();
      await look(survey);
    },
    run,
  };
}

/**
 * The first of the last three days on which answers came. A night looks at the two days before it; when it was skipped, no
 * answers came either, so these are still the last ones.
 */
async function lately(database: Pick<Database, 'rows'>, survey: string): Promise<string | null> {
  const [row] = await database.rows<{ day: string | null }>(
    `SELECT min(day)::VARCHAR AS day
     FROM (SELECT DISTINCT day FROM response WHERE survey = ? AND day IS NOT NULL ORDER BY day DESC LIMIT 3)`,
    [survey],
  );
  return row?.day ?? null;
}
