/** Codes of a file beside those that are here. */
import type { Connection } from '../../data/database.server.ts';
import { canonicalJson } from '../canonical.ts';
import { findCodes } from './here.ts';
import { says, type FileFault } from './fault.ts';
import { derivedGuid } from './guid.ts';
import type { IncomingCode } from './material.ts';
import { insertCodes, type Bringing } from './store.ts';

export interface Brought {
  readonly added: number;
  readonly already: number;
  /** identifiers of the file that another programme here has, and what stands for them in this one */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Adds the codes that are not here. One that another programme has gets an identifier of its own, always the same, so
 * that a codebook can be used twice.
 */
export async function bringCodes(
  tx: Connection,
  codes: readonly IncomingCode[],
  bringing: Bringing,
  faults: FileFault[],
): Promise<Brought> {
  const { programme } = bringing;
  const elsewhere = (await findCodes(tx, codes)).filter((one) => one.programme !== programme);
  const names = new Map(elsewhere.map(({ id }) => [id, derivedGuid('code', programme, id)]));
  const own = codes.map((code) => ({
    ...code,
    id: names.get(code.id) ?? code.id,
    parent: code.parent === null ? null : (names.get(code.parent) ?? code.parent),
  }));
  const here = new Map((await findCodes(tx, own)).map((code) => [code.id, code]));
  const fresh = own.filter(({ id }) => !here.has(id));
  for (const code of own) {
    const known = here.get(code.id);
    if (known && contentOf(known) !== contentOf({ ...code, colour: code.colour ?? known.colour }))
      faults.push({ path: code.path, code: 'differs', says: says.differs });
  }
  if (faults.length === 0) await insertCodes(tx, fresh, bringing);
  return { added: fresh.length, already: own.length - fresh.length, names };
}

type Content = Pick<IncomingCode, 'labels' | 'description' | 'skill' | 'colour' | 'state'>;

/** Where a code hangs and in which order may have changed since: that is no other content. */
const contentOf = ({ labels, description, skill, colour, state }: Content): string =>
  canonicalJson({ labels, description, skill, colour: colour?.toUpperCase() ?? null, state });

/** Codings under the identifiers that their codes have here. */
export const renamed = <S extends { readonly codings: readonly { readonly code: string }[] }>(
  sessions: readonly S[],
  names: Brought['names'],
): S[] =>
  sessions.map((session) => ({
    ...session,
    codings: session.codings.map((coding) => ({ ...coding, code: names.get(coding.code) ?? coding.code })),
  }));
