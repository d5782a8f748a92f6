import { entry, type Entry } from './problem-entry.ts';

/** What keeps a weight or an estimate from being computed: the place, and what to do. */
export const statisticsCatalogue = {
  columns_differ: entry(
    422,
    { it: 'Colonne di lunghezza diversa', en: 'Columns of different length' },
    {
      it: 'La colonna {column} ha {found} righe; il disegno ne ha {expected}.',
      en: 'The column {column} has {found} rows; the design has {expected}.',
    },
  ),
  value_not_allowed: entry(
    422,
    { it: 'Valore non ammesso', en: 'Value not allowed' },
    {
      it: '{column}, riga {row}: {value}. Ci vuole {needed}.',
      en: '{column}, row {row}: {value}. It must be {needed}.',
    },
  ),
  fpc_not_constant: entry(
    422,
    { it: 'Popolazione dello strato non unica', en: 'Two populations for one stratum' },
    {
      it: 'Lo strato {stratum} ha due popolazioni, {first} e {second}: ogni riga dello strato deve portare la stessa.',
      en: 'The stratum {stratum} has two populations, {first} and {second}: every row of it must carry the same.',
    },
  ),
  fpc_too_small: entry(
    422,
    { it: 'Campione più grande della popolazione', en: 'Sample larger than the population' },
    {
      it: 'Lo strato {stratum} ha {sample} unità nel campione e {population} nella popolazione.',
      en: 'The stratum {stratum} has {sample} units in the sample and {population} in the population.',
    },
  ),
  lonely_psu: entry(
    422,
    { it: 'Strato con una sola unità', en: 'Stratum with a single unit' },
    {
      it: 'Gli strati {strata} hanno una sola unità primaria: l’errore non si può calcolare. Uniscili a uno strato vicino.',
      en: 'The strata {strata} have a single primary unit: no error can be computed. Merge them with a neighbouring stratum.',
    },
  ),
  audit_inexact: entry(
    500,
    { it: 'Verifica di riservatezza non esatta', en: 'Disclosure audit not exact' },
    {
      it: 'Gli arrotondamenti hanno spostato la verifica di riservatezza di {drift}: non si pubblica niente.',
      en: 'Rounding has carried the disclosure audit away by {drift}: nothing is to be published.',
    },
  ),
} as const satisfies Record<string, Entry>;
