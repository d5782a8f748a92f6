import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudit, type OpenAudit } from '../../access/audit.ts';
import { openDatabase, type Database, type DatabaseOptions } from '../../data/database.server.ts';

export const key = Buffer.alloc(32, 7);
export const moment = new Date('2026-06-15T10:00:00Z');

/** A database with its audit, closed and opened again as often as a test wants. */
export interface AuditStage {
  readonly directory: string;
  readonly database: Database;
  readonly audit: OpenAudit;
  /** Closes both, lets somebody do something to the files, and opens them. */
  again(meanwhile?: (directory: string) => Promise<void>): Promise<void>;
  remove(): Promise<void>;
}

export async function auditStage(options: Partial<DatabaseOptions> = {}): Promise<AuditStage> {
  const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-audit-'));
  const open = async () => {
    const database = await openDatabase({ directory, memoryLimit: '256MB', ...options });
    const dayOf = (when: Date) => when.toISOString().slice(0, 10);
    return { database, audit: await openAudit({ database, directory, key, now: () => moment, dayOf }) };
  };
  const close = async () => {
    await stage.database.close();
    await stage.audit.close();
  };
  const stage = {
    ...{ directory, ...(await open()) },
    again: async (meanwhile: (directory: string) => Promise<void> = async () => undefined) => {
      await close();
      await meanwhile(directory);
      Object.assign(stage, await open());
    },
    remove: async () => {
      await close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return stage;
}
