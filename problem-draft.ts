import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong for somebody who goes on with answers by a code: told in every language of respondents. */
export const draftCatalogue = {
  draft_missing: entry(
    401,
    {
      it: 'Manca il codice per riprendere',
      en: 'Code to go on missing',
      es: 'Falta el código para continuar',
      el: 'Λείπει ο κωδικός για τη συνέχεια',
      pl: 'Brakuje kodu do wznowienia',
      de: 'Code zum Weitermachen fehlt',
      sv: 'Koden för att fortsätta saknas',
      fi: 'Jatkamiskoodi puuttuu',
      ro: 'Lipsește codul pentru continuare',
      ar: 'رمز المتابعة ناقص',
    },
    {
      it: 'Serve il codice che hai avuto quando hai salvato le risposte.',
      en: 'The code you were given when you saved the answers is needed.',
      es: 'Hace falta el código que recibió al guardar las respuestas.',
      el: 'Χρειάζεται ο κωδικός που πήρατε όταν αποθηκεύσατε τις απαντήσεις.',
      pl: 'Potrzebny jest kod otrzymany przy zapisywaniu odpowiedzi.',
      de: 'Nötig ist der Code, den Sie beim Speichern der Antworten erhalten haben.',
      sv: 'Koden som du fick när du sparade svaren behövs.',
      fi: 'Tarvitaan koodi, jonka sait tallentaessasi vastaukset.',
      ro: 'Este nevoie de codul primit la salvarea răspunsurilor.',
      ar: 'يلزم الرمز الذي حصلت عليه عند حفظ الإجابات.',
    },
  ),
  draft_unknown: entry(
    404,
    {
      it: 'Risposte non trovate',
      en: 'Answers not found',
      es: 'Respuestas no encontradas',
      el: 'Οι απαντήσεις δεν βρέθηκαν',
      pl: 'Nie znaleziono odpowiedzi',
      de: 'Antworten nicht gefunden',
      sv: 'Svaren hittades inte',
      fi: 'Vastauksia ei löytynyt',
      ro: 'Răspunsurile nu au fost găsite',
      ar: 'لم يُعثر على الإجابات',
    },
    {
      it: 'Questo codice non apre nulla. Controlla di averlo scritto bene; vale 30 giorni, e finché le risposte non sono inviate.',
      en: 'This code opens nothing. Check how it is written; it works for 30 days, and until the answers are sent.',
      es: 'Este código no abre nada. Compruebe que está bien escrito; vale 30 días, y hasta que se envían las respuestas.',
      el: 'Αυτός ο κωδικός δεν ανοίγει τίποτα. Ελέγξτε ότι τον γράψατε σωστά· ισχύει 30 ημέρες, και έως την αποστολή των απαντήσεων.',
      pl: 'Ten kod niczego nie otwiera. Proszę sprawdzić, czy jest dobrze wpisany; działa 30 dni, do wysłania odpowiedzi.',
      de: 'Dieser Code öffnet nichts. Prüfen Sie die Schreibweise; er gilt 30 Tage, und bis die Antworten gesendet sind.',
      sv: 'Den här koden öppnar ingenting. Kontrollera hur den är skriven; den gäller i 30 dagar, och tills svaren är skickade.',
      fi: 'Tämä koodi ei avaa mitään. Tarkista kirjoitusasu; se toimii 30 päivää, kunnes vastaukset on lähetetty.',
      ro: 'Acest cod nu deschide nimic. Verificați cum este scris; este valabil 30 de zile, până la trimiterea răspunsurilor.',
      ar: 'هذا الرمز لا يفتح شيئًا. تحقق من كتابته؛ يبقى صالحًا 30 يومًا، وحتى إرسال الإجابات.',
    },
  ),
} as const satisfies Record<string, Entry>;
