/** The same counts by walking the answers one by one: slow, plain, and written without looking at the SQL. */
import { mainGroup, territories, type Answer } from './survey.ts';

/** The numbers an answer has in a variable or dimension; null when it is not in the base. */
export function valuesOf(answer: Answer, name: string): readonly number[] | null {
  const place = territories.find((one) => one.id === answer.municipality);
  const parent = (code: string | null | undefined) =>
    territories.filter((one) => one.code === code).map((one) => one.id);
  const positive = (value: number) => (value > 0 ? [value] : null);
  switch (name) {
    case 'region':
      return place ? [1] : null;
    case 'province':
      return place ? parent(place.province) : null;
    case 'area':
      return place ? parent(place.area) : null;
    case 'municipality':
      return place ? [place.id] : null;
    case 'targetGroup':
      return [1, 2, 3].filter((number) => Math.floor(answer.groups / 2 ** (number - 1)) % 2 === 1);
    case 'mainGroup':
      return [mainGroup(answer.groups)];
    case 'need':
      return answer.need;
    case 'sex':
      return positive(answer.sex);
    case 'ageClass':
      return positive(answer.ageClass);
    case 'englishNow':
      return positive(answer.englishNow);
    case 'toTrain':
      return answer.toTrain && [answer.toTrain.reduce((sum, one) => sum + one, 0)];
    case 'disability':
      return positive(answer.disability);
    default:
      throw new Error(`no variable ${name}`);
  }
}

/** Whether an answer has one of these numbers in each of these dimensions. */
export type Domain = readonly { readonly name: string; readonly numbers: readonly number[] }[];

export function counted(
  answers: readonly Answer[],
  variable: string,
  domain: Domain,
): { base: number; y: Map<number, number> } {
  const here = answers
    .filter((answer) => answer.marks < 2)
    .filter((answer) =>
      domain.every(({ name, numbers }) => (valuesOf(answer, name) ?? []).some((one) => numbers.includes(one))),
    );
  const y = new Map<number, number>();
  let base = 0;
  for (const answer of here) {
    const values = valuesOf(answer, variable);
    if (values === null) continue;
    base += 1;
    for (const value of values) y.set(value, (y.get(value) ?? 0) + 1);
  }
  return { base, y };
}
