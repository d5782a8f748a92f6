/** Asks everything, in every format, and reads what the pages carry. */
import { tableFromIPC } from '@uwdata/flechette';
import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import type { Coverage, EstimateEnvelope, EstimateQuery } from '../../analytics/contract.ts';
import { claimOf, figuresOf, plain, type Claim, type Figure } from './figure.ts';
import type { Field } from './field.ts';

/** What one round of asking brought. */
export interface Reading {
  readonly figures: readonly Figure[];
  readonly claims: readonly Claim[];
  readonly queries: number;
  /** what came of each batch, in short, to compare two rounds */
  readonly answers: readonly string[];
}

/** Looks at an answer while it is there: all of them together are too much to keep. */
export type Look = (envelope: EstimateEnvelope) => void;

/** Asks all questions of a survey, in batches; and its coverage. */
export async function readEverything(
  field: Field,
  questions: readonly EstimateQuery[],
  look: Look = () => undefined,
): Promise<Reading> {
  const answers: string[] = [];
  const figures = new Map<string, Figure>();
  const claims = new Map<string, Claim>();
  const note = (some: readonly Figure[]) => some.forEach((figure) => figures.set(JSON.stringify(figure), figure));
  for (let start = 0; start < questions.length; start += 20) {
    for (const text of await batch(field, questions.slice(start, start + 20))) {
      answers.push(digestOf(text));
      for (const envelope of resultsIn(text)) {
        look(envelope);
        note(readFigures(field, envelope));
        for (const claim of readClaims(field, envelope)) claims.set(JSON.stringify(claim), claim);
      }
    }
  }
  note(await readCoverage(field));
  return { figures: [...figures.values()], claims: [...claims.values()], queries: questions.length + 1, answers };
}

export function readFigures(field: Field, envelope: EstimateEnvelope): Figure[] {
  return envelope.snapshot === null ? [] : figuresOf(envelope, field.momentOf(envelope.snapshot.id));
}

const readClaims = (field: Field, envelope: EstimateEnvelope): Claim[] =>
  envelope.snapshot === null ? [] : claimOf(envelope, field.momentOf(envelope.snapshot.id));

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64');
const resultsIn = (text: string) => (JSON.parse(text) as { results: EstimateEnvelope[] }).results;

/** A batch that would have too many rows is asked by halves. @returns the answers as they came */
async function batch(field: Field, queries: readonly EstimateQuery[]): Promise<string[]> {
  const response = await fetch(`${field.address}/api/surveys/${field.survey}/estimates`, {
    method: 'POST',
    // packing and unpacking would take longer than the answers themselves
    headers: { 'Content-Type': 'application/json', 'Accept-Encoding': 'identity' },
    body: JSON.stringify({ queries }),
  });
  const text = await response.text();
  if (response.ok) return [text];
  const half = queries.length >> 1;
  if (half === 0 || !text.includes('too_many_rows')) throw new Error(`${response.status} ${text}`);
  return [...(await batch(field, queries.slice(0, half))), ...(await batch(field, queries.slice(half)))];
}

async function readCoverage(field: Field): Promise<Figure[]> {
  const response = await fetch(`${field.address}/api/surveys/${field.survey}/coverage`);
  return coverageFigures(field, (await response.json()) as Coverage);
}

/** `responses` is the total, which everybody may follow live; it is no figure about anybody's answers. */
export function coverageFigures(field: Field, { snapshot, dimensions }: Coverage): Figure[] {
  if (snapshot === null) return [];
  const moment = field.momentOf(snapshot.id);
  const rows = dimensions.flatMap(({ dimension, rows: all }) =>
    all.flatMap(({ code, n }) => (n === null ? [] : [{ dimension: dimension.split(':').at(-1)!, code, n }])),
  );
  return rows.map(({ dimension, code, n }) => ({ ...plain, moment, cells: [[{ dimension, codes: [code] }]], n }));
}

/** One question in JSON, Arrow and CSV: the rows of each, as text. */
export async function inAllFormats({ address, survey }: Field, question: EstimateQuery): Promise<string[]> {
  const query = new URLSearchParams(question as Record<string, string>);
  const ask = (accept: string) =>
    fetch(`${address}/api/surveys/${survey}/estimates?${query}`, { headers: { Accept: accept } });
  const json = (await (await ask('application/json')).json()) as EstimateEnvelope;
  const arrow = new Uint8Array(await (await ask('application/vnd.apache.arrow.stream')).arrayBuffer());
  const csv = Papa.parse<Record<string, string>>(await (await ask('text/csv')).text(), {
    header: true,
    skipEmptyLines: true,
  });
  const columns = Object.keys(csv.data[0] ?? {});
  return [json.rows, tableFromIPC(arrow).toArray(), csv.data].map((rows) => asText(rows, columns));
}

/** A number is compared as a number: formats write it in their own way. */
function asText(rows: readonly object[], columns: readonly string[]): string {
  const plainly = (value: unknown) => {
    if (value === null || value === undefined || value === '') return null;
    return Number.isNaN(Number(value)) ? value : Number(value);
  };
  return JSON.stringify(rows.map((row) => columns.map((name) => plainly((row as Record<string, unknown>)[name]))));
}
