import { createHash } from 'node:crypto';

/** A stream of pseudo-random values; the same seed gives the same stream on every machine. */
export interface Random {
  /** uniform in [0, 1) */
  next(): number;
  /** uniform in 0 … 2³² − 1 */
  word(): number;
}

/**
 * Streams under one seed, one for each number, independent of the order in which they are asked for.
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), state from SHA-256 of the seed and the stream's number, 12 rounds
 * of warming up.
 */
export function streams(seed: string): (stream: number) => Random {
  const digest = createHash('sha256').update(seed).digest();
  const [a, b, c] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8)];
  return (stream) => {
    const random = sfc32(a ^ Math.imul(stream, 0x9e3779b1), b + stream, c);
    for (let round = 0; round < 12; round++) random.word();
    return random;
  };
}

function sfc32(first: number, second: number, third: number): Random {
  let [a, b, c, counter] = [first | 0, second | 0, third | 0, 1];
  const word = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  return { word, next: () => word() / 4_294_967_296 };
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUID in the form of version 4 (RFC 9562), from the stream. */
export function uuidFrom(random: Random): string {
  const eight = (word: number) =>
    hex[word >>> 24]! + hex[(word >>> 16) & 255]! + hex[(word >>> 8) & 255]! + hex[word & 255]!;
  const first = eight(random.word());
  const second = eight((random.word() & 0xffff0fff) | 0x4000);
  const third = eight((random.word() & 0x3fffffff) | 0x80000000);
  const text = eight(random.word());
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${text}`;
}

/** A choice by weights: the index, with probability weight / sum. Weights are ≥ 0 and not all 0. */
export const weighted = (random: Random, weights: ArrayLike<number>): number => weightedAt(random.next(), weights);

/** The choice that a value drawn between 0 and 1 makes. */
export function weightedAt(drawn: number, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) sum += weights[index]!;
  let rest = drawn * sum;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index]! <= 0) continue;
    last = index;
    rest -= weights[index]!;
    if (rest < 0) return index;
  }
  return last;
}

/** `size` different indices of `weights`, drawn one after the other by weight; fewer when fewer are above 0. */
export function weightedSample(random: Random, weights: readonly number[], size: number): number[] {
  const left = [...weights];
  const chosen: number[] = [];
  while (chosen.length < size && left.some((weight) => weight > 0)) {
    const index = weighted(random, left);
    chosen.push(index);
    left[index] = 0;
  }
  return chosen;
}
