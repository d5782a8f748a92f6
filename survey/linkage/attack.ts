/** Tries to join codes and answers by one thing known of each, and says how often that is right. */
import { hash } from 'node:crypto';
import { streams, type Random } from '../random.ts';
import { tail, twoSided } from './chance.ts';
import type { Evidence, Trait } from './trait.ts';

/** One attack: of `of` guesses `hits` were right, where `expected` are by chance. */
export interface Attempt {
  readonly kind: Kind;
  readonly token: string;
  readonly response: string;
  readonly of: number;
  readonly hits: number;
  readonly expected: number;
  /** how likely so many hits or more are by chance */
  readonly p: number;
}

/**
 * `rank`: who is at the same place in both orders. `near`: at about the same place. `order`: of two, whose code comes first
 * has the first answer. `value`: whose value is nearest. `equal`: whose value is the same, also once hashed or turned over.
 */
export type Kind = 'rank' | 'near' | 'order' | 'value' | 'equal';

/** All attacks together find something by chance less often than this. */
export const significance = 0.001;

/** Fewer people, or values, cannot be told from chance. */
const fewest = 20;

export function attack({ tokens, responses }: Omit<Evidence, 'logs'>, seed: string): Attempt[] {
  const random = streams(seed)(0);
  const telling = (trait: Trait) => new Set(trait.values.filter((value) => value !== null)).size >= fewest;
  const [codes, answers] = [tokens.filter(telling), responses.filter(telling)];
  return codes.flatMap((token) => answers.flatMap((response) => attempts(token, response, random)));
}

/** Those that are better than chance. */
export const found = (all: readonly Attempt[]): Attempt[] => all.filter(({ p }) => p < significance / all.length);

type Value = number | string;
type Couple = readonly [token: Value, response: Value];

function attempts(token: Trait, response: Trait, random: Random): Attempt[] {
  const couples = token.values.flatMap((value, person): Couple[] => {
    const other = response.values[person] ?? null;
    return value === null || other === null ? [] : [[value, other]];
  });
  if (couples.length < fewest) return [];
  const about = { token: token.name, response: response.name };
  const told = (kind: Kind, { of, hits, expected, p }: Omit<Attempt, 'kind' | 'token' | 'response'>) => ({
    ...about,
    ...{ kind, of, hits, expected, p },
  });
  const ranks = [0, 1].map((side) =>
    ranksOf(
      couples.map((couple) => couple[side]!),
      random,
    ),
  );
  const comparable = couples.every(([one, other]) => typeof one === typeof other);
  return [
    told('rank', byRank(ranks, 0)),
    told('near', byRank(ranks, Math.ceil(couples.length / 100))),
    told('order', byOrder(ranks, random)),
    ...(comparable ? [told('value', byValue(couples)), told('equal', byEquality(couples))] : []),
  ];
}

/** The place of each in the order of the values; equal ones in random order. */
function ranksOf(values: readonly Value[], random: Random): number[] {
  const drawn = values.map((value, index) => ({ value, index, at: random.next() }));
  drawn.sort((a, b) => compare(a.value, b.value) || a.at - b.at);
  const ranks = Array.from({ length: values.length }, () => 0);
  for (const [rank, { index }] of drawn.entries()) ranks[index] = rank;
  return ranks;
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function byRank([codes, answers]: readonly (readonly number[])[], around: number) {
  const of = codes!.length;
  let [hits, expected] = [0, 0];
  for (const [person, rank] of codes!.entries()) {
    const [from, upto] = [Math.max(0, rank - around), Math.min(of - 1, rank + around)];
    expected += (upto - from + 1) / of;
    if (answers![person]! >= from && answers![person]! <= upto) hits += 1;
  }
  return { of, hits, expected, p: tail(hits, of, expected / of) };
}

/** In pairs that have nobody in common, so that each is a guess of its own. */
function byOrder([codes, answers]: readonly (readonly number[])[], random: Random) {
  const shuffled = ranksOf(
    codes!.map(() => 0),
    random,
  );
  const of = Math.floor(shuffled.length / 2);
  let hits = 0;
  for (let pair = 0; pair < of; pair++) {
    const [one, other] = [shuffled[2 * pair]!, shuffled[2 * pair + 1]!];
    if (codes![one]! < codes![other]! === answers![one]! < answers![other]!) hits += 1;
  }
  return { of, hits, expected: of / 2, p: twoSided(hits, of) };
}

/** Numbers by distance, words by how much of their beginning they share. */
function byValue(couples: readonly Couple[]) {
  const answers = couples.map(([, value]) => value).sort(compare);
  const counts = countsOf(answers);
  const distinct = [...counts.keys()];
  let [hits, expected] = [0, 0];
  for (const [token, own] of couples) {
    const nearest = nearestOf(distinct, token);
    if (nearest.includes(own)) hits += 1;
    expected += nearest.reduce<number>((sum, value) => sum + counts.get(value)!, 0) / couples.length;
  }
  return { of: couples.length, hits, expected, p: tail(hits, couples.length, expected / couples.length) };
}

/** @param sorted  distinct values */
function nearestOf(sorted: readonly Value[], wanted: Value): Value[] {
  let [from, upto] = [0, sorted.length];
  while (from < upto) {
    const middle = (from + upto) >>> 1;
    if (compare(sorted[middle]!, wanted) < 0) from = middle + 1;
    else upto = middle;
  }
  const around = [sorted[from - 1], sorted[from]].filter((value) => value !== undefined);
  const best = Math.max(...around.map((value) => closeness(value, wanted)));
  return around.filter((value) => closeness(value, wanted) === best);
}

function closeness(one: Value, other: Value): number {
  if (typeof one === 'number') return -Math.abs(one - Number(other));
  const text = String(other);
  let shared = 0;
  while (shared < one.length && one[shared] === text[shared]) shared += 1;
  return shared;
}

/** An identifier may have been made from the other one. */
const makings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => [...text].reverse().join(''),
  (text) => text.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16)),
  ...['md5', 'sha1', 'sha256', 'sha512'].map((algorithm) => (text: string) => uuidOf(hash(algorithm, text, 'hex'))),
];

const uuidOf = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');

function byEquality(couples: readonly Couple[]) {
  const of = couples.length;
  const answers = countsOf(couples.map(([, value]) => String(value)));
  let best = { of, hits: 0, expected: 0, p: 1 };
  for (const make of makings) {
    const codes = couples.map(([value]) => make(String(value)));
    const hits = couples.filter(([, value], person) => codes[person] === String(value)).length;
    const expected = codes.reduce((sum, code) => sum + (answers.get(code) ?? 0) / of, 0);
    const p = Math.min(1, makings.length * tail(hits, of, expected / of));
    if (p < best.p) best = { of, hits, expected, p };
  }
  return best;
}

function countsOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
