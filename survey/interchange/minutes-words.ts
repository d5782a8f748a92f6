import type { Language, StatementKind } from '../contract.ts';

export interface MinutesWords {
  readonly heldOn: string;
  readonly place: string;
  readonly groups: string;
  readonly people: string;
  readonly other: string;
  readonly translation: string;
  readonly foot: string;
  readonly kinds: Readonly<Record<StatementKind, string>>;
  leftOut(count: number): string;
  ranking(forms: number): string;
  points(count: number): string;
  firsts(count: number): string;
}

/** The words of minutes as text. */
export const minutesWords: Readonly<Record<Language, MinutesWords>> = {
  it: {
    ...{ heldOn: 'Data', place: 'Luogo', groups: 'Di chi si è parlato', people: 'Chi ha partecipato' },
    ...{ other: 'Altri interventi', translation: 'traduzione' },
    foot: 'Verbale senza nomi: contiene solo le parole che le persone hanno accettato di far citare.',
    kinds: {
      ...{ need: 'Bisogno', barrier: 'Ostacolo', proposal: 'Proposta', quote: 'Citazione' },
      ...{ agreement: 'Accordo', disagreement: 'Disaccordo', silence: 'Silenzio' },
    },
    leftOut: (count) => (count === 1 ? 'Un intervento non è riportato.' : `${count} interventi non sono riportati.`),
    ranking: (forms) => `Che cosa conta di più (${forms} moduli)`,
    points: (count) => (count === 1 ? '1 punto' : `${count} punti`),
    firsts: (count) => (count === 1 ? 'primo per 1 persona' : `primo per ${count} persone`),
  },
  en: {
    ...{ heldOn: 'Date', place: 'Place', groups: 'Who was talked about', people: 'Who took part' },
    ...{ other: 'Other statements', translation: 'translation' },
    foot: 'Minutes without names: they hold only the words that people agreed to have quoted.',
    kinds: {
      ...{ need: 'Need', barrier: 'Barrier', proposal: 'Proposal', quote: 'Quote' },
      ...{ agreement: 'Agreement', disagreement: 'Disagreement', silence: 'Silence' },
    },
    leftOut: (count) => (count === 1 ? 'One statement is not reported.' : `${count} statements are not reported.`),
    ranking: (forms) => `What matters most (${forms} forms)`,
    points: (count) => (count === 1 ? '1 point' : `${count} points`),
    firsts: (count) => (count === 1 ? 'first for 1 person' : `first for ${count} people`),
  },
};
