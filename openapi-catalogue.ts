/** The calls about the catalogue of courses. */
import { z } from 'zod';
import { json, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { CatalogueCourse } from './survey/contract.ts';

const programme = z.string().meta({ example: 'basilicata' });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];

type Method = 'get' | 'post' | 'put' | 'delete';

export const catalogueCalls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  '/api/courses': {
    get: {
      id: 'listCourses',
      summary: 'The courses of a programme with their editions',
      description: 'Courses of a demonstration say so: `demo`.',
      query: z.object({ programme }),
      tagged: true,
      answers: { 200: { description: 'The courses', content: json(z.array(CatalogueCourse)) } },
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
};
