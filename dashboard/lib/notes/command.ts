/**
 * What can be done without leaving the line that is being written: a dot and a letter or number, at its beginning with a
 * space after it, or at its end. Nothing of a keyboard, a browser or a screen reader is taken: a dot before a letter
 * is never typed by itself.
 */
import type { StatementKind } from '../../../survey/contract.ts';

export type Command =
  | { readonly kind: StatementKind }
  /** 0: nobody in particular */
  | { readonly participant: number }
  | { readonly turn: 1 | -1 };

/** The letter of each kind, in the language of the page. */
export type Letters = Readonly<Record<StatementKind, string>>;

export interface Reading {
  /** the line without its commands */
  readonly text: string;
  readonly commands: readonly Command[];
}

const first = /^\s*\.(\p{L}|\d{1,2}|[+-])\s/u;
const last = /(?:^|\s)\.(\p{L}|\d{1,2}|[+-])\s*$/u;

/** While somebody types: what stands at the beginning, as soon as the space after it is there. */
export function readBeginning(line: string, letters: Letters): Reading {
  const found = first.exec(line);
  const command = found && commandOf(found[1]!, letters);
  if (!found || !command) return { text: line, commands: [] };
  const rest = readBeginning(line.slice(found[0].length), letters);
  return { text: rest.text, commands: [command, ...rest.commands] };
}

/** When the line is stored: also what stands at its end. */
export function readLine(line: string, letters: Letters): Reading {
  const { text, commands } = readBeginning(`${line} `, letters);
  return readEnd(text.trim(), letters, commands);
}

function readEnd(text: string, letters: Letters, before: readonly Command[]): Reading {
  const found = last.exec(text);
  const command = found && commandOf(found[1]!, letters);
  if (!found || !command) return { text, commands: before };
  const rest = readEnd(text.slice(0, found.index).trim(), letters, []);
  return { text: rest.text, commands: [...before, ...rest.commands, command] };
}

function commandOf(sign: string, letters: Letters): Command | null {
  if (sign === '+') return { turn: 1 };
  if (sign === '-') return { turn: -1 };
  if (/\d/.test(sign)) return { participant: Number(sign) };
  const found = Object.entries(letters).find(([, letter]) => letter === sign.toLocaleLowerCase());
  return found ? { kind: found[0] as StatementKind } : null;
}
