import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong for a participant of a focus group who fills in the form. */
export const feedbackCatalogue = {
  feedback_closed: entry(
    409,
    {
      it: 'Modulo chiuso',
      en: 'Form closed',
      es: 'Formulario cerrado',
      el: 'Το έντυπο έκλεισε',
      pl: 'Formularz zamknięty',
      de: 'Formular geschlossen',
      sv: 'Formuläret är stängt',
      fi: 'Lomake on suljettu',
    },
    {
      it: 'Il modulo di questo incontro non riceve più risposte.',
      en: 'The form of this meeting takes no more answers.',
      es: 'El formulario de este encuentro ya no recibe respuestas.',
      el: 'Το έντυπο αυτής της συνάντησης δεν δέχεται άλλες απαντήσεις.',
      pl: 'Formularz tego spotkania nie przyjmuje już odpowiedzi.',
      de: 'Das Formular dieses Treffens nimmt keine Antworten mehr an.',
      sv: 'Formuläret för det här mötet tar inte emot fler svar.',
      fi: 'Tämän tapaamisen lomake ei ota enää vastauksia.',
    },
  ),
  ranking_closed: entry(
    409,
    {
      it: 'Classifica chiusa',
      en: 'Ranking closed',
      es: 'Clasificación cerrada',
      el: 'Η κατάταξη έκλεισε',
      pl: 'Ranking zamknięty',
      de: 'Rangliste geschlossen',
      sv: 'Rangordningen är stängd',
      fi: 'Järjestys on suljettu',
    },
    {
      it: 'La classifica dei temi è chiusa e non cambia più.',
      en: 'The ranking of the themes is closed and does not change any more.',
      es: 'La clasificación de los temas está cerrada y ya no cambia.',
      el: 'Η κατάταξη των θεμάτων έκλεισε και δεν αλλάζει πια.',
      pl: 'Ranking tematów jest zamknięty i już się nie zmieni.',
      de: 'Die Rangliste der Themen ist geschlossen und ändert sich nicht mehr.',
      sv: 'Rangordningen av teman är stängd och ändras inte längre.',
      fi: 'Teemojen järjestys on suljettu eikä enää muutu.',
    },
  ),
  too_many_forms: entry(
    429,
    {
      it: 'Troppi moduli insieme',
      en: 'Too many forms at once',
      es: 'Demasiados formularios a la vez',
      el: 'Πάρα πολλά έντυπα μαζί',
      pl: 'Zbyt wiele formularzy naraz',
      de: 'Zu viele Formulare auf einmal',
      sv: 'För många formulär på en gång',
      fi: 'Liian monta lomaketta kerralla',
    },
    {
      it: 'Arrivano molti moduli insieme. Riprova tra un minuto.',
      en: 'Many forms arrive at once. Try again in a minute.',
      es: 'Llegan muchos formularios a la vez. Inténtelo de nuevo dentro de un minuto.',
      el: 'Φτάνουν πολλά έντυπα μαζί. Δοκιμάστε ξανά σε ένα λεπτό.',
      pl: 'Wpływa wiele formularzy naraz. Proszę spróbować ponownie za minutę.',
      de: 'Es treffen viele Formulare gleichzeitig ein. Bitte versuchen Sie es in einer Minute noch einmal.',
      sv: 'Många formulär kommer in samtidigt. Försök igen om en minut.',
      fi: 'Lomakkeita saapuu monta yhtä aikaa. Yritä uudelleen minuutin kuluttua.',
    },
  ),
} as const satisfies Record<string, Entry>;
