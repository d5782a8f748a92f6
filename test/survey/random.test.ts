import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { streams, uuidFrom, weighted, weightedSample } from '../../survey/random.ts';

const shares = (size: number, draws: number, draw: () => number) => {
  const counts = new Array<number>(size).fill(0);
  for (let index = 0; index < draws; index++) counts[draw()]! += 1;
  return counts.map((count) => count / draws);
};

describe('seeded randomness', () => {
  it('gives the same stream for the same seed, whatever was asked before', () => {
    const [once, again] = [streams('seed'), streams('seed')];
    const words = Array.from({ length: 5 }, () => 0);
    again(1).word();
    expect(words.map(once(7).word)).toEqual(words.map(again(7).word));
    expect(words.map(once(7).word)).not.toEqual(words.map(once(8).word));
    expect(words.map(once(7).word)).not.toEqual(words.map(streams('other')(7).word));
  });

  it('is uniform within and between streams', () => {
    const within = streams('seed')(0);
    let stream = 0;
    for (const draw of [() => within.next(), () => streams('between')(stream++).next()])
      for (const share of shares(10, 20_000, () => Math.floor(draw() * 10))) expect(share).toBeCloseTo(0.1, 1.9);
  });

  it('makes different identifiers of the form that intake takes', () => {
    const stream = streams('seed');
    const ids = Array.from({ length: 2_000 }, (_, index) => uuidFrom(stream(index)));
    expect(ids.filter((id) => !z.uuidv4().safeParse(id).success)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('chooses by weight and never what weighs nothing', () => {
    const random = streams('seed')(0);
    const [a, b, c] = shares(3, 20_000, () => weighted(random, [1, 0, 3]));
    expect(a).toBeCloseTo(0.25, 1.9);
    expect(b).toBe(0);
    expect(c).toBeCloseTo(0.75, 1.9);
    expect(weightedSample(random, [1, 0, 3, 2], 5).toSorted()).toEqual([0, 2, 3]);
  });
});
