/** What is keyed from a sheet, as an answer: codes of choices, numbers, words, names. */
import type { PaperChoice, PaperItem } from '../../../survey/contract.ts';

export type KeyFault = 'code' | 'tooMany' | 'number' | 'range' | 'name' | 'many';

/** `words`: what it means, to look at; `fault` with the part that is wrong. */
export interface Keyed {
  readonly value: unknown;
  readonly words: string;
  readonly fault: { readonly kind: KeyFault; readonly part: string } | null;
}

const empty: Keyed = { value: undefined, words: '', fault: null };
const wrong = (kind: KeyFault, part: string): Keyed => ({ value: undefined, words: '', fault: { kind, part } });

/** @param items  of the whole sheet: a reference names choices of earlier ones */
export function readKeys(item: PaperItem, typed: string, items: readonly PaperItem[]): Keyed {
  const text = typed.trim();
  if (text === '') return empty;
  switch (item.kind) {
    case 'text':
      return { value: text, words: '', fault: null };
    case 'number':
      return numberOf(item, text);
    case 'list':
      return named(item, text);
    case 'one':
      return coded(item.choices, text.split(/[\s,]+/), 1, false);
    case 'many':
      return coded(item.choices, text.split(/[\s,;]+/), item.most, true);
    case 'reference':
      return coded(referable(item, items), text.split(/[\s,;]+/), item.most, item.most !== 1);
  }
}

/** The own choices, and those of the questions that it may name, as `12.3`. */
const referable = (item: PaperItem, items: readonly PaperItem[]): PaperChoice[] => [
  ...item.choices,
  ...items
    .filter(({ number }) => item.from.includes(number))
    .flatMap(({ number, choices }) => choices.map((choice) => ({ ...choice, code: `${number}.${choice.code}` }))),
];

function coded(choices: readonly PaperChoice[], codes: readonly string[], most: number | null, many: boolean): Keyed {
  const found = [...new Set(codes)].map((code) => ({ code, choice: choices.find((one) => one.code === code) }));
  const unknown = found.find(({ choice }) => !choice);
  if (unknown) return wrong('code', unknown.code);
  if (!many && found.length > 1) return wrong('many', codes.join(' '));
  if (most !== null && found.length > most) return wrong('tooMany', String(most));
  const chosen = found.map(({ choice }) => choice!);
  const words = chosen.map(({ text }) => text).join('; ');
  return { value: many ? chosen.map(({ value }) => value) : chosen[0]?.value, words, fault: null };
}

function numberOf({ range: [least, most] }: PaperItem, text: string): Keyed {
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) return wrong('number', text);
  if ((least !== null && value < least) || (most !== null && value > most))
    return wrong('range', `${least ?? ''}–${most ?? ''}`);
  return { value, words: '', fault: null };
}

/** By its name, or a beginning that no other has; accents and capitals make no difference; or by the code of the codebook. */
function named({ choices }: PaperItem, text: string): Keyed {
  const wanted = plain(text);
  const exact = choices.filter((one) => plain(one.text) === wanted || one.value === text);
  const found = exact.length > 0 ? exact : choices.filter((one) => plain(one.text).startsWith(wanted));
  const [only] = found;
  if (!only || found.length > 1) return wrong('name', text);
  return { value: only.value, words: only.text, fault: null };
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, "'").toLowerCase();
