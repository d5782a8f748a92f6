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
  weights_before_domain: entry(
    422,
    { it: 'Pesi su un sottoinsieme', en: 'Weights of a domain' },
    {
      it: 'I pesi si fanno sull’intero campione: prima i pesi, poi il sottoinsieme (subset).',
      en: 'Weights are made for the whole sample: first the weights, then the domain (subset).',
    },
  ),
  columns_without_margin: entry(
    422,
    { it: 'Colonne e totali non corrispondono', en: 'Columns and totals do not match' },
    {
      it: 'Le colonne sono «{columns}», i totali «{margins}»: a ogni colonna serve un totale con lo stesso nome.',
      en: 'The columns are "{columns}", the totals "{margins}": each column needs a total of the same name.',
    },
  ),
  margin_count_not_allowed: entry(
    422,
    { it: 'Totale non ammesso', en: 'Total not allowed' },
    {
      it: '{margin}, {level}: {value} non è un totale. Ci vuole un numero, per i conteggi da 0 in su.',
      en: '{margin}, {level}: {value} is no total. It must be a number, for counts 0 or more.',
    },
  ),
  margin_value_missing: entry(
    422,
    { it: 'Categoria mancante', en: 'Category missing' },
    {
      it: '{margin}: {count} rispondenti non hanno una categoria. Imputala, oppure togli il marginale.',
      en: '{margin}: {count} respondents have no category. Impute it, or leave the margin out.',
    },
  ),
  margin_level_unknown: entry(
    422,
    { it: 'Categoria senza totale', en: 'Category without a total' },
    {
      it: '{margin}: {count} rispondenti hanno «{level}», che nel marginale non c’è o vale 0. Aggiungila, o uniscila a un’altra.',
      en: '{margin}: {count} respondents have "{level}", which is not in the margin or is 0 there. Add it, or merge it with another.',
    },
  ),
  margin_level_empty: entry(
    422,
    { it: 'Categoria senza rispondenti', en: 'Category without respondents' },
    {
      it: '{margin}: nessun rispondente per «{level}», che nella popolazione conta {population}. Uniscila a un’altra categoria.',
      en: '{margin}: no respondent for "{level}", of whom there are {population} in the population. Merge it with another category.',
    },
  ),
  margins_disagree: entry(
    422,
    { it: 'Marginali che non tornano', en: 'Margins that disagree' },
    {
      it: 'I totali di {first} ({firstTotal}) e {second} ({secondTotal}) differiscono per più di {tolerance} del totale. Usa la stessa fonte, o moltiplica {second} per {ratio}.',
      en: 'The totals of {first} ({firstTotal}) and {second} ({secondTotal}) differ by more than {tolerance} of the total. Use one source, or multiply {second} by {ratio}.',
    },
  ),
  raking_not_converging: entry(
    422,
    { it: 'Il raking non converge', en: 'Raking does not converge' },
    {
      it: 'Dopo {iterations} giri {margin}, {level} è a {reached} invece di {wanted}. Nulla è stato salvato. Unisci le categorie con pochi rispondenti, o togli un marginale.',
      en: 'After {iterations} rounds {margin}, {level} stands at {reached} instead of {wanted}. Nothing was stored. Merge categories with few respondents, or leave a margin out.',
    },
  ),
  trim_bounds_not_allowed: entry(
    422,
    { it: 'Limiti dei pesi non ammessi', en: 'Bounds of weights not allowed' },
    {
      it: 'I limiti sono {lower} e {upper}: ci vuole 0 ≤ lower < upper.',
      en: 'The bounds are {lower} and {upper}: it must be 0 ≤ lower < upper.',
    },
  ),
  trimming_impossible: entry(
    422,
    { it: 'I pesi non stanno nei limiti', en: 'The weights do not fit the bounds' },
    {
      it: 'Tra {lower} e {upper} non c’è posto: il peso medio è {mean}. Allarga i limiti intorno alla media.',
      en: 'There is no room between {lower} and {upper}: the mean weight is {mean}. Widen the bounds around the mean.',
    },
  ),
  rake_and_trim_not_converging: entry(
    422,
    { it: 'Marginali e limiti insieme non si raggiungono', en: 'Margins and bounds cannot both be met' },
    {
      it: 'Dopo {rounds} giri con pesi tra {lower} e {upper}, {margin}, {level} è a {reached} invece di {wanted}. Nulla è stato salvato. Allarga i limiti, o unisci la categoria a un’altra.',
      en: 'After {rounds} rounds with weights between {lower} and {upper}, {margin}, {level} stands at {reached} instead of {wanted}. Nothing was stored. Widen the bounds, or merge the category with another.',
    },
  ),
  class_without_respondents: entry(
    422,
    { it: 'Classe senza rispondenti', en: 'Class without respondents' },
    {
      it: 'Nelle classi {classes} nessuno ha risposto: nessuno può stare per loro. Uniscile a una classe vicina.',
      en: 'In the classes {classes} nobody answered: nobody can stand for them. Merge them with a neighbouring class.',
    },
  ),
  weights_census: entry(
    409,
    { it: 'Un censimento non ha pesi', en: 'A census has no weights' },
    {
      it: '«{survey}» ha chiesto a tutti: ognuno conta per sé, e non c’è niente da pesare. Nulla è stato salvato.',
      en: '"{survey}" asked everybody: each counts as one, and there is nothing to weight. Nothing was stored.',
    },
  ),
  weights_no_margin: entry(
    422,
    { it: 'Marginale che manca', en: 'Margin missing' },
    {
      it: 'Per «{survey}» non c’è il marginale {value}. Adatti al suo territorio e alle sue domande sono: {known}. Aggiungilo a margins.csv del programma, o cambia «weighting» dell’indagine. Nulla è stato salvato.',
      en: 'There is no margin {value} for "{survey}". Those that fit its territory and its questions: {known}. Add it to the programme’s margins.csv, or change "weighting" of the survey. Nothing was stored.',
    },
  ),
  weights_nothing_known: entry(
    422,
    { it: 'Niente su cui calcolare i pesi', en: 'Nothing to weight by' },
    {
      it: 'Il programma non ha marginali per tutto il territorio di «{survey}» e per le sue domande. Aggiungili a margins.csv, o nomina in «weighting» uno di questi: {known}. Nulla è stato salvato.',
      en: 'The programme has no margins for the whole territory of "{survey}" and its questions. Add them to margins.csv, or name one of these in "weighting": {known}. Nothing was stored.',
    },
  ),
  more_answers_than_drawn: entry(
    422,
    { it: 'Più risposte che unità estratte', en: 'More answers than were drawn' },
    {
      it: 'Nello strato {stratum} hanno risposto in {answered}, ma ne erano stati estratti {drawn}. Correggi «drawn», o lo strato. Nulla è stato salvato.',
      en: 'In the stratum {stratum} {answered} answered, but {drawn} were drawn. Correct "drawn", or the stratum. Nothing was stored.',
    },
  ),
  total_needs_numbers: entry(
    422,
    { it: 'Un totale vuole numeri', en: 'A total needs numbers' },
    {
      it: '{variable} è una colonna di categorie e ha un totale solo: dai il conteggio di ogni categoria.',
      en: '{variable} is a column of categories and has one total: give the count of each category.',
    },
  ),
  totals_contradict: entry(
    422,
    { it: 'Totali in contraddizione', en: 'Totals that contradict each other' },
    {
      it: 'Il totale di {variable} è {total}, ma dagli altri segue {implied}. Correggi uno dei due.',
      en: 'The total of {variable} is {total}, but the others make it {implied}. Correct one of them.',
    },
  ),
  calibration_bounds_not_allowed: entry(
    422,
    { it: 'Limiti della calibrazione non ammessi', en: 'Bounds of the calibration not allowed' },
    {
      it: 'I limiti sono {lower} e {upper}: ci vuole lower < 1 < upper, e per logit due numeri finiti.',
      en: 'The bounds are {lower} and {upper}: it must be lower < 1 < upper, and for logit two finite numbers.',
    },
  ),
  calibration_out_of_reach: entry(
    422,
    { it: 'Totali fuori portata', en: 'Totals out of reach' },
    {
      it: 'Dopo {iterations} passi {variable} è a {reached} invece di {wanted}. Nulla è stato salvato. Allarga i limiti (bounds), o togli un totale.',
      en: 'After {iterations} steps {variable} stands at {reached} instead of {wanted}. Nothing was stored. Widen the bounds, or leave a total out.',
    },
  ),
  weights_negative: entry(
    422,
    { it: 'Pesi negativi', en: 'Negative weights' },
    {
      it: '{count} rispondenti avrebbero un peso negativo (il più basso: {lowest}). Nulla è stato salvato. Usa calfun «logit» con bounds, per esempio 0.3 e 3.',
      en: '{count} respondents would have a negative weight (the lowest: {lowest}). Nothing was stored. Use calfun "logit" with bounds, such as 0.3 and 3.',
    },
  ),
  option_not_allowed: entry(
    422,
    { it: 'Opzione non ammessa', en: 'Option not allowed' },
    {
      it: '{option}: {value}. Ci vuole {needed}.',
      en: '{option}: {value}. It must be {needed}.',
    },
  ),
  two_groups_needed: entry(
    422,
    { it: 'Più di due gruppi', en: 'More than two groups' },
    {
      it: 'Il confronto è fra due gruppi; la colonna ne ha di più: {found}.',
      en: 'The comparison is between two groups; the column has more: {found}.',
    },
  ),
  jackknife_adjusted: entry(
    422,
    { it: 'Pesi già corretti', en: 'Weights already adjusted' },
    {
      it: 'Ogni replica del jackknife vorrebbe di nuovo la correzione dei pesi ({kind}). Usa la varianza linearizzata.',
      en: 'Each replicate of the jackknife would need the adjustment of the weights ({kind}) again. Use the linearised variance.',
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
  bounds_not_found: entry(
    500,
    { it: 'Limiti delle risposte non trovati', en: 'Bounds of the answers not found' },
    {
      it: 'Il programma lineare non ha dato un risultato (stato {status}): la domanda delicata non si pubblica.',
      en: 'The linear program gave no result (status {status}): the sensitive question is not to be published.',
    },
  ),
} as const satisfies Record<string, Entry>;
