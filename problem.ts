import { catalogue } from './problem-catalogue.ts';
import { dayIn, say, type Day, type Entry, type ProblemLanguage, type Sentence } from './problem-entry.ts';

export { catalogue };
export type { ProblemLanguage };

export type ProblemCode = keyof typeof catalogue;

/** One fault inside a request: where it is (a question name or a path), its stable code, and a sentence. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** The body of every error answer (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly Fault[];
  /** what a program needs to go on; described with the call */
  readonly theirs?: object | null;
}

/** Members of a document that only some problems have. */
export type Members = Pick<ProblemDocument, 'theirs'>;

/** What replaces a place of a sentence; a `Sentence` where the words differ by language, a `Day` is written in words. */
export type Values = Readonly<Record<string, string | number | Sentence | Day>>;

/**
 * A thing that went wrong and that a person can act on. Thrown anywhere, written out in one place.
 * @param code  the entry of the catalogue
 * @param values  what replaces the `{name}` places of its sentence
 * @param options  `errors`: one fault an entry, by language; `retryAfter` in seconds; `cause` for the log; `members`: what
 *   else the document has
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly values: Values;
  readonly errors: ((language: ProblemLanguage) => readonly Fault[]) | undefined;
  readonly retryAfter: number | undefined;
  readonly members: Members;

  constructor(
    code: ProblemCode,
    values: Values = {},
    options: {
      errors?: (language: ProblemLanguage) => readonly Fault[];
      retryAfter?: number;
      cause?: unknown;
      members?: Members;
    } = {},
  ) {
    super(fill(catalogue[code].detail.en, inLanguage(values, 'en')), { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.values = values;
    this.errors = options.errors;
    this.retryAfter = options.retryAfter;
    this.members = options.members ?? {};
  }

  get status(): number {
    return catalogue[this.code].status;
  }

  /** The document that goes over the wire, in the language of the request; what is not written in it, in English. */
  document(language: ProblemLanguage): ProblemDocument {
    const { status, title, detail }: Entry = catalogue[this.code];
    return {
      type: `urn:fabbisogni:problem:${this.code}`,
      title: say(title, language),
      status,
      code: this.code,
      detail: fill(say(detail, language), inLanguage(this.values, language)),
      ...(this.errors ? { errors: this.errors(language) } : {}),
      ...this.members,
    };
  }
}

function inLanguage(values: Values, language: ProblemLanguage): Record<string, string | number> {
  const inWords = (value: Values[string]) => {
    if (typeof value !== 'object') return value;
    return 'day' in value ? dayIn(value, language) : say(value, language);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(value)]));
}

/** Replaces each `{name}` of a sentence by the value of that name; an unknown name stays as it is. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
