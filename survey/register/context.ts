/** What every part of the register stands on: who asks, in which programme, and where things lie. */
import { demand, grantsFor, type Action, type AuditEntry, type Person, type Place } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Organisation, ProgrammeReference } from '../programme/reference.ts';
import type { Receipts } from '../receipt.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';

export interface RegisterContext {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
  readonly reference: Pick<ProgrammeReference, 'organisations' | 'forms'>;
  readonly receipts: Pick<Receipts, 'sign'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

type OfRegistry = Pick<RegisterContext, 'registry'>;
export type Reader = Pick<Connection, 'rows'>;
export type Who = Person | null;

/**
 * The first step of each call about a whole list: the programme is there, and this person may do it somewhere in it.
 * @throws Problem sign_in_needed; not_found, the same for a programme that is not there and one that is out of reach
 */
export function enter({ registry }: OfRegistry, who: Who, action: Action, programme: string): Person {
  if (who === null) throw new Problem('sign_in_needed');
  const some = grantsFor(who, action).some((grant) => grant.programme === null || grant.programme === programme);
  if (!some) throw new Problem('not_found', { value: programme });
  registry.programme(programme);
  return who;
}

/** A demand about one thing, which is called by the name under which it was asked for. */
export function demandAt(who: Who, action: Action, place: Place, name: string): Person {
  demand(who, action, place, name);
  return who!;
}

/** The surveys of a programme. */
export const surveysOf = ({ registry }: OfRegistry, programme: string): SurveyEntry[] =>
  registry.entries().filter(({ compiled }) => compiled.programme === programme);

interface Found {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly area: number | null;
  readonly province: number | null;
  readonly region: number | null;
  readonly country: number | null;
}

/** Where a territory lies and what it is called. */
export interface Located {
  readonly name: string;
  /** `level:code`, itself first, then what contains it */
  readonly around: readonly string[];
}

/** The territories of these names (`level:code`), each with all that it lies in; those that are not there are left out. */
export async function locate(
  reader: Reader,
  programme: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Located>> {
  if (names.length === 0) return new Map();
  const found = await reader.rows<Found>(
    `SELECT t.id, t.level || ':' || t.code AS key, t.name, member.area_id AS area, t.province_id AS province,
            t.region_id AS region, t.country_id AS country
     FROM territory t
     LEFT JOIN programme_area member ON member.municipality_id = t.id AND member.programme = $programme
     WHERE (t.programme IS NULL OR t.programme = $programme) AND list_contains($names, t.level || ':' || t.code)`,
    { programme, names: [...new Set(names)] },
  );
  const codeOf = await codesOf(reader, [...new Set(found.flatMap(widerIds))]);
  return new Map(found.map((row) => [row.key, { name: row.name, around: aroundOf(row, codeOf) }]));
}

const wider = ['area', 'province', 'region', 'country'] as const;
const widerIds = (row: Found): number[] => wider.flatMap((level) => row[level] ?? []);

/** By a query of its own: joined four times over, all territories would be read four times. A place keeps its id. */
async function codesOf(reader: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.rows<{ id: number; code: string }>(
    'SELECT id, code FROM territory WHERE list_contains($ids, id)',
    { ids },
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
}

function aroundOf(row: Found, codeOf: ReadonlyMap<number, string>): string[] {
  const around = wider.flatMap((level) => {
    const code = codeOf.get(row[level] ?? Number.NaN);
    return code === undefined ? [] : [`${level}:${code}`];
  });
  return [row.key, ...around.filter((one) => one !== row.key)];
}

/** An organisation with the place that a grant must cover. */
export interface PlacedOrganisation extends Organisation {
  readonly place: Place;
}

/** The organisations of a programme, by key: each lies in itself, in what it belongs to, and in its territory. */
export async function organisationsOf(
  { reference, database }: RegisterContext,
  programme: string,
): Promise<ReadonlyMap<string, PlacedOrganisation>> {
  const list = await reference.organisations(programme);
  const located = await locate(
    database,
    programme,
    list.flatMap(({ territory }) => territory ?? []),
  );
  return new Map(
    list.map((one) => {
      const territories = one.territory === null ? [] : (located.get(one.territory)?.around ?? [one.territory]);
      const place = { programme, organisations: [one.key, ...one.membersOf], territories };
      return [one.key, { ...one, place }];
    }),
  );
}

/** Whether pupils learn there: whom the form of the madrina firms means by "schools". */
export const isSchool = ({ kind }: Pick<Organisation, 'kind'>): boolean =>
  kind === 'school' || kind === 'training_centre';
