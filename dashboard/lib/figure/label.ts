/** Words for the codes of a figure, of whatever survey and variable. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Codebook, Language, Territory, Variable } from '../../../survey/contract.ts';
import { atStart, inSentence } from '../explore/scene.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface Labels {
  /** of a variable; a name that nobody knows any more stands for itself */
  readonly variable: (name: string) => string;
  /** of a category, or of a place where the variable is the territory */
  readonly code: (variable: string, code: string) => string;
  /** what a row is about: its territory, group and category */
  readonly row: (envelope: EstimateEnvelope, row: EstimateRow) => string;
  /** the same in a title: "Inglese, donne inattive" */
  readonly cited: (envelope: EstimateEnvelope, row: EstimateRow) => string;
  /** of whom a figure is: "Sesso: donna"; a territory with its kind: "provincia di Potenza" */
  readonly filter: (variable: string, codes: readonly string[]) => string;
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
  const placed = ({ level, name }: Territory) => m('figure.place', { level, name: name[language] });
  // a row of provinces must not be taken for one of towns; other rows have their kind over them
  const inRow = (one: Territory) => (one.level === 'province' ? atStart(placed(one)) : one.name[language]);
  const places = new Map(territories.map((one) => [one.code, inRow(one)]));
  const kinds = new Map(territories.map((one) => [one.code, placed(one)]));
  const level = (name: string) => levelIn(codebook, name);
  const variable = (name: string) => {
    const { measure, skill } = level(name) ?? {};
    if (measure && skill) return m('figure.skillLevel', { measure, skill: skill[language] });
    return known.get(name)?.label[language] ?? name;
  };
  const code = (name: string, value: string) =>
    level(name)?.codes.find((one) => one.code === value)?.label[language] ??
    (isTerritory(known.get(name)) ? places.get(value) : undefined) ??
    labelIn(known.get(name), value, language) ??
    value;
  const { list } = formats(language);
  const partsOf = ({ variable: measured, by, rows }: EstimateEnvelope, row: EstimateRow) => {
    const divided = by.map((one) => code(nameOf(one), String(row[nameOf(one)] ?? '')));
    const single = divided.length > 0 && rows.every(({ category }) => category === row.category);
    return { divided, category: row.category === null || single ? [] : [code(measured, row.category)] };
  };
  return {
    variable,
    code,
    row: (envelope, row) => {
      const { divided, category } = partsOf(envelope, row);
      return [...divided, ...category].join(' · ') || variable(envelope.variable);
    },
    cited: (envelope, row) => {
      const { divided, category } = partsOf(envelope, row);
      const [first, ...others] = [...category, ...divided];
      return [...(first === undefined ? [] : [first]), ...others.map(inSentence)].join(', ');
    },
    filter: (name, codes) => {
      if (isTerritory(known.get(name))) return list(codes.map((one) => kinds.get(one) ?? one));
      return `${variable(name)}: ${list(codes.map((one) => code(name, one)))}`;
    },
    division: (by) => {
      const level = levelOf(by);
      return level === null ? inSentence(variable(nameOf(by))) : m('figure.level', { level });
    },
  };
}

/** A level of a skill, `levelNow:english`: what is measured, of which skill; the steps of a gap stand for themselves. */
export function levelIn({ levels }: Codebook, name: string) {
  const [measure, code] = name.split(':');
  const of = levels?.measures.find((one) => one === measure);
  const skill = levels?.skills.find((one) => one.code === code);
  if (!levels || !of || !skill) return null;
  return { measure: of, skill: skill.label, codes: of === 'levelGap' ? [] : levels.scale };
}

const isTerritory = (variable: Variable | undefined) => variable?.role === 'territory';
const labelIn = (variable: Variable | undefined, code: string, language: Language) =>
  variable?.categories.find((one) => one.code === code)?.label[language];

/** `territory:province` → `territory`. */
const nameOf = (by: string): string => by.split(':')[0] ?? by;
const levelOf = (by: string): string | null => by.split(':')[1] ?? null;
