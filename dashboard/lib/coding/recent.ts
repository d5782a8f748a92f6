/** The codes that the digits 1 to 9 give. */
export interface Recent {
  /** code by digit, the first for 1; a code keeps its digit while it is here */
  readonly slots: readonly string[];
  /** the same codes, the last used first */
  readonly used: readonly string[];
}

export const none: Recent = { slots: [], used: [] };
const digits = 9;

/** After a code was given: a new one takes a free digit, else the one that was not used for longest. */
export function afterUse({ slots, used }: Recent, code: string): Recent {
  const now = [code, ...used.filter((one) => one !== code)].slice(0, digits);
  if (slots.includes(code)) return { slots, used: now };
  if (slots.length < digits) return { slots: [...slots, code], used: now };
  const oldest = used.at(-1);
  return { slots: slots.map((one) => (one === oldest ? code : one)), used: now };
}

/** As if these had been given one after the other; those that are no codes any more have no digit. */
export const recentOf = (given: readonly string[], known: readonly string[]): Recent =>
  given.filter((code) => known.includes(code)).reduce(afterUse, none);
