import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with invitations: for who was invited, and for who invites. */
export const invitationCatalogue = {
  token_invalid: entry(
    403,
    {
      it: 'Codice d’invito non valido',
      en: 'Invitation code not valid',
      es: 'Código de invitación no válido',
      el: 'Μη έγκυρος κωδικός πρόσκλησης',
      pl: 'Nieprawidłowy kod zaproszenia',
      de: 'Einladungscode ungültig',
      sv: 'Inbjudningskoden gäller inte',
      fi: 'Kutsukoodi ei kelpaa',
      ro: 'Cod de invitație nevalabil',
      ar: 'رمز الدعوة غير صالح',
    },
    {
      it: 'A questo questionario risponde chi ha ricevuto un invito. Il codice manca o non è giusto: controlla sulla lettera o apri di nuovo il link del messaggio.',
      en: 'This questionnaire is for people who were invited. The code is missing or not right: check the letter, or open the link of the message again.',
      es: 'A este cuestionario responde quien ha recibido una invitación. El código falta o no es correcto: compruébalo en la carta o abre de nuevo el enlace del mensaje.',
      el: 'Σε αυτό το ερωτηματολόγιο απαντούν όσοι έλαβαν πρόσκληση. Ο κωδικός λείπει ή δεν είναι σωστός: δείτε την επιστολή ή ανοίξτε ξανά τον σύνδεσμο του μηνύματος.',
      pl: 'Na tę ankietę odpowiadają osoby zaproszone. Kodu brakuje albo jest błędny: sprawdź w liście albo otwórz ponownie link z wiadomości.',
      de: 'Diesen Fragebogen beantworten Menschen, die eingeladen wurden. Der Code fehlt oder stimmt nicht: Sehen Sie im Brief nach oder öffnen Sie den Link der Nachricht noch einmal.',
      sv: 'Den här enkäten är för dem som har fått en inbjudan. Koden saknas eller stämmer inte: titta i brevet eller öppna länken i meddelandet igen.',
      fi: 'Tähän kyselyyn vastaavat kutsutut. Koodi puuttuu tai on väärin: tarkista kirjeestä tai avaa viestin linkki uudelleen.',
      ro: 'La acest chestionar răspund persoanele invitate. Codul lipsește sau nu este corect: verificați scrisoarea sau deschideți din nou linkul din mesaj.',
      ar: 'هذا الاستبيان لمن تلقّى دعوة. الرمز ناقص أو غير صحيح: تحقق من الرسالة أو افتح رابط الرسالة مرة أخرى.',
    },
  ),
  token_used: entry(
    403,
    {
      it: 'Codice già usato',
      en: 'Code already used',
      es: 'Código ya utilizado',
      el: 'Ο κωδικός έχει ήδη χρησιμοποιηθεί',
      pl: 'Kod został już użyty',
      de: 'Code schon benutzt',
      sv: 'Koden är redan använd',
      fi: 'Koodi on jo käytetty',
      ro: 'Cod deja folosit',
      ar: 'الرمز مستخدم من قبل',
    },
    {
      it: 'Con questo codice è già arrivata una risposta, e un codice vale una volta sola. Per cambiarla serve il codice della ricevuta.',
      en: 'An answer has already come in with this code, and a code counts once. To change that answer you need the code of its receipt.',
      es: 'Con este código ya ha llegado una respuesta, y cada código vale una sola vez. Para cambiarla hace falta el código del recibo.',
      el: 'Με αυτόν τον κωδικό έχει ήδη φτάσει μια απάντηση και κάθε κωδικός ισχύει μία φορά. Για να την αλλάξετε χρειάζεται ο κωδικός της απόδειξης.',
      pl: 'Z tym kodem przyszła już odpowiedź, a kod działa tylko raz. Aby ją zmienić, potrzebny jest kod z potwierdzenia.',
      de: 'Mit diesem Code ist schon eine Antwort angekommen, und ein Code gilt nur einmal. Um sie zu ändern, brauchen Sie den Code der Quittung.',
      sv: 'Ett svar har redan kommit in med den här koden, och en kod gäller en gång. För att ändra svaret behöver du kvittots kod.',
      fi: 'Tällä koodilla on jo tullut vastaus, ja koodi kelpaa vain kerran. Vastauksen muuttamiseen tarvitaan kuitin koodi.',
      ro: 'Cu acest cod a sosit deja un răspuns, iar un cod este valabil o singură dată. Pentru a-l schimba aveți nevoie de codul de pe chitanță.',
      ar: 'وصلت إجابة بهذا الرمز من قبل، والرمز صالح مرة واحدة. لتغييرها تحتاج إلى رمز الإيصال.',
    },
  ),
  invitee_file: entry(
    422,
    { it: 'File non leggibile', en: 'Unreadable file' },
    {
      it: 'L’elenco «{file}» non si legge: {reason}. Non è cambiato niente: salvalo come CSV e riprova.',
      en: 'The list "{file}" cannot be read: {reason}. Nothing changed: save it as CSV and try again.',
    },
  ),
  invitee_not_checked: entry(
    409,
    { it: 'Nessun elenco pronto', en: 'No list ready' },
    {
      it: 'Non c’è un elenco controllato e senza errori da salvare. Carica il file e correggi le righe indicate.',
      en: 'There is no checked list without errors to store. Upload the file and correct the rows that are named.',
    },
  ),
  invitation_sent: entry(
    409,
    { it: 'Elenco già usato', en: 'List already in use' },
    {
      it: 'A qualcuno di questo elenco è già stato scritto, o l’elenco è già stato tolto. Puoi togliere una persona alla volta.',
      en: 'Somebody on this list was written to, or the list was taken back before. You can remove one person at a time.',
    },
  ),
  mail_not_set: entry(
    409,
    { it: 'Posta non impostata', en: 'Mail not set up' },
    {
      it: 'Per mandare e-mail servono le impostazioni SMTP_URL, MAIL_FROM e ORIGIN. Chi gestisce il programma le può mettere; intanto stampa le lettere.',
      en: 'To send e-mail the settings SMTP_URL, MAIL_FROM and ORIGIN are needed. Whoever runs the program can set them; meanwhile print letters.',
    },
  ),
  sending_busy: entry(
    409,
    { it: 'Invio in corso', en: 'Already sending' },
    {
      it: 'Per questa indagine si stanno già mandando messaggi. Aspetta la fine, o interrompi l’invio.',
      en: 'Messages of this survey are being sent. Wait until they are out, or stop them.',
    },
  ),
  channel_known: entry(
    409,
    { it: 'Codice già usato', en: 'Code already in use' },
    { it: 'Il codice «{value}» c’è già: scegline un altro.', en: 'There is a code "{value}" already: choose another.' },
  ),
} as const satisfies Record<string, Entry>;
