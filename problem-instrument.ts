import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong in the life of an instrument. */
export const instrumentCatalogue = {
  instrument_incomplete: entry(
    422,
    { it: 'Non si può ancora pubblicare', en: 'Not ready to be published' },
    {
      it: 'Prima di pubblicare restano da sistemare {count} punti. Ogni voce dell’elenco dice quale.',
      en: 'There are {count} things to settle before publishing. Each entry of the list says which.',
    },
  ),
  survey_incomplete: entry(
    422,
    { it: 'Manca ancora qualcosa', en: 'Something is missing' },
    {
      it: 'All’indagine «{value}» mancano {count} cose. Ogni voce dell’elenco dice quale.',
      en: 'The survey "{value}" lacks {count} things. Each entry of the list says which.',
    },
  ),
  step_not_possible: entry(
    409,
    { it: 'Passo non possibile', en: 'Step not possible' },
    {
      it: 'L’indagine è nello stato «{state}»: «{value}» qui non è possibile. Si può: {known}.',
      en: 'The survey is in the state "{state}": "{value}" is not possible here. Possible: {known}.',
    },
  ),
  not_piloting: entry(
    409,
    { it: 'Nessuna prova in corso', en: 'No pilot under way' },
    {
      it: 'L’indagine «{value}» non è in prova: le segnalazioni si raccolgono solo durante la prova.',
      en: 'The survey "{value}" is not being piloted: marks are taken during the pilot only.',
    },
  ),
} as const satisfies Record<string, Entry>;
