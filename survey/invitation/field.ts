/** Which column of a list holds what, guessed from its heading. */
import type { InviteeField } from '../contract.ts';

const words: Readonly<Record<InviteeField, readonly string[]>> = {
  email: ['email', 'mail', 'posta elettronica', 'pec', 'indirizzo email', 'e mail'],
  name: [
    'name',
    'nome',
    'nominativo',
    'nome e cognome',
    'cognome e nome',
    'ragione sociale',
    'denominazione',
    'company',
  ],
  street: ['street', 'via', 'indirizzo', 'address', 'via e numero', 'sede'],
  postcode: ['postcode', 'cap', 'zip', 'codice postale', 'postal code'],
  town: ['town', 'city', 'citta', 'localita', 'comune di residenza'],
  reference: ['reference', 'riferimento', 'codice', 'id', 'matricola', 'partita iva', 'code', 'key'],
  stratum: ['stratum', 'strato', 'strata', 'gruppo', 'classe', 'settore'],
  territory: ['territory', 'territorio', 'comune', 'istat', 'codice istat', 'codice comune', 'municipality'],
  language: ['language', 'lingua', 'lang'],
};

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What each heading seems to say; of two that say the same the first. */
export function guessFields(header: readonly string[]): (InviteeField | null)[] {
  const taken = new Set<InviteeField>();
  return header.map((heading) => {
    const found = (Object.keys(words) as InviteeField[]).find((field) => words[field].includes(plain(heading)));
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
}
