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
 * Finds the answers that are nearly the same as an earlier one and could not well be so by chance. The first of those that
 * are alike is never among them, so put first what should stay unmarked.
 * @returns their ids
 */
export function nearDuplicates(answers: readonly Given[]): string[] {
  const { leaders, followers } = cluster(answers.filter(({ questions }) => questions.length >= leastItems));
  const rarity = rarityOf(leaders);
  const least = leastRarity(answers.length);
  return followers.filter((one) => rarity(one) >= least).map(({ id }) => id);
}

/** The first answer of its kind leads; those like it follow. */
function cluster(answers: readonly Given[]): { leaders: Given[]; followers: Given[] } {
  const buckets = new Map<number, Given[]>();
  const leaders: Given[] = [];
  const followers: Given[] = [];
  for (const answer of answers) {
    const keys = bandsOf(answer);
    if (keys.some((key) => buckets.get(key)?.some((one) => isAlike(one, answer)))) followers.push(answer);
    else {
      leaders.push(answer);
      for (const key of keys) keep(buckets, key, answer);
    }
  }
  return { leaders, followers };
}

function keep(buckets: Map<number, Given[]>, key: number, answer: Given): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [answer]);
  else if (bucket.length < mostCompared) bucket.push(answer);
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

/** So rare that among all pairs of so many answers one such pair by chance is expected once in a thousand times. */
const leastRarity = (answers: number) => Math.log2(Math.max(2, answers) ** 2 / 2) + 10;
