/** Whether what is hidden looks like what is not there: in rows, in size, in headers. */
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { isIn, type Cell } from './figure.ts';
import type { Field } from './field.ts';
import { countsAt } from './population.ts';

/** Names of columns whose codes may be as long as another's. */
type Pair = readonly [hidden: string, absent: string];

/** Codes of a dimension that few have, and that nobody has, of equal length. */
export function hiddenAndAbsent(field: Field, dimension: string, codes: readonly string[]): Pair[] {
  const moment = field.moment - 1;
  const now = field.versions.filter((one) => countsAt(one, moment));
  const cell = (code: string): Cell => [{ dimension, codes: [code] }];
  const size = (code: string) => now.filter(({ profile }) => isIn(profile, cell(code))).length;
  const few = codes.filter((code) => size(code) > 0 && size(code) < 5);
  const none = codes.filter((code) => size(code) === 0);
  return few.flatMap((one) =>
    none
      .filter((other) => other.length === one.length)
      .slice(0, 1)
      .map((other): Pair => [one, other]),
  );
}

/** Differences between the answers to two questions that differ in one code alone: none must be left. */
export async function differences(field: Field, variable: string, name: string, [one, other]: Pair): Promise<string[]> {
  const ask = async (code: string) => {
    const query = new URLSearchParams({ variable, where: `${name}:${code}`, by: 'sex' });
    const response = await fetch(`${field.address}/api/surveys/${field.survey}/estimates?${query}`);
    const text = await response.text();
    const { rows, n, coverage } = JSON.parse(text) as EstimateEnvelope;
    const headers = ['content-length', 'content-type', 'cache-control', 'content-encoding'].map((key) =>
      response.headers.get(key),
    );
    return { status: response.status, size: text.length, headers, rows, n, coverage };
  };
  const [first, second] = await Promise.all([ask(one), ask(other)]);
  return Object.keys(first).filter((key) => {
    const part = key as keyof typeof first;
    return JSON.stringify(first[part]) !== JSON.stringify(second[part]);
  });
}

/**
 * Looks for rows with the same share of as many people, in the same question, but another error, range or effective size:
 * these would tell something of their own.
 */
export class Ranges {
  readonly #known = new Map<string, string>();
  readonly telling: string[] = [];
  answers = 0;

  note({ variable, statistic, snapshot, rows }: EstimateEnvelope): void {
    this.answers += 1;
    for (const { state, weights, n, estimate, se, nEff, ciLow, ciHigh, cv, deff } of rows) {
      if (state !== 'shown') continue;
      const key = `${variable} ${statistic} ${weights} ${snapshot?.id} ${n} ${estimate}`;
      const range = `${se} ${nEff} ${ciLow} ${ciHigh} ${cv} ${deff}`;
      const known = this.#known.get(key);
      if (known === undefined) this.#known.set(key, range);
      else if (known !== range) this.telling.push(`${key}: ${range}`);
    }
  }
}
