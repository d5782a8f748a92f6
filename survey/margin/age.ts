/** Ages as surveys and as ISTAT write them: whole years, both ends inside. */

export interface AgeRange {
  readonly from: number;
  /** Infinity where it has no end */
  readonly to: number;
}

type Reading = readonly [pattern: RegExp, range: (first: number, second: number) => AgeRange];

const surveyReadings: readonly Reading[] = [
  [/^(\d+)-(\d+)$/, (from, to) => ({ from, to })],
  [/^(\d+)plus$/, (from) => ({ from, to: Infinity })],
  [/^under(\d+)$/, (end) => ({ from: 0, to: end - 1 })],
];

const istatReadings: readonly Reading[] = [
  [/^TOTAL$/, () => ({ from: 0, to: Infinity })],
  [/^Y(\d+)$/, (from) => ({ from, to: from })],
  [/^Y(\d+)-(\d+)$/, (from, to) => ({ from, to })],
  [/^Y_GE(\d+)$/, (from) => ({ from, to: Infinity })],
  [/^Y_UN(\d+)$/, (to) => ({ from: 0, to })],
];

/** The ages of a category such as `16-24`, `65plus`, `under16`; null for one that is no class of age. */
export const surveyAge = (code: string): AgeRange | null => read(surveyReadings, code);

/** The ages of a code of ISTAT's list CL_ETA1, such as `Y16`, `Y16-24`, `Y_GE65`, `Y_UN17`, `TOTAL`; null for others. */
export const istatAge = (code: string): AgeRange | null => read(istatReadings, code);

function read(readings: readonly Reading[], code: string): AgeRange | null {
  for (const [pattern, range] of readings) {
    const found = pattern.exec(code);
    if (found) return range(Number(found[1]), Number(found[2]));
  }
  return null;
}

/** A class of age of the survey, or several that a source does not tell apart. */
export interface AgeGroup extends AgeRange {
  readonly codes: readonly string[];
}

/**
 * Puts neighbouring classes together until no band of the source lies in two of them. Classes that leave a gap are never
 * put together.
 * @param classes  of the survey, by age
 */
export function fittingGroups(classes: readonly AgeGroup[], bands: readonly AgeRange[]): AgeGroup[] {
  const groups: AgeGroup[] = [];
  for (const one of classes) {
    const last = groups.at(-1);
    const isCut = last && bands.some(({ from, to }) => from <= last.to && to >= one.from);
    if (isCut) groups.splice(-1, 1, { from: last.from, to: one.to, codes: [...last.codes, ...one.codes] });
    else groups.push(one);
  }
  return groups;
}
