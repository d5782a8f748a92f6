import { may, type Person } from '../../access.ts';
import type { CompiledTerritory, Registry } from '../registry/registry.ts';
import type { ScopeChoices } from './contract.ts';
import type { SurveyAdminOptions } from './service.ts';

/** What a person may give rights to: programmes, their places and their organisations. */
export async function scopeChoices(
  { registry, reference }: Pick<SurveyAdminOptions, 'registry' | 'reference'>,
  person: Person | null,
): Promise<ScopeChoices[]> {
  const choices = await Promise.all(
    registry.programmes().map(async ({ id, title, territories }) => {
      const around = `${territories.level}:${territories.codes[0] ?? ''}`;
      const whole = may(person, 'people.manage', { programme: id });
      const places = placesOf(registry, id).filter((place) => {
        const territoriesOf = [...lies(place), around];
        return may(person, 'people.manage', { programme: id, territories: territoriesOf });
      });
      const organisations = whole ? await reference.organisations(id) : [];
      return {
        ...{ programme: id, title, whole },
        places: places.map(({ level, code, name }) => ({ value: `${level}:${code}`, level, name })),
        organisations: organisations.map(({ key, name }) => ({ key, name })),
      };
    }),
  );
  return choices.filter(({ whole, places }) => whole || places.length > 0);
}

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
