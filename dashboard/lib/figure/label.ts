/** Words for the codes of a figure, of whatever survey and variable. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Codebook, Language, Territory, Variable } from '../../../survey/contract.ts';
import type { Messages } from '../messages.ts';

export interface Labels {
  /** of a variable; a name that nobody knows any more stands for itself */
  readonly variable: (name: string) => string;
  /** of a category, or of a place where the variable is the territory */
  readonly code: (variable: string, code: string) => string;
  /** what a row is about: its territory, group and category */
  readonly row: (envelope: EstimateEnvelope, row: EstimateRow) => string;
  /** what a figure is divided by: "territorio (province)" */
  readonly division: (by: string) => string;
}

export function labelsOf(
  codebook: Codebook,
  territories: readonly Territory[],
  language: Language,
  m: Messages,
): Labels {
  const known = new Map(codebook.variables.map((one) => [one.name, one]));
  const places = new Map(territories.map((one) => [one.code, one.name[language]]));
  const variable = (name: string) => known.get(name)?.label[language] ?? name;
  const code = (name: string, value: string) =>
    (isTerritory(known.get(name)) ? places.get(value) : undefined) ??
    labelIn(known.get(name), value, language) ??
    value;
  return {
    variable,
    code,
    row: ({ variable: measured, by }, row) =>
      [
        ...by.map((one) => code(nameOf(one), String(row[nameOf(one)] ?? ''))),
        ...(row.category === null ? [] : [code(measured, row.category)]),
      ].join(' · ') || variable(measured),
    division: (by) => {
      const level = levelOf(by);
      return level === null ? variable(nameOf(by)) : m('figure.level', { what: variable(nameOf(by)), level });
    },
  };
}

const isTerritory = (variable: Variable | undefined) => variable?.role === 'territory';
const labelIn = (variable: Variable | undefined, code: string, language: Language) =>
  variable?.categories.find((one) => one.code === code)?.label[language];

/** `territory:province` → `territory`. */
const nameOf = (by: string): string => by.split(':')[0] ?? by;
const levelOf = (by: string): string | null => by.split(':')[1] ?? null;
