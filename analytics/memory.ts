/** Answers that were given before: a snapshot never changes, and a reader who changes one filter asks the rest again. */
import type { EstimateEnvelope } from './contract.ts';

export interface Memory {
  /** The answer kept under the key, else the one that `make` gives, kept from now on. */
  recall(key: string, make: () => EstimateEnvelope): EstimateEnvelope;
}

/** @param mostRows  when more rows than these are kept, all are forgotten; a row takes about half a kilobyte */
export function createMemory(mostRows = 50_000): Memory {
  const answers = new Map<string, EstimateEnvelope>();
  let rows = 0;
  return {
    recall(key, make) {
      const known = answers.get(key);
      if (known) return known;
      const answer = make();
      if (rows > mostRows) answers.clear();
      rows = answer.rows.length + (rows > mostRows ? 0 : rows);
      answers.set(key, answer);
      return answer;
    },
  };
}
