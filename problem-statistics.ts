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
  nothing_to_compare: entry(
    422,
    { it: 'Niente da confrontare', en: 'Nothing to compare' },
    {
      it: 'Nessuna unità ha due giudizi: per un accordo ne servono almeno due su una stessa unità.',
      en: 'No unit has two judgements: an agreement needs at least two on one unit.',
    },
  ),
  unequal_coders: entry(
    422,
    { it: 'Numero di giudizi diverso', en: 'Numbers of judgements differ' },
    {
      it: 'L’unità {unit} ha {found} giudizi; ce ne vogliono {expected}. Con giudizi mancanti si usa l’alfa di Krippendorff.',
      en: 'Unit {unit} has {found} judgements; it takes {expected}. Where judgements are missing use Krippendorff’s alpha.',
    },
  ),
  collinear: entry(
    422,
    { it: 'Colonna che non aggiunge nulla', en: 'Column that adds nothing' },
    {
      it: 'La colonna {column} segue dalle altre (o non varia): toglila.',
      en: 'The column {column} follows from the others (or does not vary): leave it out.',
    },
  ),
  too_few_areas: entry(
    422,
    { it: 'Troppo pochi territori', en: 'Too few areas' },
    {
      it: 'I territori con una stima sono {found}; il modello ne vuole almeno {needed}.',
      en: '{found} areas have an estimate; the model needs at least {needed}.',
    },
  ),
  not_converged: entry(
    422,
    { it: 'Il calcolo non arriva a un risultato', en: 'The computation reaches no result' },
    { it: '{what}: resta uno scarto di {left}.', en: '{what}: a discrepancy of {left} is left.' },
  ),
} as const satisfies Record<string, Entry>;
