/** The calls about comparisons, and about external series beside them. */
import { z } from 'zod';
import { Comparison, ComparisonQuery } from './analytics/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { ExternalFigure, ExternalFile, SeriesImport, SeriesOutcome } from './survey/contract.ts';

const programme = z.object({ programme: z.string().meta({ example: 'mantova' }) });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const format = z.object({
  format: z.enum(['csv']).optional().meta({ description: 'As `Accept: text/csv`, for links.' }),
});
const csv = (description: string) => ({ 'text/csv': { schema: z.string().meta({ description }) } });

export const seriesCalls: Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>>> =
  {
    '/api/programmes/{programme}/comparison': {
      get: {
        id: 'compare',
        summary: 'Two territories, groups or waves, or several voices, skill by skill, from published figures',
        description:
          'Each row says what differs, what does not, and what cannot be compared and why. Differences are tested together (Benjamini–Hochberg); of volunteers nothing is tested. Voices are compared by their places, never by subtraction.',
        path: programme,
        query: ComparisonQuery.extend(format.shape),
        tagged: true,
        answers: {
          200: {
            description: 'The comparison',
            content: { ...json(Comparison), ...csv('UTF-8, a row a skill; of voices a row a skill and survey.') },
          },
        },
        problems: [
          ...ofPath,
          ...([
            'unknown_parameter',
            'missing_parameter',
            'unknown_category',
            'not_a_dimension',
            'not_acceptable',
          ] as const),
        ],
      },
    },
    '/api/programmes/{programme}/series': {
      get: {
        id: 'listExternalSeries',
        summary: 'Figures that others publish about the programme’s skills, each with its source and licence',
        path: programme,
        query: format,
        answers: {
          200: {
            description: 'The figures',
            content: { ...json(z.array(ExternalFigure)), ...csv('The columns of an import.') },
          },
        },
        problems: [...ofPath, ...ofReading],
      },
    },
    '/api/admin/programmes/{programme}/series': {
      get: {
        id: 'listExternalFiles',
        summary: 'The files that were brought in',
        path: programme,
        staff: true,
        answers: { 200: { description: 'The files', content: json(z.array(ExternalFile)) } },
        problems: ofStaff,
      },
      post: {
        id: 'importExternalSeries',
        summary: 'Brings in a file, all rows or none; with `dry=1` it is only checked',
        path: programme,
        query: SeriesImport.partial(),
        staff: true,
        body: z.string().meta({
          description:
            'UTF-8, comma or semicolon, first row `source,vintage,territory,label,skill,value,unit,note,licence`.',
        }),
        bodyType: 'text/csv',
        answers: { 200: { description: 'What it holds', content: json(SeriesOutcome) } },
        problems: [...ofStaff, ...ofBody, 'invalid_rows', 'unknown_parameter'],
      },
    },
    '/api/admin/programmes/{programme}/series/{file}': {
      delete: {
        id: 'takeBackExternalSeries',
        summary: 'Takes a file back with all its figures',
        path: programme.extend({ file: z.string() }),
        staff: true,
        answers: { 204: { description: 'Gone' } },
        problems: ofStaff,
      },
    },
  };
