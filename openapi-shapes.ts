/** The calls about official outlines of territories. */
import { z } from 'zod';
import { json, ofBody, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import * as contract from './survey/contract.ts';

const ofStaff = [...['sign_in_needed', 'not_found', 'storage_unavailable', 'query_too_slow']] as readonly ProblemCode[];
const state = (description: string) => ({ description, content: json(contract.ShapesState) });
/** Bytes are no value of JSON: what a body of them holds is said in words. */
const bytes = z.unknown().meta({
  description: 'A zip of shapefiles as ISTAT publishes it, GeoJSON, or TopoJSON; at most 128 MB.',
});

type Method = 'get' | 'post' | 'put' | 'delete';

export const shapeCalls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  '/api/admin/shapes': {
    get: {
      id: 'listShapeVersions',
      summary: 'The outlines that were imported, and the file that is being tried',
      staff: true,
      answers: { 200: state('Versions, the newest first; `draft` is the own one') },
      problems: ofStaff,
    },
    post: {
      id: 'storeShapes',
      summary: 'Stores what was tried, as a new version that maps use at once',
      staff: true,
      body: contract.ShapesCredit,
      answers: { 201: state('Stored') },
      problems: [...ofStaff, ...ofBody, 'unknown_parameter', 'shapes_not_checked'],
    },
  },
  '/api/admin/shapes/draft': {
    post: {
      id: 'tryShapes',
      summary: 'Tries a file of outlines beside the service; stores nothing',
      description:
        'The answer comes at once, with `state` running; the outcome stands in `draft` of GET /api/admin/shapes. What went wrong with the file stands there too.',
      staff: true,
      query: contract.ShapesUpload,
      body: bytes,
      bodyType: 'application/octet-stream',
      answers: { 200: { description: 'It is being tried', content: json(contract.ShapesDraft) } },
      problems: [...ofStaff, 'too_large', 'unsupported_media_type', 'unknown_parameter', 'shapes_busy'],
    },
    delete: {
      id: 'forgetShapes',
      summary: 'Stops and forgets the file that is being tried',
      staff: true,
      answers: { 204: { description: 'Forgotten' } },
      problems: ['sign_in_needed', 'not_found'],
    },
  },
  '/api/admin/shapes/{id}': {
    put: {
      id: 'standShapes',
      summary: 'Takes a version back, so that the one before it is drawn again; or puts it back',
      staff: true,
      path: z.object({ id: z.string() }),
      body: contract.ShapesStanding,
      answers: { 200: state('Done') },
      problems: [...ofStaff, ...ofBody, 'unknown_parameter'],
    },
  },
};
