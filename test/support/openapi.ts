import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { catalogue, type ProblemCode, type ProblemDocument } from '../../problem.ts';

interface Described {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface DescribedCall {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Described['content'] };
  readonly responses: Readonly<Record<string, Described>>;
}

/** The interface document as a client reads it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedCall>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Described>>;
  };
}

/** How a call is made; what stands in the braces of its path is given by `place`, in their order. */
export interface Making {
  readonly place?: string | readonly string[];
  /** what stands in the braces behind the first, where it is not the usual */
  readonly further?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** text and bytes are sent as they are, anything else as JSON */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly json: unknown;
}

const typeOf = ({ headers }: Making) => headers?.['content-type'] ?? 'application/json';

interface ClientOptions {
  /** what stands in the braces behind the first */
  readonly further?: Readonly<Record<string, string>>;
}

/** Makes calls and holds each answer against its description. */
export function clientOf(address: string, document: ApiDocument, { further = {} }: ClientOptions = {}) {
  const ajv = new Ajv2020({ strict: true, validateFormats: false, keywords: ['example'], allowUnionTypes: true });
  const validate = (schema: object, value: unknown) => {
    const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
    const check = ajv.compile(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as object);
    check(value);
    return check.errors ?? [];
  };
  /** `get /api/receipt 200 application/json`, and for problems `… 404 receipt_unknown` */
  const seen = new Set<string>();

  const matches = async (described: Described | undefined, response: Response, what: string): Promise<Answer> => {
    const { status, headers } = response;
    expect(described, `${what} ${status} is described`).toBeDefined();
    for (const [name, { required }] of Object.entries(described?.headers ?? {}))
      if (required) expect(headers.get(name), `${what} ${status} ${name}`).not.toBeNull();
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = (headers.get('content-type') ?? '').split(';')[0]!;
    const isJson = /json$/.test(type) && bytes.length > 0;
    const json: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null;
    if (described?.content) {
      expect(Object.keys(described.content), `${what} ${status}`).toContain(type);
      if (isJson) expect(validate(described.content[type]!.schema, json), `${what} ${status}`).toEqual([]);
    } else expect(bytes.length, `${what} ${status} has no body`).toBe(0);
    if (type === 'application/problem+json') seen.add(`${what} ${status} ${inEnglish(json as ProblemDocument)}`);
    else seen.add(`${what} ${status}${described?.content ? ` ${type}` : ''}`);
    return { status, headers, bytes, json };
  };
  const make = async (
    method: string,
    path: string,
    { place = '', query = {}, headers = {}, body, ...making }: Making,
  ) => {
    const places = [place].flat();
    const named = { ...further, ...making.further };
    const filled = path.replace(/\{(\w+)\}/g, (braces, name: string) => places.shift() ?? named[name] ?? braces);
    const target = `${address}${filled}?${new URLSearchParams({ lang: 'en', ...query })}`;
    const asIs = typeof body === 'string' || body instanceof Uint8Array;
    const sent = body === undefined ? {} : { body: asIs ? (body as BodyInit) : JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(target, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: { ...type, ...headers },
      ...sent,
    });
  };
  return {
    seen,
    validate,
    /** @throws when the answer is not as described */
    async call(method: string, path: string, making: Making = {}): Promise<Answer> {
      const described = document.paths[path]![method]!;
      const names = described.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['lang', ...Object.keys(making.query ?? {})]));
      const response = await make(method, path, making);
      const answer = await matches(described.responses[response.status], response, `${method} ${path}`);
      const schema = described.requestBody?.content?.[typeOf(making)]?.schema;
      if (answer.status < 300 && making.body !== undefined && schema) expect(validate(schema, making.body)).toEqual([]);
      return answer;
    },
    /** What every address answers alike, described once. */
    async common(
      name: 'MethodNotAllowed' | 'NotFound' | 'ForeignOrigin',
      method: string,
      path: string,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const response = await make(method, path, { place: 'x', headers });
      return matches(document.components.responses[name], response, `${method} ${path}`);
    },
  };
}

/** The client of somebody: these headers go with every call that does not say otherwise. */
export const inNameOf = (client: ReturnType<typeof clientOf>, headers: Readonly<Record<string, string>>) => ({
  call: (method: string, path: string, making: Making = {}) =>
    client.call(method, path, { ...making, headers: { ...headers, ...making.headers } }),
});

/** The code, of a problem that says it in the language asked for. */
function inEnglish({ code, title }: ProblemDocument): ProblemCode {
  expect(title).toBe(catalogue[code].title.en);
  return code;
}

/** What the document says may be seen of one call, in the form of `seen`. */
export function describedAnswers(document: ApiDocument): string[] {
  return Object.entries(document.paths).flatMap(([path, calls]) =>
    Object.entries(calls).flatMap(([method, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) =>
        content === undefined
          ? [`${method} ${path} ${status}`]
          : Object.entries(content).flatMap(([type, { schema }]) =>
              (type === 'application/problem+json' ? codesOf(schema) : [type]).map(
                (what) => `${method} ${path} ${status} ${what}`,
              ),
            ),
      ),
    ),
  );
}

const codesOf = (schema: object) => (schema as { properties: { code: { enum: string[] } } }).properties.code.enum;
