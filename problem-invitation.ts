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
    },
    {
      it: 'A questo questionario risponde chi ha ricevuto un invito. Il codice manca o non è giusto: controlla sulla lettera o apri di nuovo il link del messaggio.',
      en: 'This questionnaire is for people who were invited. The code is missing or not right: check the letter, or open the link of the message again.',
      es: 'A este cuestionario responde quien ha recibido una invitación. El código falta o no es correcto: compruébalo en la carta o abre de nuevo el enlace del mensaje.',
      el: 'Σε αυτό το ερωτηματολόγιο απαντούν όσοι έλαβαν πρόσκληση. Ο κωδικός λείπει ή δεν είναι σωστός: δείτε την επιστολή ή ανοίξτε ξανά τον σύνδεσμο του μηνύματος.',
      pl: 'Na tę ankietę odpowiadają osoby zaproszone. Kodu brakuje albo jest błędny: sprawdź w liście albo otwórz ponownie link z wiadomości.',
      de: 'Diesen Fragebogen beantworten Menschen, die eingeladen wurden. Der Code fehlt oder stimmt nicht: Sieh im Brief nach oder öffne den Link der Nachricht noch einmal.',
      sv: 'Den här enkäten är för dem som har fått en inbjudan. Koden saknas eller stämmer inte: titta i brevet eller öppna länken i meddelandet igen.',
      fi: 'Tähän kyselyyn vastaavat kutsutut. Koodi puuttuu tai on väärin: tarkista kirjeestä tai avaa viestin linkki uudelleen.',
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
    },
    {
      it: 'Con questo codice è già arrivata una risposta, e un codice vale una volta sola. Per cambiarla serve il codice della ricevuta.',
      en: 'An answer has already come in with this code, and a code counts once. To change that answer you need the code of its receipt.',
      es: 'Con este código ya ha llegado una respuesta, y cada código vale una sola vez. Para cambiarla hace falta el código del recibo.',
      el: 'Με αυτόν τον κωδικό έχει ήδη φτάσει μια απάντηση και κάθε κωδικός ισχύει μία φορά. Για να την αλλάξετε χρειάζεται ο κωδικός της απόδειξης.',
      pl: 'Z tym kodem przyszła już odpowiedź, a kod działa tylko raz. Aby ją zmienić, potrzebny jest kod z potwierdzenia.',
      de: 'Mit diesem Code ist schon eine Antwort angekommen, und ein Code gilt nur einmal. Um sie zu ändern, brauchst du den Code der Quittung.',
      sv: 'Ett svar har redan kommit in med den här koden, och en kod gäller en gång. För att ändra svaret behöver du kvittots kod.',
      fi: 'Tällä koodilla on jo tullut vastaus, ja koodi kelpaa vain kerran. Vastauksen muuttamiseen tarvitaan kuitin koodi.',
    },
  ),
} as const satisfies Record<string, Entry>;
