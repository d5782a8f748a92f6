/** What a line of margins.csv counts: a category of one variable, or of several crossed, or several categories together. */

export interface MarginPart {
  readonly variable: string;
  /** the categories that are counted together */
  readonly categories: readonly string[];
}

/** Stands between the variables of a crossing, and between their categories. */
export const crossing = '*';
/** Stands between categories that are counted together. */
export const together = '|';

/**
 * `sex*ageClass` with `f*16-24|25-29` counts women of one of two classes of age.
 * @returns a part for each variable; null when variable and category have not as many
 */
export function marginParts(variable: string, category: string): MarginPart[] | null {
  const [variables, categories] = [variable.split(crossing), category.split(crossing)];
  if (variables.length !== categories.length) return null;
  return variables.map((name, place) => ({ variable: name, categories: (categories[place] ?? '').split(together) }));
}
