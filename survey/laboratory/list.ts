/** Laboratories as anybody may read them: with names in place of keys, and the hours that are left. */
import type { Localized, RegisteredLaboratory } from '../contract.ts';
import type { Laboratory } from '../programme/reference.ts';
import { skillsOf, type LaboratoryOptions } from './context.ts';
import { freeHours } from './hours.ts';
import { readStored } from './table.ts';

/** By the organisation's name, then by title. */
export async function listLaboratories(
  { database, reference }: LaboratoryOptions,
  programme: string,
): Promise<RegisteredLaboratory[]> {
  const laboratories = await reference.laboratories(programme);
  const [organisations, skills, places, stored] = await Promise.all([
    reference.organisations(programme),
    skillsOf(database, programme),
    placesOf(database, programme, laboratories),
    readStored(database, programme),
  ]);
  const names = new Map(organisations.map(({ key, name }) => [key, name]));
  const told = laboratories.map((one): RegisteredLaboratory => {
    const { key, title, organisation, territory, equipment, access, demo, outsideHours, occupiedHours } = one;
    return {
      ...{ key, title, equipment: [...equipment], access, demo, revision: stored.get(key)?.revision ?? 1 },
      organisation: { key: organisation, name: names.get(organisation) ?? organisation },
      place: territory === null ? null : (places.get(territory) ?? null),
      skills: one.skills.map((skill) => ({ key: skill, label: skills.get(skill) ?? { it: skill, en: skill } })),
      hours: { open: outsideHours, taken: occupiedHours, free: freeHours(one) },
    };
  });
  return told.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other), 'it'));
}

const orderOf = ({ organisation, title }: RegisteredLaboratory) => `${organisation.name}\n${title.it}`;

type Place = NonNullable<RegisteredLaboratory['place']>;

interface PlaceRow {
  readonly territory: string;
  readonly name: string;
  readonly area: string | null;
  readonly areaEn: string | null;
  readonly province: string | null;
  readonly provinceEn: string | null;
}

async function placesOf(
  database: LaboratoryOptions['database'],
  programme: string,
  laboratories: readonly Laboratory[],
): Promise<ReadonlyMap<string, Place>> {
  const names = [...new Set(laboratories.flatMap(({ territory }) => territory ?? []))];
  const rows = await database.rows<PlaceRow>(
    `SELECT t.level || ':' || t.code AS territory, t.name, area.name AS area, area.name_en AS "areaEn",
            province.name AS province, province.name_en AS "provinceEn"
     FROM territory t
     LEFT JOIN programme_area member ON member.municipality_id = t.id AND member.programme = $programme
     LEFT JOIN territory area ON area.id = member.area_id
     LEFT JOIN territory province ON province.id = t.province_id
     WHERE (t.programme IS NULL OR t.programme = $programme) AND list_contains($names, t.level || ':' || t.code)`,
    { programme, names },
  );
  const both = (it: string | null, en: string | null): Localized | null => (it === null ? null : { it, en: en ?? it });
  return new Map(
    rows.map(({ territory, name, area, areaEn, province, provinceEn }) => [
      territory,
      { territory, name, area: both(area, areaEn), province: both(province, provinceEn) },
    ]),
  );
}
