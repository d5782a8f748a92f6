/** Who declared an interest, for the office; and the madrina firms, for schools, while their consent stands. */
import { covers, grantsFor, may, type Person, type Place } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { Interest, InterestKind, MadrinaFirm } from '../contract.ts';
import { enter, isSchool, locate, organisationsOf, type Located, type RegisterContext, type Who } from './context.ts';
import { keptUntilOf } from './keep.ts';
import { readInterests, type StoredInterest } from './store.ts';

export interface Firms {
  /** Those that this person may read, withdrawn ones never. @throws Problem sign_in_needed, not_found */
  interests(who: Who, programme: string, kind?: InterestKind): Promise<Interest[]>;
  /** What the form says that schools see, of the firms that agreed. @throws Problem sign_in_needed, not_found */
  firms(who: Who, programme: string): Promise<MadrinaFirm[]>;
  /** @throws Problem sign_in_needed; not_found also where the firm's consent no longer stands */
  firm(who: Who, programme: string, id: string): Promise<MadrinaFirm>;
}

export function firmsOf(context: RegisterContext): Firms {
  const { database, audit, reference } = context;
  const firms: Firms['firms'] = async (who, programme) => {
    const person = enter(context, who, 'madrina.read', programme);
    const schools = await schoolKeys(context, programme);
    const shown = await located(context, programme, await shownFirms(database, programme));
    demandSchool(person, { programme, organisations: schools }, programme);
    return shown
      .filter(([, { around }]) =>
        may(person, 'madrina.read', { programme, organisations: schools, territories: around }),
      )
      .map(([row, { name }]) => firmOf(row, name));
  };
  return {
    firms,
    firm: async (who, programme, id) => {
      const found = (await firms(who, programme)).find((one) => one.id === id.toLowerCase());
      if (!found) throw new Problem('not_found', { value: id.slice(0, 60) });
      return found;
    },
    interests: async (who, programme, kind) => {
      const person = enter(context, who, 'interest.read', programme);
      const rows = await located(context, programme, await standing(database, programme, kind));
      const keptUntil = await keptUntilOf(reference, programme);
      const seen = rows
        .filter(([, { around }]) => may(person, 'interest.read', { programme, territories: around }))
        .map(([row, place]) => ({
          ...interestOf(row, place, mayReach(person, row, { programme, territories: place.around })),
          keptUntil: keptUntil(row),
        }));
      const detail = { count: seen.length };
      await audit.record(null, { who: person.id, action: 'interest.read', programme, object: kind ?? 'all', detail });
      return seen;
    },
  };
}

type Reader = RegisterContext['database'];

const standing = (database: Reader, programme: string, kind?: InterestKind) =>
  readInterests(database, 'programme = $programme AND withdrawn_on IS NULL AND kind = coalesce($kind, kind)', {
    programme,
    kind: kind ?? null,
  });

/** The firms whose consent towards schools stands. */
export const shownFirms = (database: Pick<Reader, 'rows'>, programme: string): Promise<StoredInterest[]> =>
  readInterests(database, `programme = $programme AND withdrawn_on IS NULL AND kind = 'madrina' AND show_to_schools`, {
    programme,
  });

/** A partner of no school is told nothing, not even that there is no firm. */
function demandSchool(person: Person, place: Place, value: string): void {
  const grants = grantsFor(person, 'madrina.read').filter((grant) => covers({ ...grant, territory: null }, place));
  if (grants.length === 0) throw new Problem('not_found', { value });
}

async function schoolKeys(context: RegisterContext, programme: string): Promise<string[]> {
  const organisations = await organisationsOf(context, programme);
  return [...organisations.values()].filter(isSchool).map(({ key }) => key);
}

async function located(
  { database }: RegisterContext,
  programme: string,
  rows: readonly StoredInterest[],
): Promise<[StoredInterest, Located][]> {
  const nameOf = ({ municipality }: StoredInterest) => `municipality:${municipality}`;
  const places = await locate(database, programme, rows.map(nameOf));
  return rows.map((row) => [row, places.get(nameOf(row)) ?? { name: '', around: [] }]);
}

/**
 * Whether the contact may be read. The forms of persons promise that only the desk of their district gets in touch: it
 * takes a grant for a territory, or the privacy officer, who answers to those who ask about their data.
 */
function mayReach(person: Person, { kind }: StoredInterest, place: Place): boolean {
  if (kind === 'madrina') return true;
  const grants = grantsFor(person, 'interest.read').filter((grant) => covers(grant, place));
  return grants.some(({ role, territory }) => role === 'privacy_officer' || territory !== null);
}

function interestOf(row: StoredInterest, { name }: Located, reach: boolean): Omit<Interest, 'keptUntil'> {
  const { id, kind, consentedOn, organisation, sector, topics, showToSchools, person, contact, available } = row;
  const who = reach ? { person, contact, available } : { person: null, contact: null, available: null };
  const municipality = row.municipality ?? '';
  return {
    id,
    kind,
    consentedOn,
    municipality,
    place: name,
    organisation,
    sector,
    topics: [...(topics ?? [])],
    showToSchools,
    ...who,
  };
}

function firmOf({ id, organisation, sector, topics }: StoredInterest, place: string): MadrinaFirm {
  return { id, name: organisation ?? '', place, sector: sector ?? '', topics: [...(topics ?? [])] };
}
