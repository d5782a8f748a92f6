/** A programme with a catalogue, and somebody who may change it. */
import { afterAll, beforeAll } from 'vitest';
import type { AuditEntry, Person } from '../../access.ts';
import type { Database } from '../../data/database.server.ts';
import { createCatalogue, type OpenCatalogue } from '../../survey/catalogue/service.ts';
import type { CatalogueDraft, CatalogueMapping } from '../../survey/contract.ts';
import { loadProgramme } from '../../survey/programme/programme.ts';
import { programmeReference } from '../../survey/programme/reference.ts';
import { openRegistry } from '../../survey/registry/registry.ts';
import { readRows, type Rows } from '../../survey/catalogue/store.ts';
import { writeChange } from '../../survey/catalogue/write.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { read, wholeProgramme } from '../support/whole-programme.ts';

const grant = { programme: null, territory: null, organisation: null };
export const planner: Person = { id: 'ada', name: 'Ada', grants: [{ role: 'planner', ...grant }] } as unknown as Person;
export const analyst: Person = { id: 'bea', name: 'Bea', grants: [{ role: 'analyst', ...grant }] } as unknown as Person;

export interface CatalogueStage {
  readonly database: Database;
  readonly catalogue: OpenCatalogue;
  readonly entries: AuditEntry[];
  readonly failures: unknown[];
  /** Uploads and waits until the check is through. */
  check(csv: string | Uint8Array, mapping?: CatalogueMapping): Promise<CatalogueDraft>;
  /** Uploads and stores. */
  bring(csv: string): Promise<void>;
  /** What stands in the two tables, row by row. */
  stored(): Promise<string>;
}

/** A database for the tests of one file; each begins with the catalogue of the folder. */
export function openCatalogue(): (work: (stage: CatalogueStage) => Promise<void>) => Promise<void> {
  let held: TemporaryDatabase;
  let rows: Rows;
  beforeAll(async () => {
    held = await temporaryDatabase();
    await loadProgramme(held.database, await read(wholeProgramme()), '2026-01-01');
    rows = await readRows(held.database, 'small');
  });
  afterAll(() => held.remove());
  return async (work) => {
    await held.database.write(async (tx) => {
      await writeChange(tx, 'small', { before: await readRows(tx, 'small'), after: rows });
      for (const table of ['catalogue_import', 'catalogue_kept']) await tx.run(`DELETE FROM ${table}`);
    });
    await onStage(held.database, work);
  };
}

async function onStage(database: Database, work: (stage: CatalogueStage) => Promise<void>): Promise<void> {
  const [entries, failures]: [AuditEntry[], unknown[]] = [[], []];
  const catalogue = createCatalogue({
    ...{ database, registry: await openRegistry(database), reference: programmeReference(database) },
    ...{ today: () => '2026-02-01', record: async (_, entry) => void entries.push(entry) },
    report: (reason) => void failures.push(reason),
  });
  const settled = async (): Promise<CatalogueDraft> => {
    for (;;) {
      const { draft } = await catalogue.state(planner, 'small', 'en');
      if (draft && draft.state !== 'running') return draft;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const check: CatalogueStage['check'] = async (csv, mapping) => {
    const bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv;
    await catalogue.begin(planner, 'small', 'en', { name: 'courses.csv', bytes });
    if (mapping === undefined) return settled();
    await catalogue.map(planner, 'small', 'en', mapping);
    return settled();
  };
  const rows = (table: string) => database.rows(`SELECT to_json(${table})::VARCHAR AS line FROM ${table} ORDER BY ALL`);
  try {
    await work({
      ...{ database, catalogue, entries, failures, check },
      bring: async (csv) => {
        await check(csv);
        await catalogue.apply(planner, 'small', 'en');
      },
      stored: async () => JSON.stringify([await rows('course'), await rows('edition')]),
    });
  } finally {
    catalogue.close();
  }
}

export const header =
  'codice corso;titolo;competenze;modalità;ore aula;ore online;costo edizione;edizione;comune;inizio;fine;posti;iscritti';

/** Rows of a file of courses and editions in Italian. */
export const largeFile = (rows: number): string[] => [
  header,
  ...Array.from({ length: rows }, (_, at) => {
    const day = String((at % 27) + 1).padStart(2, '0');
    return `C-${at};"Corso di prova, n. ${at}";english|cv;aula;40,5;;1.200,50;a;Matera;${day}/03/2027;30/06/2027;20;${at % 20}`;
  }),
];
