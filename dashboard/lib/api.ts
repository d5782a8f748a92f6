import type { EstimateEnvelope, EstimateQuery } from '../../analytics/contract.ts';
import type { Language, RespondentLanguage } from '../../survey/contract.ts';
import type { ProblemDocument } from './problem.ts';

/** An answer of the API that says what went wrong; `retryAfter` in seconds when the server named a time. */
export class ApiFault extends Error {
  readonly problem: ProblemDocument;
  readonly retryAfter: number | null;

  constructor(problem: ProblemDocument, retryAfter: number | null = null) {
    super(problem.detail);
    this.name = 'ApiFault';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

interface Call {
  readonly language: RespondentLanguage;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** a file is sent as it is, under its own type; anything else as JSON */
  readonly body?: unknown;
  /** a table, in place of a body */
  readonly csv?: string;
  /** the code of a receipt: it travels in a header and nowhere else */
  readonly receipt?: string;
  /** what a browser made of the code of a draft, likewise */
  readonly draft?: string;
  /** it goes on when the page is closed */
  readonly keepalive?: boolean;
  /** the code of an invitation, likewise */
  readonly invitation?: string;
  readonly signal?: AbortSignal;
  /** Kit's own, inside a load */
  readonly fetcher?: typeof fetch;
}

/**
 * Calls the API and gives its JSON; null when the answer has no content.
 * @throws ApiFault when the server answers with a problem; TypeError when it cannot be reached
 */
export async function api<T>(path: string, call: Call): Promise<T> {
  const {
    language,
    method = 'GET',
    body,
    csv,
    receipt,
    draft,
    invitation,
    keepalive = false,
    signal = null,
    fetcher = fetch,
  } = call;
  const headers = {
    accept: 'application/json',
    'accept-language': language,
    ...(body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
    ...(csv === undefined ? {} : { 'content-type': 'text/csv; charset=utf-8' }),
    ...(receipt ? { authorization: `Receipt ${receipt}` } : {}),
    ...(draft ? { authorization: `Draft ${draft}` } : {}),
    ...(invitation ? { authorization: `Invitation ${invitation}` } : {}),
  };
  const sent = body instanceof Blob ? body : JSON.stringify(body);
  const content = csv ?? (body === undefined ? null : sent);
  const response = await fetcher(`/api${path}`, { method, headers, body: content, keepalive, signal });
  if (response.status === 204 || response.status === 202) return null as T;
  if (response.ok) return (await response.json()) as T;
  throw new ApiFault(await problemOf(response), seconds(response.headers.get('retry-after')));
}

/** As many digits as a chart can show, and some. */
const digits = 6;

/** The figures of a whole view in one call, in the order of the queries. */
export async function fetchEstimates(
  fetcher: typeof fetch,
  survey: string,
  queries: readonly EstimateQuery[],
  language: Language,
): Promise<EstimateEnvelope[]> {
  const call = { fetcher, language, method: 'POST', body: { queries, digits } } as const;
  return (await api<{ results: EstimateEnvelope[] }>(`/surveys/${survey}/estimates`, call)).results;
}

async function problemOf(response: Response): Promise<ProblemDocument> {
  const { status, statusText } = response;
  const unreadable = { title: statusText, status, code: `http_${status}`, detail: '' };
  const body = (await response.json().catch(() => null)) as ProblemDocument | null;
  return body && typeof body.code === 'string' ? body : unreadable;
}

function seconds(header: string | null): number | null {
  const value = Number(header);
  return header !== null && Number.isFinite(value) && value >= 0 ? value : null;
}
