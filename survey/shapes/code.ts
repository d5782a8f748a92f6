/** Which property of a layer holds the codes of territories, and the codes as our list writes them. */
import type { OfficialLevel } from '../../data/shape-table.ts';
import { Problem } from '../../problem.ts';
import type { Layer, ShapeRecord } from './layer.ts';

/** As ISTAT names them; of a metropolitan city the list has the code of the province that it was. */
const istat: Readonly<Record<OfficialLevel, readonly string[]>> = {
  municipality: ['PRO_COM_T', 'PRO_COM'],
  province: ['COD_PROV', 'COD_UTS'],
  region: ['COD_REG'],
  country: [],
};
const digits: Readonly<Record<OfficialLevel, number>> = { municipality: 6, province: 3, region: 2, country: 0 };

/** A code as the list writes it: zeros in front that a number has lost, Eurostat's EL for Greece. */
export function codeOf(value: unknown, level: OfficialLevel): string | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (text === '') return null;
  if (level === 'country') return text === 'EL' ? 'GR' : text.toUpperCase();
  return /^\d+$/.test(text) ? text.padStart(digits[level], '0') : text;
}

/** The feature's own `id` counts as a property. */
export const valueOf = ({ id, properties }: ShapeRecord, property: string): unknown =>
  property in properties ? properties[property] : property === 'id' ? id : undefined;

interface Candidate {
  readonly property: string;
  readonly examples: readonly string[];
  readonly matches: number;
}

/**
 * The property with the codes: the one that was chosen, else ISTAT's own.
 * @param list  the codes of the list
 * @throws Problem shapes_need_property, which lists the properties with examples
 */
export function propertyOf(layer: Layer, list: ReadonlySet<string>, chosen: string | null): string {
  const candidates = candidatesOf(layer, list);
  const names = chosen === null ? istat[layer.level] : [chosen];
  const [best] = candidates
    .filter(({ property, matches }) => names.includes(property) && (chosen !== null || matches > 0))
    .sort((a, b) => b.matches - a.matches || names.indexOf(a.property) - names.indexOf(b.property));
  if (best) return best.property;
  const told = (word: string) =>
    candidates.map((one) => `${one.property} (${one.examples.join(', ')}…; ${one.matches} ${word})`).join('; ') || '–';
  const known = { it: told('riconosciuti'), en: told('recognised') };
  throw new Problem('shapes_need_property', { file: layer.file, known });
}

const fewExamples = 2;

function candidatesOf({ records, level }: Layer, known: ReadonlySet<string>): Candidate[] {
  const names = new Set(records.flatMap(({ properties }) => Object.keys(properties)));
  if (records.some(({ id }) => id !== undefined)) names.add('id');
  return [...names]
    .map((property): Candidate => {
      const values = records.map((record) => valueOf(record, property));
      const codes = values.map((value) => codeOf(value, level));
      const examples = values.filter((_, at) => codes[at] !== null).slice(0, fewExamples);
      const matches = codes.filter((code) => code !== null && known.has(code)).length;
      return { property, examples: examples.map((one) => String(one).trim().slice(0, 30)), matches };
    })
    .filter(({ examples }) => examples.length > 0)
    .sort((a, b) => b.matches - a.matches);
}

const names = ['COMUNE', 'DEN_UTS', 'DEN_PROV', 'DEN_REG', 'name', 'NAME', 'nome', 'NOME'];

/** What the file calls a record; empty where it does not say. */
export const nameOf = (record: ShapeRecord): string =>
  (names
    .map((name) => record.properties[name])
    .find((value) => typeof value === 'string' && value !== '-') as string) ?? '';
