/** Shapes of a programme's catalogue: courses, their editions, and the paths they are made of. Part of the contract of `survey`. */
import { z } from 'zod';
import type { CatalogueVisit } from './contract-catalogue-visit.ts';
import { Localized } from './contract-language.ts';

export const CourseMode = z.enum(['classroom', 'online', 'mixed', 'workplace']);
export type CourseMode = z.infer<typeof CourseMode>;

/** A part of a path is in one place: what is mixed is the path. */
export const ModuleMode = z.enum(['classroom', 'online', 'workplace']);
export type ModuleMode = z.infer<typeof ModuleMode>;

export const CourseModule = z.strictObject({ title: Localized, mode: ModuleMode, hours: z.number().positive() });
export type CourseModule = Readonly<z.infer<typeof CourseModule>>;

const revision = z.string().meta({ description: 'Changes when the row does; an edit names the one it was read with.' });

export const CatalogueEdition = z
  .strictObject({
    key: z.string(),
    territory: z.string().nullable().meta({ description: '`level:code`; null: no place, such as online.' }),
    placeName: Localized.nullable(),
    point: z.tuple([z.number(), z.number()]).nullable().meta({ description: 'Longitude, latitude.' }),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    seats: z.int(),
    taken: z.int().nullable().meta({ description: 'null: not told.' }),
    free: z.int().nullable().meta({ description: 'null where `taken` is not told.' }),
    revision,
  })
  .meta({ id: 'CatalogueEdition' });
export type CatalogueEdition = Readonly<z.infer<typeof CatalogueEdition>>;

export const CourseProvider = z.strictObject({ key: z.string(), name: z.string(), website: z.string().nullable() });

/** Costs in euro; `skills` and `targetGroups` are keys of the programme, no group: for everybody. */
export const CatalogueCourse = z
  .strictObject({
    key: z.string(),
    title: Localized,
    description: Localized.nullable(),
    provider: CourseProvider.nullable(),
    skills: z.array(z.string()),
    levelFrom: z.int().nullable(),
    levelTo: z.int().nullable(),
    eqf: z.int().nullable(),
    mode: CourseMode,
    hours: z.strictObject({ classroom: z.number().nullable(), online: z.number().nullable() }),
    modules: z.array(CourseModule).meta({ description: 'The path, first to last; empty: one piece.' }),
    certificate: z.string().nullable().meta({ description: 'What a learner gets at the end.' }),
    certification: z.string().nullable().meta({ description: 'A qualification that others recognise.' }),
    costEdition: z.number().nullable(),
    costLearner: z.number().nullable(),
    prerequisites: z.string().nullable(),
    targetGroups: z.array(z.string()),
    demo: z.boolean().meta({ description: 'An invented course.' }),
    revision,
    editions: z.array(CatalogueEdition).meta({ description: 'First to begin first.' }),
  })
  .meta({ id: 'CatalogueCourse' });
export type CatalogueCourse = Readonly<z.infer<typeof CatalogueCourse>>;

/** Every method throws `Problem`. */
export interface CatalogueService extends CatalogueVisit {
  /** All courses of a programme, by key. @throws Problem not_found */
  courses(programme: string): Promise<CatalogueCourse[]>;
  /** @throws Problem not_found */
  course(programme: string, key: string): Promise<CatalogueCourse>;
}
