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
    await run(survey, await lastLook(database, survey, today()));
    await noteLook(database, survey, today());
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

/** The day of the last look: what came later on that day was not seen. Before the first look, yesterday. */
async function lastLook(database: Pick<Database, 'rows'>, survey: string, today: string): Promise<string> {
  const [row] = await database.rows<{ day: string }>(
    `SELECT coalesce((SELECT max(day) FROM mark_run WHERE survey = ?), ?::DATE - 1)::VARCHAR AS day`,
    [survey, today],
  );
  return row!.day;
}

async function noteLook(database: Pick<Database, 'write'>, survey: string, today: string): Promise<void> {
  await database.write(async (tx) => {
    await tx.run('DELETE FROM mark_run WHERE survey = ?', [survey]);
    await tx.run('INSERT INTO mark_run VALUES (?, ?::DATE)', [survey, today]);
  });
}
