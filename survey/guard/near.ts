/**
 * Answers that are nearly the same, found without comparing each with each. docs/decisions/0124-guard.md says how the
 * limits were chosen.
 */

/** An answer: the numbers of its questions, ascending, and beside each the number of what was answered. */
export interface Given {
  readonly id: string;
  readonly questions: Int32Array;
  readonly values: Int32Array;
}

/** Of the questions that one of the two answered, so many are equal in both. */
const alike = 0.95;
/** Who answered fewer questions than this is like many others without any fault. */
export const leastItems = 20;
/** Answers of a bucket that a new one is compared with. */
const mostCompared = 20;
/** One more than the differences of two answers to 140 questions that still count as alike. */
const bandCount = 8;

/**
 * Finds the answers that are nearly the same as an earlier one, where so many could not well be so by chance. The first of
 * those that are alike is never among them, so put first what should stay unmarked.
 * @returns their ids
 */
export function nearDuplicates(answers: readonly Given[]): string[] {
  const clusters = cluster(answers.filter(({ questions }) => questions.length >= leastItems));
  const rarity = rarityOf(clusters.map(({ leader }) => leader));
  const byChance = ({ leader, followers }: Cluster) => mayBeChance(rarity(leader), followers.length, answers.length);
  return clusters.flatMap((one) => (byChance(one) ? [] : one.followers.map(({ id }) => id)));
}

/** The first answer of its kind, and those like it. */
interface Cluster {
  readonly leader: Given;
  readonly followers: Given[];
}

function cluster(answers: readonly Given[]): Cluster[] {
  const buckets = new Map<number, Cluster[]>();
  const clusters: Cluster[] = [];
  for (const answer of answers) {
    const keys = bandsOf(answer);
    const like = keys.flatMap((key) => buckets.get(key) ?? []).find(({ leader }) => isAlike(leader, answer));
    if (like) like.followers.push(answer);
    else {
      const made = { leader: answer, followers: [] };
      clusters.push(made);
      for (const key of keys) keep(buckets, key, made);
    }
  }
  return clusters;
}

function keep(buckets: Map<number, Cluster[]>, key: number, made: Cluster): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [made]);
  else if (bucket.length < mostCompared) bucket.push(made);
}

/**
 * A key for what was answered in each band. Bands part the questions, so both of two answers have them alike; and with more
 * bands than differences, two that are alike are equal in one band at least.
 */
function bandsOf({ questions, values }: Given): number[] {
  const keys = new Uint32Array(bandCount);
  for (let at = 0; at < values.length; at++) {
    const band = questions[at]! % bandCount;
    keys[band] = Math.imul(keys[band]! ^ values[at]!, 0x9e3779b1) + 1;
  }
  return Array.from(keys, (key, band) => band * 2 ** 32 + key).filter((key) => key % 2 ** 32 !== 0);
}

function isAlike(one: Given, other: Given): boolean {
  let [at, beside, equal, either] = [0, 0, 0, 0];
  while (at < one.questions.length || beside < other.questions.length) {
    const own = one.questions[at] ?? Infinity;
    const its = other.questions[beside] ?? Infinity;
    if (own === its && one.values[at] === other.values[beside]) equal++;
    either++;
    if (own <= its) at++;
    if (its <= own) beside++;
  }
  return equal >= alike * either;
}

/** How much weight the guess has that a question has three answers, all as frequent, against what was answered. */
const guess = { weight: 20, answers: 3 };

/**
 * Bits of surprise of an answer among those that lead: a flood of equal answers counts once, or it would make itself
 * usual. Answers of one person hang together, so half of what independence would give.
 */
function rarityOf(leaders: readonly Given[]): (answer: Given) => number {
  const counts = new Map<number, number>();
  for (const { values } of leaders) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const all = leaders.length + guess.weight;
  const chance = (value: number) => ((counts.get(value) ?? 0) + guess.weight / guess.answers) / all;
  return ({ values }) => values.reduce((bits, value) => bits - Math.log2(chance(value)) / 2, 0);
}

/** Bits of certainty: chance would bring as many alike once in a thousand times, whichever answer is asked about. */
const certain = 10;

/**
 * Whether so many of all answers may be alike by chance, by the bound of Chernoff on a Poisson variable: of n answers
 * n·2^−rarity are expected to be like this one, and there are n to be like.
 */
function mayBeChance(rarity: number, followers: number, answers: number): boolean {
  if (followers === 0) return true;
  const expected = Math.log2(answers) - rarity;
  const surprise = followers * (Math.log2(followers) - Math.log2(Math.E) - expected);
  return surprise < Math.log2(answers) + certain;
}
