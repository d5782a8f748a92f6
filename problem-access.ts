import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong between the program and its staff. */
export const accessCatalogue = {
  sign_in_needed: entry(
    401,
    { it: 'Serve l’accesso', en: 'Sign in first' },
    { it: 'Questa parte è per il personale: entra e riprova.', en: 'This part is for staff: sign in and try again.' },
  ),
  too_many_views: entry(
    409,
    { it: 'Troppe viste salvate', en: 'Too many saved views' },
    {
      it: 'Hai già {most} viste salvate. Cancellane una, poi riprova.',
      en: 'You have saved {most} views already. Delete one, then try again.',
    },
  ),
  sign_in_failed: entry(
    401,
    { it: 'Accesso non riuscito', en: 'Sign-in failed' },
    {
      it: 'Indirizzo, frase d’accesso e codice non corrispondono. Controllali tutti e riprova; il codice serve solo a chi l’ha attivato.',
      en: 'Address, passphrase and code do not match. Check them all and try again; the code is only for those who turned it on.',
    },
  ),
  oidc_failed: entry(
    401,
    { it: 'Accesso non riuscito', en: 'Sign-in failed' },
    {
      it: 'Il servizio di accesso della Regione non ha confermato chi sei, oppure è passato troppo tempo. Riprova dall’inizio.',
      en: 'The Region’s sign-in service did not confirm who you are, or too much time has passed. Start again.',
    },
  ),
  oidc_refused: entry(
    403,
    { it: 'Nessun ruolo in questo sistema', en: 'No role in this system' },
    {
      it: 'Il servizio della Regione ti riconosce, ma non ti dà alcun ruolo qui. Chiedilo a chi gestisce gli accessi della Regione.',
      en: 'The Region’s service knows you but gives you no role here. Ask whoever manages the Region’s accounts.',
    },
  ),
  oidc_address_taken: entry(
    409,
    { it: 'Indirizzo già usato', en: 'Address already used' },
    {
      it: 'Con il tuo indirizzo c’è già un accesso con frase d’accesso. Chiedi a un amministratore di chiuderlo, poi riprova.',
      en: 'Your address already has an account with a passphrase. Ask an administrator to close it, then try again.',
    },
  ),
  oidc_unavailable: entry(
    503,
    { it: 'Servizio di accesso non raggiungibile', en: 'Sign-in service out of reach' },
    {
      it: 'Il servizio di accesso della Regione non risponde. Riprova fra qualche minuto.',
      en: 'The Region’s sign-in service does not answer. Try again in a few minutes.',
    },
  ),
  oidc_account: entry(
    409,
    { it: 'Entra con il servizio della Regione', en: 'Signs in through the Region’s service' },
    {
      it: 'Questa persona entra con il servizio della Regione e non ha una frase d’accesso da azzerare.',
      en: 'This person signs in through the Region’s service and has no passphrase to reset.',
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
    {
      it: 'Non c’è «{value}». Forse intendevi uno di questi: {known}.',
      en: 'There is no "{value}". Perhaps you meant one of these: {known}.',
    },
  ),
  scope_without_programme: entry(
    422,
    { it: 'Manca il programma', en: 'Programme missing' },
    {
      it: '«{value}» vale dentro un programma: indica quale.',
      en: '"{value}" stands for something in one programme only: say which.',
    },
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
