/** Views that staff keep: each sees, changes and shares the own ones only. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Connection, Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { NewView, Person, SavedView, ViewName } from './contract.ts';

/** What is not the person's own is `not_found`. */
export interface SavedViews {
  /** the newest first */
  list(person: Person): Promise<SavedView[]>;
  /** @throws Problem too_many_views */
  save(person: Person, view: NewView): Promise<SavedView>;
  rename(person: Person, id: string, change: ViewName): Promise<SavedView>;
  remove(person: Person, id: string): Promise<void>;
  /** Opens it to anybody; asked again, the link stays. */
  share(person: Person, id: string): Promise<SavedView>;
  /** Closes the link for good: sharing again makes another one. */
  unshare(person: Person, id: string): Promise<SavedView>;
  /** Where a link leads: to published figures. @throws Problem not_found */
  addressOf(code: string): Promise<string>;
}

export interface SavedViewOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

/** So many views of one person. */
const most = 200;
const columns = `id, name, address, strftime(made_on, '%Y-%m-%d') AS "madeOn", code`;

export function savedViews({ database, today }: SavedViewOptions): SavedViews {
  const own = async (tx: Pick<Connection, 'rows'>, { id: account }: Person, id: string): Promise<SavedView> => {
    const [view] = await tx.rows<SavedView>(`SELECT ${columns} FROM saved_view WHERE id = ? AND account = ?`, [
      id,
      account,
    ]);
    if (!view) throw new Problem('not_found', { value: id.slice(0, 80) });
    return view;
  };
  /** @param field  of the table @param to  null only for a link */
  const change = (person: Person, id: string, work: (view: SavedView) => readonly ['name' | 'code', string | null]) =>
    database.write(async (tx) => {
      const [field, to] = work(await own(tx, person, id));
      await tx.run(`UPDATE saved_view SET ${field} = ? WHERE id = ?`, [to, id]);
      return own(tx, person, id);
    });

  return {
    list: ({ id }) =>
      database.rows<SavedView>(`SELECT ${columns} FROM saved_view WHERE account = ? ORDER BY made_on DESC, name, id`, [
        id,
      ]),
    save: (person, { name, address }) =>
      database.write(async (tx) => {
        const [{ n } = { n: 0 }] = await tx.rows<{ n: number }>(
          'SELECT count(*)::INTEGER AS n FROM saved_view WHERE account = ?',
          [person.id],
        );
        if (n >= most) throw new Problem('too_many_views', { most });
        const id = randomUUID();
        const row = [id, person.id, name, address, today()];
        await tx.run('INSERT INTO saved_view VALUES (?, ?, ?, ?, NULL, ?::DATE)', row);
        return own(tx, person, id);
      }),
    rename: (person, id, { name }) => change(person, id, () => ['name', name]),
    remove: (person, id) =>
      database.write(async (tx) => {
        await own(tx, person, id);
        await tx.run('DELETE FROM saved_view WHERE id = ?', [id]);
      }),
    share: (person, id) => change(person, id, ({ code }) => ['code', code ?? newCode()]),
    unshare: (person, id) => change(person, id, () => ['code', null]),
    addressOf: async (code) => {
      const rows = await database.rows<{ address: string }>('SELECT address FROM saved_view WHERE code = ?', [code]);
      const [found] = codeShape.test(code) ? rows : [];
      if (!found) throw new Problem('not_found', { value: code.slice(0, 20) });
      return published(found.address);
    },
  };
}

/** Crockford's base 32 in small letters: 60 bits, easily read aloud, and nobody meets one by trying. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const codeShape = /^[0-9a-hjkmnp-tv-z]{12}$/;
const newCode = (): string => Array.from(randomBytes(12), (byte) => digits[byte % 32]).join('');

/** The same view without what asks for exact figures. */
export function published(address: string): string {
  const url = new URL(address, 'http://here');
  url.searchParams.delete('view');
  return url.pathname + url.search + url.hash;
}
