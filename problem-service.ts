import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with the service itself, whoever asks: told in every language of respondents. */
export const serviceCatalogue = {
  internal: entry(
    500,
    {
      it: 'Errore interno',
      en: 'Internal error',
      es: 'Error interno',
      el: 'Εσωτερικό σφάλμα',
      pl: 'Błąd wewnętrzny',
      de: 'Interner Fehler',
      sv: 'Internt fel',
      fi: 'Sisäinen virhe',
    },
    {
      it: 'Qualcosa non ha funzionato da parte nostra. Riferimento: {reference}.',
      en: 'Something failed on our side. Reference: {reference}.',
      es: 'Algo ha fallado por nuestra parte. Referencia: {reference}.',
      el: 'Κάτι δεν λειτούργησε από τη δική μας πλευρά. Αριθμός αναφοράς: {reference}.',
      pl: 'Coś nie zadziałało po naszej stronie. Numer: {reference}.',
      de: 'Bei uns hat etwas nicht funktioniert. Kennzeichen: {reference}.',
      sv: 'Något gick fel hos oss. Referens: {reference}.',
      fi: 'Jokin meni vikaan meillä. Viite: {reference}.',
    },
  ),
  too_many_requests: entry(
    429,
    {
      it: 'Troppe richieste',
      en: 'Too many requests',
      es: 'Demasiadas peticiones',
      el: 'Πάρα πολλά αιτήματα',
      pl: 'Za dużo żądań',
      de: 'Zu viele Anfragen',
      sv: 'För många anrop',
      fi: 'Liian monta pyyntöä',
    },
    {
      it: 'Da questo collegamento arrivano troppe richieste. Riprova fra {seconds} secondi.',
      en: 'Too many requests come from this connection. Try again in {seconds} seconds.',
      es: 'Llegan demasiadas peticiones desde esta conexión. Inténtelo de nuevo en {seconds} segundos.',
      el: 'Από αυτή τη σύνδεση φτάνουν πάρα πολλά αιτήματα. Δοκιμάστε ξανά σε {seconds} δευτερόλεπτα.',
      pl: 'Z tego połączenia przychodzi za dużo żądań. Proszę spróbować ponownie za {seconds} s.',
      de: 'Von diesem Anschluss kommen zu viele Anfragen. Versuchen Sie es in {seconds} Sekunden noch einmal.',
      sv: 'För många anrop kommer från den här anslutningen. Försök igen om {seconds} sekunder.',
      fi: 'Tästä yhteydestä tulee liian monta pyyntöä. Yritä uudelleen {seconds} sekunnin kuluttua.',
    },
  ),
  storage_unavailable: entry(
    503,
    {
      it: 'Per ora non si può salvare',
      en: 'Cannot store for now',
      es: 'Por ahora no se puede guardar',
      el: 'Προς το παρόν δεν γίνεται αποθήκευση',
      pl: 'Na razie nie można zapisać',
      de: 'Speichern ist zurzeit nicht möglich',
      sv: 'Det går inte att spara just nu',
      fi: 'Tallennus ei onnistu juuri nyt',
    },
    {
      it: 'In questo momento non è possibile salvare. Riprova fra poco: nulla di ciò che hai scritto va perso se tieni aperta la pagina.',
      en: 'Storing is not possible at the moment. Try again shortly: nothing you wrote is lost while you keep the page open.',
      es: 'En este momento no es posible guardar. Inténtelo de nuevo en breve: no se pierde nada de lo escrito si deja la página abierta.',
      el: 'Αυτή τη στιγμή δεν είναι δυνατή η αποθήκευση. Δοκιμάστε ξανά σε λίγο: όσο η σελίδα μένει ανοιχτή, δεν χάνεται τίποτα από όσα γράψατε.',
      pl: 'W tej chwili nie można zapisać. Proszę spróbować za chwilę: nic z wpisanych odpowiedzi nie zginie, dopóki strona jest otwarta.',
      de: 'Im Moment lässt sich nichts speichern. Versuchen Sie es gleich noch einmal: Solange die Seite offen bleibt, geht nichts verloren.',
      sv: 'Det går inte att spara just nu. Försök igen om en stund: inget du har skrivit går förlorat så länge sidan är öppen.',
      fi: 'Tallennus ei onnistu juuri nyt. Yritä hetken kuluttua uudelleen: mitään kirjoittamaasi ei katoa, kun pidät sivun auki.',
    },
  ),
} as const satisfies Record<string, Entry>;
