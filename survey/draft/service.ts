import { createHmac } from 'node:crypto';
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { draftDays, DraftSave, type DraftService, type KeptDraft } from '../contract.ts';
import { malformed } from '../submission.ts';

export interface DraftOptions {
  readonly database: Database;
  /** the server's key */
  readonly key: Buffer;
  readonly isSurvey: (id: string) => boolean;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

/** Keeps what browsers have encrypted; without the code, which never comes here, it is of no use to anybody. */
export function createDrafts({ database, key, isSurvey, today }: DraftOptions): DraftService {
  let purged = '';
  return {
    save: async (lookup, body) => {
      const mark = markOf(lookup, key);
      const parsed = DraftSave.safeParse(body);
      if (!parsed.success) throw malformed(parsed.error);
      const { survey, ciphertext } = parsed.data;
      if (!isSurvey(survey)) throw new Problem('not_found', { value: survey });
      const expiresOn = later(today(), draftDays);
      await database.write(async (tx) => {
        const row = [mark, survey, ciphertext, expiresOn];
        await tx.run('INSERT OR REPLACE INTO draft VALUES (?::UUID, ?, ?, ?::DATE)', row);
      });
      return { expiresOn };
    },
    open: async (lookup) => {
      const [row] = await database.rows<KeptDraft>(
        `SELECT survey, ciphertext, strftime(expires_on, '%Y-%m-%d') AS "expiresOn"
           FROM draft WHERE draft_hmac = ?::UUID AND expires_on >= ?::DATE`,
        [markOf(lookup, key), today()],
      );
      if (!row) throw new Problem('draft_unknown');
      return row;
    },
    drop: async (lookup) => {
      const mark = markOf(lookup, key);
      await database.write(async (tx) => void (await tx.run('DELETE FROM draft WHERE draft_hmac = ?::UUID', [mark])));
    },
    purge: async () => {
      const day = today();
      if (day === purged) return;
      const expired = 'FROM draft WHERE expires_on < ?::DATE';
      const [row] = await database.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n ${expired}`, [day]);
      if (row && row.n > 0) await database.write(async (tx) => void (await tx.run(`DELETE ${expired}`, [day])));
      purged = day;
    },
  };
}

/** What a lookup is stored under, as UUID text. @throws Problem draft_unknown when no browser of ours made it */
function markOf(lookup: string, key: Buffer): string {
  if (!/^[0-9A-HJKMNP-TV-Z]{28}$/.test(lookup)) throw new Problem('draft_unknown');
  const hex = createHmac('sha512', key).update(`draft:${lookup}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function later(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
