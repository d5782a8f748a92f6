/** The calls about the catalogue of courses. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import {
  CatalogueCourse,
  CatalogueDraft,
  CatalogueEdit,
  CatalogueMapping,
  CatalogueState,
  CatalogueUpload,
} from './survey/contract.ts';

const programme = z.string().meta({ example: 'basilicata' });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];

const ofStaff = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const ofEdit = [...ofStaff, ...ofBody, 'revision_conflict', 'invalid_course', 'unknown_parameter'] as const;
const path = z.object({ programme });
const format = z.enum(['csv']).optional().meta({ description: 'The file that would bring the catalogue in again.' });
const sheet = z
  .string()
  .meta({ description: 'UTF-8, comma: a line for each edition, and for each course that has none.' });
const ofCourse = path.extend({ course: z.string() });
const ofEdition = ofCourse.extend({ edition: z.string() });
const draft = { description: 'How far the check is', content: json(CatalogueDraft) };
const course = { description: 'The course as it is now', content: json(CatalogueCourse) };
const state = { description: 'The imports, and the own file', content: json(CatalogueState) };

type Method = 'get' | 'post' | 'put' | 'delete';

export const catalogueCalls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  '/api/courses': {
    get: {
      id: 'listCourses',
      summary: 'The courses of a programme with their editions',
      description: 'Courses of a demonstration say so: `demo`.',
      query: z.object({ programme, format }),
      tagged: true,
      answers: {
        200: {
          description: 'The courses',
          content: { ...json(z.array(CatalogueCourse)), 'text/csv': { schema: sheet } },
        },
      },
      problems: ['not_found', 'missing_parameter', ...ofReading],
    },
  },
  '/api/courses/{programme}/{key}': {
    get: {
      id: 'getCourse',
      summary: 'One course with its editions and the path that it is made of',
      path: z.object({ programme, key: z.string() }),
      tagged: true,
      answers: { 200: { description: 'The course', content: json(CatalogueCourse) } },
      problems: [...ofPath, ...ofReading],
    },
  },
  '/api/admin/catalogue/{programme}': {
    get: {
      id: 'getCatalogueState',
      summary: 'The files that came into the catalogue, and the one that is being checked',
      path,
      staff: true,
      answers: { 200: state },
      problems: ofStaff,
    },
  },
  '/api/admin/catalogue/{programme}/draft': {
    post: {
      id: 'checkCatalogueFile',
      summary: 'Begins to check a file of courses, of editions, or of both; nothing is stored',
      description:
        'Which field a column holds is guessed from its header, and may be changed by `PUT`. How far the check is, and what it found, stands in `GET /api/admin/catalogue/{programme}`.',
      path,
      query: CatalogueUpload.partial(),
      staff: true,
      body: z.string().meta({ description: 'CSV with a header, at most 10 MB and 20,000 rows.' }),
      bodyType: 'text/csv',
      answers: { 200: draft },
      problems: [...ofStaff, 'too_large', 'unsupported_media_type', 'catalogue_busy', 'unknown_parameter'],
    },
    put: {
      id: 'mapCatalogueFile',
      summary: 'Checks the same file again by other columns',
      path,
      staff: true,
      body: CatalogueMapping,
      answers: { 200: draft },
      problems: [...ofStaff, ...ofBody, 'catalogue_not_checked', 'catalogue_busy', 'unknown_parameter'],
    },
    delete: {
      id: 'forgetCatalogueFile',
      summary: 'Stops the check and forgets the file',
      path,
      staff: true,
      answers: { 204: { description: 'Forgotten' } },
      problems: ['sign_in_needed', ...ofPath],
    },
  },
  '/api/admin/catalogue/{programme}/imports': {
    post: {
      id: 'storeCatalogueFile',
      summary: 'Stores the file that was checked, all rows or none; the very file again changes nothing',
      path,
      staff: true,
      answers: { 200: state },
      problems: [...ofStaff, 'catalogue_not_checked', 'catalogue_changed', 'invalid_rows'],
    },
  },
  '/api/admin/catalogue/{programme}/imports/{number}': {
    delete: {
      id: 'undoCatalogueFile',
      summary: 'Takes the last import back: the catalogue is as it was before',
      path: path.extend({ number: z.string() }),
      staff: true,
      answers: { 200: state },
      problems: [...ofStaff, 'catalogue_not_last', 'catalogue_edited'],
    },
  },
  '/api/admin/catalogue/{programme}/courses/{course}': {
    put: {
      id: 'saveCourse',
      summary: 'Changes a course, or adds one; cells are written as in a file',
      path: ofCourse,
      staff: true,
      body: CatalogueEdit,
      answers: { 200: course },
      problems: ofEdit,
    },
  },
  '/api/admin/catalogue/{programme}/courses/{course}/editions/{edition}': {
    put: {
      id: 'saveEdition',
      summary: 'Changes an edition, or adds one',
      path: ofEdition,
      staff: true,
      body: CatalogueEdit,
      answers: { 200: course },
      problems: ofEdit,
    },
    delete: {
      id: 'removeEdition',
      summary: 'Removes an edition',
      path: ofEdition,
      query: z.object({ revision: z.string() }),
      staff: true,
      answers: { 200: course },
      problems: [...ofStaff, 'revision_conflict', 'missing_parameter'],
    },
  },
};
