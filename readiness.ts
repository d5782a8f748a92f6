/** Whether answers can be stored; if not, why, in words for who runs the service: `/ready` is open to everybody. */
import type { Database } from './data/database.server.ts';
import type { StorageFailure } from './data/failure.ts';
import type { Sentence } from './problem-entry.ts';
import { Problem } from './problem.ts';

/** @throws Problem `not_ready` while nothing can be stored */
export function readiness(database: Pick<Database, 'failure'>): { status: 'ready' } {
  const failure = database.failure();
  if (failure) throw new Problem('not_ready', { reason: reasons[failure] }, { retryAfter: 5 });
  return { status: 'ready' };
}

const reasons: Readonly<Record<StorageFailure, Sentence>> = {
  disk_full: {
    it: 'il disco dei dati è pieno. Libera spazio: il servizio riprende da solo',
    en: 'the data disk is full. Free some space: the service resumes by itself',
  },
  read_only: {
    it: 'la cartella dei dati non è scrivibile. Controlla che il disco non sia in sola lettura e i permessi: il servizio riprende da solo',
    en: 'the data folder cannot be written to. Check that the disk is not read-only, and the permissions: the service resumes by itself',
  },
  disk_error: {
    it: 'il disco dei dati segnala un errore di lettura o scrittura. Controlla il disco prima di ogni altra cosa',
    en: 'the data disk reports an input/output error. Check the disk before anything else',
  },
  closed: {
    it: 'l’archivio è chiuso, il servizio si sta fermando. Se non riparte da solo, avvialo di nuovo',
    en: 'the database is closed, the service is stopping. If it does not come back by itself, start it again',
  },
  unknown: {
    it: 'la scrittura non riesce per un motivo non riconosciuto. Cerca «storage_failed» nel registro del servizio',
    en: 'writing fails for a reason that was not recognised. Look for "storage_failed" in the service’s log',
  },
};
