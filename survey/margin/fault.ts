/** What can be wrong with a table of the population. */
import { fill, Problem } from '../../problem.ts';

const sentences = {
  no_header: [
    'L’intestazione non c’è: servono le colonne {known}.',
    'There is no header: it needs the columns {known}.',
  ],
  quotes: ['Le virgolette non tornano ({value}).', 'The quotes do not match ({value}).'],
  not_a_number: ['«{value}» non è un numero intero.', '"{value}" is no whole number.'],
  not_a_code: ['«{value}» non è un codice ISTAT di comune.', '"{value}" is no ISTAT code of a municipality.'],
  unknown_age: ['L’età «{value}» non è conosciuta.', 'The age "{value}" is not known.'],
  unknown_sex: ['Il sesso «{value}» non è conosciuto: {known}.', 'The sex "{value}" is not known: {known}.'],
  twice: ['«{value}» compare due volte.', '"{value}" stands twice.'],
  sum_differs: ['La somma è {value}, il totale dichiarato {known}.', 'The sum is {value}, the total says {known}.'],
  choose: [
    'La colonna ha più valori ({known}): scegline uno con --where {value}=….',
    'The column has several values ({known}): choose one with --where {value}=….',
  ],
  no_rows: ['Nessuna riga ha {value}.', 'No row has {value}.'],
  no_place: [
    'Nessuna riga riguarda {value}. Codici nel file: {known}.',
    'No row is about {value}. Codes in the file: {known}.',
  ],
  places_missing: ['Per {value} mancano i comuni {known}.', 'The municipalities {known} of {value} are missing.'],
  age_missing: ['Per {value} mancano le età {known}.', 'The ages {known} of {value} are missing.'],
  ages_overlap: [
    'Per {value} le età {known} si sovrappongono: lascia nel file età singole, o classi senza sovrapposizioni.',
    'For {value} the ages {known} overlap: leave single years, or classes that do not overlap, in the file.',
  ],
  age_straddles: [
    'La classe {value} del file sta a cavallo dell’età più bassa ({known}) che l’indagine chiede.',
    'The class {value} of the file straddles the lowest age ({known}) that the survey asks.',
  ],
} as const satisfies Record<string, readonly [it: string, en: string]>;

export interface PopulationFault {
  /** the row as the file counts it; null for what concerns all */
  readonly row: number | null;
  readonly column?: string;
  readonly code: keyof typeof sentences;
  readonly value?: string;
  readonly known?: readonly string[];
}

/** A person reads no more than this; the number of all is told. */
const mostShown = 30;

/** @throws Problem invalid_population when there are faults: each with row, column and reason */
export function refusePopulation(file: string, faults: readonly PopulationFault[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, mostShown);
  throw new Problem(
    'invalid_population',
    { file, count: faults.length },
    {
      errors: (language) =>
        shown.map(({ row, column, code, value = '', known = [] }) => ({
          path: [row === null ? file : `row ${row}`, column].filter((part) => part !== undefined).join(', '),
          code,
          message: fill(sentences[code][language === 'it' ? 0 : 1], { value, known: known.join(', ') }),
        })),
    },
  );
}
