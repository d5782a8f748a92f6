/** What could not be read of a file, by line. */
export interface SourceFault {
  readonly line: number;
  readonly code: 'columns' | 'quotes' | 'empty' | 'kind' | 'language' | 'text' | 'translator' | 'time' | Unknown;
  readonly it: string;
  readonly en: string;
}
type Unknown = 'unknown_participant' | 'unknown_topic';

type Sentence = Pick<SourceFault, 'it' | 'en'>;
const sentences = {
  columns: (known) => ({ it: `Servono le colonne ${known}.`, en: `The columns ${known} are needed.` }),
  quotes: () => ({ it: 'Virgolette sbagliate.', en: 'Wrong quotes.' }),
  empty: () => ({ it: 'Non ci sono frasi.', en: 'There are no statements.' }),
  kind: (known) => ({ it: `Il tipo è uno tra: ${known}.`, en: `The kind is one of: ${known}.` }),
  language: (known) => ({ it: `La lingua è una tra: ${known}.`, en: `The language is one of: ${known}.` }),
  text: () => ({ it: 'Serve un testo fino a 4000 lettere.', en: 'A text of up to 4,000 letters is needed.' }),
  translator: () => ({
    it: 'Traduzione e chi ha tradotto stanno insieme.',
    en: 'A translation and who translated go together.',
  }),
  time: () => ({ it: 'I tempi non si leggono.', en: 'The times cannot be read.' }),
  unknown_participant: (value) => ({
    it: `Nell’incontro non c’è ${value}.`,
    en: `There is no ${value} in the session.`,
  }),
  unknown_topic: (value) => ({ it: `Nella guida non c’è «${value}».`, en: `The guide has no "${value}".` }),
} as const satisfies Record<SourceFault['code'], (value: string) => Sentence>;

/** @param value  what is known instead, or what was not found: never words that somebody said */
export const sourceFault = (line: number, code: SourceFault['code'], value = ''): SourceFault => ({
  ...{ line, code },
  ...sentences[code](value),
});
