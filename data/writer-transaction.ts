import { randomUUID } from 'node:crypto';
import type { Session } from './connection.server.ts';
import type { Mark, Marker } from './marker.ts';

/** Makes a step of the commit fail, for tests: thrown just before the step. */
export interface Faults {
  /** before COMMIT: nothing is stored */
  readonly commit?: () => void;
  /** after COMMIT, before the marker: stored, but not acknowledged */
  readonly marker?: () => void;
  /** when the keeper looks whether the disk has room again */
  readonly room?: () => void;
  /** before each step of a renewal: copy, checkpoint, settle, close, swap, mark */
  readonly renewal?: (step: string) => void;
}

/** A batch stopped half-way and the instance can't be trusted: after reopening, the ledger tells whether it is there. */
export class Undecided extends Error {
  readonly mark: Mark | null;

  /** @param mark  null when its COMMIT was never asked for */
  constructor(mark: Mark | null, cause: unknown) {
    super(mark ? `the commit of batch ${mark.seq} failed` : 'the database failed', { cause });
    this.mark = mark;
  }
}

/** True when an error means that the instance is lost or the disk is full, not that the statement was wrong. */
export function isFatal(error: unknown): boolean {
  return /FATAL Error|invalidated|No space left|Disk quota|Input\/output error/.test(String(error));
}

/**
 * First half of a batch: BEGIN and the work.
 * @throws what the work threw, when it was rolled back; Undecided
 */
export async function begin<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  try {
    await session.runPlanned('BEGIN');
    return await work(session);
  } catch (error) {
    await session.run('ROLLBACK').catch((cause: unknown) => {
      throw new Undecided(null, cause);
    });
    throw isFatal(error) ? new Undecided(null, error) : error;
  }
}

/**
 * Second half: the batch's row in the ledger, COMMIT (DuckDB flushes its log), the marker (flushed as well).
 * When it resolves, the batch survives a crash of the machine.
 * @param last  the mark of the batch before
 * @throws Undecided
 */
export async function finish(session: Session, marker: Marker, last: Mark, faults: Faults): Promise<Mark> {
  const mark = after(last, randomUUID());
  try {
    await session.runPlanned('INSERT INTO ledger VALUES ($1, $2::UUID)', [mark.seq, mark.uuid]);
    faults.commit?.();
    await session.runPlanned('COMMIT');
    faults.marker?.();
    await marker.write(mark);
    return mark;
  } catch (error) {
    throw new Undecided(mark, error);
  }
}

function after({ seq, database }: Mark, uuid: string): Mark {
  return { seq: seq + 1, uuid, database: seq === 0 ? uuid : database, clean: false };
}
