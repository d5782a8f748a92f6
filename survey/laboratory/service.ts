/** The register of laboratories: read by anybody, changed by the staff of the programme. */
import { may } from '../../access.ts';
import { Problem } from '../../problem.ts';
import { LaboratoryChange, type LaboratoryService } from '../contract.ts';
import { locate } from '../register/context.ts';
import { parsed } from '../register/parse.ts';
import { writeSheet } from '../register/sheet.ts';
import { enter, keep, knownOnly, skillsOf, type LaboratoryOptions } from './context.ts';
import { listLaboratories } from './list.ts';
import { readLaboratories } from './read.ts';
import { columns, readStored, writeRow, type StoredRow } from './table.ts';

export function createLaboratories(options: LaboratoryOptions): LaboratoryService {
  const { database, registry, audit, today } = options;
  const list: LaboratoryService['list'] = async (programme) => {
    registry.programme(programme);
    return listLaboratories(options, programme);
  };
  return {
    list,
    weeks: (programme) => registry.programme(programme).programme.laboratories ?? null,
    mayEdit: (who, programme) => may(who, 'laboratory.edit', { programme }),
    sheet: async (programme) => {
      registry.programme(programme);
      return writeSheet(columns, [...(await readStored(database, programme)).values()].map(lineOf));
    },
    change: async (who, programme, key, body) => {
      const person = enter(options, who, programme);
      const change = parsed(LaboratoryChange, body);
      knownOnly(change.skills, await skillsOf(database, programme));
      await database.write(async (tx) => {
        const known = (await readStored(tx, programme)).get(key);
        if (known === undefined) throw new Problem('not_found', { value: key });
        if (known.revision !== change.revision) throw new Problem('revision_conflict', { value: known.revision });
        await writeRow(tx, programme, changed(known.row, change), known.revision + 1);
        await keep(tx, programme, today());
        await audit.record(tx, { who: person.id, action: 'laboratory.edit', programme, object: key });
      });
      return (await list(programme)).find((one) => one.key === key)!;
    },
    bring: async (who, programme, csv, { dry }) => {
      const person = enter(options, who, programme);
      const rows = await readLaboratories(csv, await knownIn(options, programme));
      return database.write(async (tx) => {
        const stored = await readStored(tx, programme);
        const isNew = ({ key }: StoredRow) => !stored.has(key);
        const differs = (row: StoredRow) => !isNew(row) && textOf(row) !== textOf(stored.get(row.key)!.row);
        const gone = [...stored.keys()].filter((key) => !rows.some((row) => row.key === key));
        const fresh = rows.filter((row) => isNew(row) || differs(row));
        const counts = { rows: rows.length, added: rows.filter(isNew).length, removed: gone.length };
        const outcome = { ...counts, changed: rows.filter(differs).length };
        if (dry === '1') return { ...outcome, stored: false };
        for (const key of gone)
          await tx.run('DELETE FROM laboratory WHERE programme = ? AND key = ?', [programme, key]);
        for (const row of fresh) await writeRow(tx, programme, row, (stored.get(row.key)?.revision ?? 0) + 1);
        if (fresh.length + gone.length > 0) {
          await keep(tx, programme, today());
          const detail = { count: fresh.length + gone.length };
          await audit.record(tx, { who: person.id, action: 'laboratory.import', programme, object: programme, detail });
        }
        return { ...outcome, stored: true };
      });
    },
  };
}

/** Values in the order of the columns, so that equal rows are equal texts. */
const textOf = (row: StoredRow): string =>
  JSON.stringify(
    Object.entries(row)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, value]) => value),
  );

function changed(row: StoredRow, { title, equipment, skills, open, taken, access }: LaboratoryChange): StoredRow {
  return {
    ...row,
    ...{ title_it: title.it, title_en: title.en, equipment, skills, outside_hours: open, occupied_hours: taken },
    ...{ access_it: access?.it ?? null, access_en: access?.en ?? null },
  };
}

function lineOf({ row }: { readonly row: StoredRow }) {
  const { territory_level: level, territory_code: code, demo, ...line } = row;
  return { ...line, territory: level === null ? null : `${level}:${code}`, demo: Number(demo) };
}

async function knownIn({ database, reference }: LaboratoryOptions, programme: string) {
  const organisations = await reference.organisations(programme);
  return {
    organisations: new Set(organisations.map(({ key }) => key)),
    skills: new Set((await skillsOf(database, programme)).keys()),
    places: async (names: readonly string[]) => new Set((await locate(database, programme, names)).keys()),
  };
}
