/** What an attack found, in words that a privacy officer can follow. */
import { cellWords, type Cell } from './figure.ts';
import { addMultiple, prime, residue } from './modular.ts';
import { RowSpace, type Row } from './row-space.ts';
import { isTooFew, peopleOf, type Equation, type System } from './system.ts';

/** `people`: persons it is about; `words`: who they are and how they are had. */
export interface Finding {
  readonly attack: string;
  readonly people: readonly number[];
  readonly words: string;
}

/** An attack looks at a system and says what it found. */
export type Attack = (system: System) => Finding[];

/** How a row that the figures tell is had from them: `+ area PZ1 − municipality 076001`; the shortest it comes upon. */
export function derivation(system: System, row: Row): string {
  const basis = independent(system.equations);
  const terms = factors(basis, row, system.columns.length).flatMap((factor, place) =>
    factor === 0 ? [] : [`${signed(factor)} ${equationWords(basis[place]!)}`],
  );
  const more = terms.length > 6 ? ` … (${terms.length} figures)` : '';
  return terms.slice(0, 6).join(' ') + more;
}

const momentWords = (moment: number) => (moment === 0 ? '' : ` (publication ${moment + 1})`);

export function equationWords({ figures: [figure] }: Equation): string {
  if (!figure) return '';
  return `[${figure.cells.map(cellWords).join(' and ')}${momentWords(figure.moment)}]`;
}

/** Small factors as whole numbers; others are fractions, modulo the prime. */
const signed = (factor: number) => {
  const near = factor > prime / 2 ? factor - prime : factor;
  if (Math.abs(near) > 1000) return '± part of';
  const times = Math.abs(near) === 1 ? '' : ` ${Math.abs(near)} ×`;
  return `${near < 0 ? '−' : '+'}${times}`;
};

/** Large cells first: what is left out of a large one is the shortest story. */
function independent(equations: readonly Equation[]): Equation[] {
  const space = new RowSpace();
  const sized = equations.map((one) => ({ one, size: Array.from(one.row).reduce((sum, value) => sum + value, 0) }));
  const bySize = sized.toSorted((a, b) => b.size - a.size).map(({ one }) => one);
  return bySize.filter(({ row }) => space.add(row));
}

/** How often each of the equations enters; they must be independent, and the row one of their combinations. */
function factors(basis: readonly Equation[], row: Row, width: number): number[] {
  const space = new RowSpace();
  basis.forEach((one, place) => space.add(withPlace(one.row, width, basis.length, place)));
  const left = Float64Array.from(withPlace(row, width, basis.length, null), residue);
  space.rows.forEach((one, place) => {
    const factor = left[space.pivots[place]!] ?? 0;
    if (factor !== 0) addMultiple(left, prime - factor, one);
  });
  return Array.from(left.subarray(width), (value) => residue(-value));
}

function withPlace(row: Row, width: number, more: number, place: number | null): Float64Array {
  const long = new Float64Array(width + more);
  long.set(row);
  if (place !== null) long[width + place] = 1;
  return long;
}

/** A finding about the people of a row. @param how  words for how it is had; by default the figures it follows from */
export function findingOf(system: System, attack: string, row: Row, about: Cell | null, how?: string): Finding {
  const people = peopleOf(system, row);
  const whom = about === null ? profileWords(system, row) : cellWords(about);
  const question = system.variable === null ? '' : `, what they said of ${system.variable}`;
  return { attack, people, words: `the ${people.length} of ${whom}${question}: ${how ?? derivation(system, row)}` };
}

function profileWords({ columns }: System, row: Row): string {
  const profiles = columns.flatMap(({ versions: [one] }, place) => (one && row[place] !== 0 ? [one.profile] : []));
  const told = profiles.slice(0, 3).map((profile) => `(${Object.values(profile).flat().join(' ')})`);
  return told.join(' and ') + (profiles.length > 3 ? ' and others' : '');
}

/** Findings of rows that are about too few people. A derivation is for reading: the first has one. */
export const tooFew = (system: System, attack: string, rows: readonly Row[]): Finding[] =>
  rows
    .filter((row) => isTooFew(system, row))
    .map((row, place) => findingOf(system, attack, row, null, place === 0 ? undefined : likewise));

export const likewise = 'follows likewise';

/** All persons that some finding is about. */
export const found = (findings: readonly Finding[]): number => new Set(findings.flatMap(({ people }) => people)).size;
