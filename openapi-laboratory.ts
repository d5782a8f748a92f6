/** The calls about laboratories: their register, the gap in hours, readiness by name. */
import { z } from 'zod';
import { LabGap, LabGapQuery, Readiness } from './analytics/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { LaboratoryChange, LaboratoryImport, LaboratoryOutcome, RegisteredLaboratory } from './survey/contract.ts';
import { columns } from './survey/laboratory/table.ts';

const programme = z.object({ programme: z.string().meta({ example: '40ready' }) });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', ...ofPath, ...ofBody, ...ofReading] as const satisfies readonly ProblemCode[];
const format = z.object({ format: z.enum(['csv']).optional().meta({ description: 'The file to bring in again.' }) });
const sheet = z.string().meta({ description: `UTF-8, comma or semicolon, first row \`${columns.join()}\`.` });

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put', Call>>>>>;

export const laboratoryCalls: Calls = {
  '/api/programmes/{programme}/laboratories': {
    get: {
      id: 'listLaboratories',
      summary: 'Laboratories: equipment, skills, hours a week open to outsiders and free of these, rules',
      path: programme,
      query: format,
      tagged: true,
      answers: {
        200: {
          description: 'The laboratories',
          content: { ...json(z.array(RegisteredLaboratory)), 'text/csv': { schema: sheet } },
        },
      },
      problems: [...ofPath, ...ofReading],
    },
    post: {
      id: 'importLaboratories',
      summary: 'A file in the place of the whole list, all rows or none; with `dry=1` it is only checked',
      path: programme,
      query: LaboratoryImport.partial(),
      staff: true,
      body: sheet,
      bodyType: 'text/csv',
      answers: { 200: { description: 'What it changes', content: json(LaboratoryOutcome) } },
      problems: [...ofStaff, 'invalid_rows', 'unknown_parameter'],
    },
  },
  '/api/programmes/{programme}/laboratories/{key}': {
    put: {
      id: 'changeLaboratory',
      summary: 'Changes a laboratory; `revision` is the one that was read',
      path: programme.extend({ key: z.string() }),
      staff: true,
      body: LaboratoryChange,
      answers: { 200: { description: 'The laboratory', content: json(RegisteredLaboratory) } },
      problems: [...ofStaff, 'unknown_reference', 'revision_conflict'],
    },
  },
  '/api/programmes/{programme}/laboratory-gap': {
    get: {
      id: 'laboratoryGap',
      summary: 'Hours of laboratory wanted, the hours free, and the gap, by skill and place',
      description:
        'Hours a year, never added to places on courses. An hour that serves several skills is counted once, split. Of volunteers those who answered are counted, and nobody else.',
      path: programme,
      query: LabGapQuery,
      tagged: true,
      answers: { 200: { description: 'The gap', content: json(LabGap) } },
      problems: [...ofPath, ...ofReading, 'unknown_parameter', 'unknown_level'],
    },
  },
  '/api/programmes/{programme}/readiness': {
    get: {
      id: 'readiness',
      summary: 'How ready each organisation is that signed, against the target profile; nothing is inferred',
      path: programme,
      answers: { 200: { description: 'Those whose consent stands today', content: json(Readiness) } },
      problems: [...ofPath, ...ofReading],
    },
  },
};
