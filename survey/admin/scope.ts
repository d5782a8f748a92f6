import { covers, grantsFor, type Grant, type Person } from '../../access.ts';
import type { Organisation } from '../programme/reference.ts';
import type { CompiledTerritory, Registry } from '../registry/registry.ts';
import type { ScopeChoices } from './contract.ts';
import type { SurveyAdminOptions } from './service.ts';

type Sources = Pick<SurveyAdminOptions, 'registry' | 'reference'>;
type Programme = ReturnType<Registry['programmes']>[number];

/** What a person may give rights to: programmes, their places and their organisations. */
export async function scopeChoices(sources: Sources, person: Person | null): Promise<ScopeChoices[]> {
  const grants = person ? grantsFor(person, 'people.manage') : [];
  const choices = sources.registry.programmes().map((programme) => choicesIn(sources, programme, grants));
  return (await Promise.all(choices)).flatMap((choice) => choice ?? []);
}

/** @param all  by which rights may be given @returns null when none of them is about the programme */
async function choicesIn(
  { registry, reference }: Sources,
  { id, title, territories }: Programme,
  all: readonly Grant[],
): Promise<ScopeChoices | null> {
  const grants = all.filter(({ programme }) => programme === null || programme === id);
  const around = `${territories.level}:${territories.codes[0] ?? ''}`;
  const places = placesOf(registry, id).filter((place) => isPlaceOf(grants, id, [...lies(place), around]));
  const organisations = (await reference.organisations(id)).filter((one) => isOrganisationOf(grants, id, one));
  const whole = grants.some(isWhole);
  if (!whole && places.length + organisations.length === 0) return null;
  return {
    ...{ programme: id, title, whole },
    free: {
      place: grants.some(({ territory }) => territory === null),
      organisation: grants.some(({ organisation }) => organisation === null),
    },
    places: places.map(({ level, code, name }) => ({ value: `${level}:${code}`, level, name })),
    organisations: organisations.map(({ key, name }) => ({ key, name })),
  };
}

const isWhole = ({ territory, organisation }: Grant) => territory === null && organisation === null;

/** A right for an organisation may be limited to any place as well. */
const isPlaceOf = (grants: readonly Grant[], programme: string, territories: readonly string[]) =>
  grants.some((grant) => covers({ ...grant, organisation: null }, { programme, territories }));

/** Who administers a territory alone is not told which organisations there are. */
const isOrganisationOf = (grants: readonly Grant[], programme: string, { key, membersOf }: Organisation) =>
  grants
    .filter((grant) => grant.organisation !== null || isWhole(grant))
    .some((grant) => covers({ ...grant, territory: null }, { programme, organisations: [key, ...membersOf] }));

/** The places that the surveys of a programme know, each once. */
function placesOf(registry: Registry, programme: string): CompiledTerritory[] {
  const own = registry.entries().filter(({ compiled }) => compiled.programme === programme);
  const all = own.flatMap(({ compiled }) => compiled.territories);
  return [...new Map(all.map((place) => [`${place.level}:${place.code}`, place])).values()];
}

const lies = ({ level, code, province, area }: CompiledTerritory): string[] => [
  `${level}:${code}`,
  ...(area ? [`area:${area}`] : []),
  ...(province ? [`province:${province}`] : []),
];
