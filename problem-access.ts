import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong between the program and its staff. */
export const accessCatalogue = {
  sign_in_needed: entry(
    401,
    { it: 'Serve l’accesso', en: 'Sign in first' },
    { it: 'Questa parte è per il personale: entra e riprova.', en: 'This part is for staff: sign in and try again.' },
  ),
  sign_in_failed: entry(
    401,
    { it: 'Accesso non riuscito', en: 'Sign-in failed' },
    {
      it: 'Indirizzo, frase d’accesso e codice non corrispondono. Controllali tutti e riprova; il codice serve solo a chi l’ha attivato.',
      en: 'Address, passphrase and code do not match. Check them all and try again; the code is only for those who turned it on.',
    },
  ),
  too_many_attempts: entry(
    429,
    { it: 'Troppi tentativi', en: 'Too many attempts' },
    { it: 'Riprova fra {minutes} minuti.', en: 'Try again in {minutes} minutes.' },
  ),
  foreign_origin: entry(
    403,
    { it: 'Richiesta da un altro sito', en: 'Request from another site' },
    {
      it: 'Questa richiesta arriva da una pagina che non è nostra, e non si esegue.',
      en: 'This request comes from a page that is not ours, and is not carried out.',
    },
  ),
  passphrase_wrong: entry(
    403,
    { it: 'Frase d’accesso non giusta', en: 'Passphrase not right' },
    {
      it: 'La frase d’accesso di ora non è giusta. Scrivila di nuovo.',
      en: 'The present passphrase is not right. Write it again.',
    },
  ),
  passphrase_weak: entry(
    422,
    { it: 'Frase d’accesso non ammessa', en: 'Passphrase not accepted' },
    {
      it: 'La frase d’accesso vuole da {least} a {most} caratteri, almeno 6 diversi, e non il tuo indirizzo né quella di prima: bastano quattro o cinque parole a caso.',
      en: 'The passphrase needs {least} to {most} characters, at least 6 of them different, and neither your address nor the one before: four or five random words will do.',
    },
  ),
  totp_wrong: entry(
    422,
    { it: 'Codice non giusto', en: 'Code not right' },
    {
      it: 'Il codice non corrisponde a questa chiave. Controlla l’ora del telefono e scrivi il codice che mostra adesso.',
      en: 'The code does not match this key. Check the time of your phone and write the code that it shows now.',
    },
  ),
  unknown_scope: entry(
    422,
    { it: 'Ambito sconosciuto', en: 'Unknown scope' },
    { it: 'Non esiste: {value}.', en: 'There is no {value}.' },
  ),
  person_exists: entry(
    409,
    { it: 'C’è già', en: 'Already there' },
    { it: '«{value}» ha già un accesso.', en: '"{value}" has an account already.' },
  ),
  own_rights: entry(
    409,
    { it: 'Non i propri diritti', en: 'Not your own rights' },
    {
      it: 'Nessuno può dare diritti a se stesso né azzerare il proprio accesso da qui: chiedi a un altro amministratore.',
      en: 'Nobody gives rights to themselves or resets their own account here: ask another administrator.',
    },
  ),
  last_administrator: entry(
    409,
    { it: 'È l’ultimo amministratore', en: 'The last administrator' },
    {
      it: 'Senza questa persona nessuno potrebbe più amministrare il sistema: prima nomina un altro amministratore generale.',
      en: 'Without this person nobody could administer the system: name another administrator of everything first.',
    },
  ),
} as const satisfies Record<string, Entry>;
