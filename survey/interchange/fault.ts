/** Faults of a file of the standard: each names the element, and the attribute where it is one. */
import { say, type Sentence } from '../../problem-entry.ts';
import { Problem, type ProblemLanguage } from '../../problem.ts';

export interface FileFault {
  /** `Project/Sources/TextSource[2]/PlainTextSelection[1]@startPosition` */
  readonly path: string;
  readonly code: 'missing' | 'invalid' | 'unknown_reference' | 'repeated' | 'too_long' | 'differs';
  readonly says: Sentence;
}

/** More than these tell nothing new. */
const mostTold = 50;

/** All faults of a file as one problem; nothing was imported. */
export const invalidProject = (faults: readonly FileFault[]): Problem =>
  new Problem('invalid_interchange', { count: faults.length }, { errors: told(faults) });

/** What is here already with other content. */
export const differingProject = (faults: readonly FileFault[]): Problem =>
  new Problem('interchange_differs', { count: faults.length }, { errors: told(faults) });

const told = (faults: readonly FileFault[]) => (language: ProblemLanguage) =>
  faults.slice(0, mostTold).map(({ path, code, says }) => ({ path, code, message: say(says, language) }));

export const says = {
  missing: { it: 'Manca.', en: 'It is missing.' },
  guid: { it: 'Non è un identificativo (GUID).', en: 'It is not an identifier (GUID).' },
  number: { it: 'Non è un numero intero da zero in su.', en: 'It is not a whole number from zero up.' },
  truth: { it: 'Vale true o false.', en: 'It is true or false.' },
  colour: { it: 'Non è un colore (#RRGGBB).', en: 'It is not a colour (#RRGGBB).' },
  moment: { it: 'Non è una data con l’ora.', en: 'It is not a date with a time.' },
  type: { it: 'Tipo di variabile sconosciuto.', en: 'Unknown type of variable.' },
  reference: { it: 'Nel file non c’è.', en: 'It is not in the file.' },
  repeated: { it: 'Questo identificativo c’è già nel file.', en: 'This identifier stands in the file already.' },
  outside: { it: 'Va oltre la fine del testo.', en: 'It goes beyond the end of the text.' },
  outward: {
    it: 'Il testo è fuori dal file. Esporta con i documenti dentro il progetto.',
    en: 'The text is outside the file. Export with the documents inside the project.',
  },
  encoding: { it: 'Non è testo UTF-8.', en: 'It is not UTF-8 text.' },
  value: { it: 'Valore non ammesso.', en: 'The value is not allowed.' },
  territory: { it: 'Non è un territorio del programma.', en: 'It is not a territory of the programme.' },
  across: { it: 'Non sta dentro un solo intervento.', en: 'It does not lie within one statement.' },
  differs: { it: 'Qui c’è già, con altro contenuto.', en: 'It is here already, with other content.' },
} as const satisfies Record<string, Sentence>;

export const tooLong = (most: number): Sentence => ({
  it: `Al massimo ${most} caratteri.`,
  en: `At most ${most} characters.`,
});
