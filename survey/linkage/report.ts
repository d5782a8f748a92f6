/** What the attacks came to, in lines that somebody who is no statistician can check. */
import { attack, found, significance, type Attempt } from './attack.ts';
import type { Evidence } from './trait.ts';

/** Attacks on one state of the data. */
export interface Round {
  readonly name: string;
  readonly attempts: readonly Attempt[];
  readonly logs: readonly string[];
}

export const roundOf = (name: string, evidence: Evidence, seed: string): Round => ({
  ...{ name, attempts: attack(evidence, seed), logs: evidence.logs },
});

/** By what codes and answers were tried to be joined. */
const ways: Readonly<Record<string, (attempt: Attempt) => boolean>> = {
  order: ({ kind, token, response }) => kind !== 'equal' && kind !== 'value' && !isBytes(token) && !isBytes(response),
  'time and number': ({ kind, token, response }) => kind === 'value' && !isBytes(token) && !isBytes(response),
  'the same or a made identifier': ({ kind }) => kind === 'equal',
  'place in the files': ({ kind, token, response }) => kind !== 'equal' && (isBytes(token) || isBytes(response)),
};
const isBytes = (name: string) => name.startsWith('bytes of ');

/** What is better than chance, all rounds together, in words. */
export function findings(rounds: readonly Round[]): string[] {
  const logs = new Set(rounds.flatMap((round) => round.logs));
  return [
    ...found(rounds.flatMap(({ attempts }) => attempts)).map(inWords),
    ...[...logs].map((log) => `${log} holds batches in the order in which they came`),
  ];
}

export function linesOf(rounds: readonly Round[]): string[] {
  const all = rounds.flatMap(({ attempts }) => attempts);
  const limit = significance / all.length;
  const lines = rounds.flatMap(({ name, attempts }) => [
    `${name}:`,
    ...Object.keys(ways).map((way) => lineOf(way, attempts)),
  ]);
  return [
    ...lines,
    ...findings(rounds).map((one) => `  FOUND ${one}`),
    `${all.length} attacks; better than chance would be one with p under ${limit.toExponential(1)}: ${found(all).length} found`,
  ];
}

function lineOf(way: string, attempts: readonly Attempt[]): string {
  const own = attempts.filter(ways[way]!);
  if (own.length === 0) return `  by ${way}: nothing to try`;
  const best = own.reduce((one, other) => (other.p < one.p ? other : one));
  return `  by ${way}: ${own.length} attacks, the best: ${inWords(best)}`;
}

/** One attack in words. */
export function inWords({ kind, token, response, hits, of, expected, p }: Attempt): string {
  const guesses = `${hits} of ${of} right, ${expected.toFixed(1)} by chance`;
  return `${token} with ${response} (${kind}): ${guesses}, p = ${p.toPrecision(2)}`;
}
