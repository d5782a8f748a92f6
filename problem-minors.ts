import { entry, type Entry } from './problem-entry.ts';

/** What is told to somebody who is too young for a survey, in every language of respondents. */
export const minorsCatalogue = {
  minor_not_admitted: entry(
    422,
    {
      it: 'Per ora solo dai {age} anni',
      en: 'For now from {age} years on',
      es: 'Por ahora, a partir de los {age} años',
      el: 'Προς το παρόν από {age} ετών και άνω',
      pl: 'Na razie od {age} lat',
      de: 'Vorerst ab {age} Jahren',
      sv: 'Tills vidare från {age} år',
      fi: 'Toistaiseksi vain {age} vuotta täyttäneille',
      ro: 'Deocamdată doar de la {age} ani',
      ar: 'حاليًا ابتداءً من عمر {age} سنة فقط',
    },
    {
      it: 'A questo questionario per ora si risponde dai {age} anni in su. Le tue risposte non sono state salvate. Grazie di averci pensato.',
      en: 'For now this survey is for people aged {age} or over. Your answers were not kept. Thank you for thinking of us.',
      es: 'Por ahora esta encuesta es para personas de {age} años o más. Sus respuestas no se han guardado. Gracias por su interés.',
      el: 'Προς το παρόν η έρευνα αυτή είναι για άτομα {age} ετών και άνω. Οι απαντήσεις σας δεν αποθηκεύτηκαν. Ευχαριστούμε που μας σκεφτήκατε.',
      pl: 'Na razie ta ankieta jest dla osób, które mają co najmniej {age} lat. Odpowiedzi nie zostały zapisane. Dziękujemy za zainteresowanie.',
      de: 'Diese Umfrage ist vorerst für Personen ab {age} Jahren. Ihre Antworten wurden nicht gespeichert. Danke, dass Sie an uns gedacht haben.',
      sv: 'Tills vidare är enkäten för personer som är {age} år eller äldre. Dina svar har inte sparats. Tack för att du tänkte på oss.',
      fi: 'Toistaiseksi tämä kysely on tarkoitettu vähintään {age}-vuotiaille. Vastauksiasi ei tallennettu. Kiitos kiinnostuksestasi.',
      ro: 'Deocamdată la acest chestionar răspund persoanele de la {age} ani în sus. Răspunsurile dumneavoastră nu au fost salvate. Vă mulțumim că v-ați gândit la noi.',
      ar: 'هذا الاستبيان مخصص حاليًا لمن بلغ {age} سنة أو أكثر. لم تُحفظ إجاباتك. شكرًا لاهتمامك.',
    },
  ),
} as const satisfies Record<string, Entry>;
