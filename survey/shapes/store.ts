/** Stores outlines that were made, takes them back, puts them back; each with its line in the audit. */
import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../access.ts';
import type { Database, Transaction } from '../../data/database.server.ts';
import { addVersion, readVersions, setStands } from '../../data/shape-table.ts';
import { everybodys, readTerritoryTable } from '../../data/territory-table.ts';
import { Problem } from '../../problem.ts';
import type { ShapesCredit, ShapesVersion } from '../contract.ts';
import type { Made } from './make.ts';
import type { Listed } from './match.ts';

export interface ShapeStoreOptions {
  readonly database: Database;
  readonly today: () => string;
  readonly record: (tx: Transaction, entry: AuditEntry) => Promise<void>;
  /** makes everybody know what is drawn now */
  readonly changed: () => Promise<void>;
}

export interface ShapeStore {
  /** the territories of everybody that a file is held against */
  list(): Promise<readonly Listed[]>;
  versions(): Promise<ShapesVersion[]>;
  /** @returns the number of the version */
  add(who: string, file: { name: string; bytes: Uint8Array }, made: Made, credit: ShapesCredit): Promise<number>;
  /** @throws Problem not_found */
  setStands(who: string, id: number, stands: boolean): Promise<void>;
}

export function shapeStore({ database, today, record, changed }: ShapeStoreOptions): ShapeStore {
  return {
    list: async () => {
      const held = await readTerritoryTable(database, null);
      // before the first programme is loaded the table is empty
      return held.length > 0 ? held : everybodys();
    },
    versions: async () => (await readVersions(database)).map(({ who: _, ...version }) => version),
    add: async (who, { name, bytes }, { parts, levels }, credit) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const version = { ...credit, who, file: name, hash, importedOn: today() };
      const id = await database.write(async (tx) => {
        const made = await addVersion(tx, version, parts);
        const detail = Object.fromEntries(levels.map(({ level, matched }) => [level, matched]));
        await record(tx, { who, action: 'shapes.import', programme: null, object: String(made), detail });
        return made;
      });
      await changed();
      return id;
    },
    setStands: async (who, id, stands) => {
      await database.write(async (tx) => {
        if (!(await setStands(tx, id, stands))) throw new Problem('not_found', { value: String(id) });
        const action = stands ? 'shapes.restore' : 'shapes.undo';
        await record(tx, { who, action, programme: null, object: String(id) });
      });
      await changed();
    },
  };
}
