/** The forms in which a table of figures is given. */
import { z } from 'zod';
import { json } from './openapi-operation.ts';

const csv = (columns: string) =>
  z.string().meta({ description: `UTF-8 (RFC 4180) with a header line: ${columns}. A figure not shown is empty.` });
const arrow = (columns: string) =>
  z.string().meta({
    format: 'binary',
    description: `An Arrow IPC stream: ${columns}; what JSON has beside the rows is JSON in the schema’s metadata under \`fabbisogni\`.`,
  });
const workbook = (columns: string) =>
  z.string().meta({
    format: 'binary',
    description: `A workbook: ${columns} on its first sheet, with a label beside each code; on its second what JSON has beside the rows. A figure not shown is empty.`,
  });
/** JSON of a schema, and the same rows as CSV, Arrow and a workbook. */
export const tables = (schema: z.ZodType, columns: string) => ({
  ...json(schema),
  'text/csv': { schema: csv(columns) },
  'application/vnd.apache.arrow.stream': { schema: arrow(columns) },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: workbook(columns) },
});
